#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "catch.hpp"
#include "edca/catalog.hpp"
#include "edca/error.hpp"

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone at the end.
class Scratch {
 public:
  explicit Scratch(const char* name) : path_(fs::temp_directory_path() / name) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

const std::string place = "https://extensions.example/ocds_parks_extension/";
const std::map<std::string, std::string> published = {
    {place + "extension.json", R"({"name": {"en": "Parks"}, "codelists": ["trees.csv"]})"},
    {place + "release-schema.json", R"({"properties": {"park": {"type": "string"}}})"},
    {place + "codelists/trees.csv", "Code,Title\noak,Oak\n"}};

std::optional<std::string> at(const std::string& url, std::size_t) {
  const auto found = published.find(url);
  return found == published.end() ? std::nullopt : std::optional(found->second);
}

std::string key_of(const auto& work) {
  try {
    work();
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "";
}

}  // namespace

TEST_CASE("an extension from an address is stored with the sums of its files, and used") {
  const Scratch data("edca-extension-store-1");
  const edca::AddedExtension added = edca::add_extension(place, data.path(), {.download = at});
  CHECK(added.name == "parks");
  CHECK_FALSE(added.bundled);
  REQUIRE(added.files.size() == 3);
  CHECK(added.files[0].first == "codelists/trees.csv");
  CHECK(added.files[0].second.size() == 64);
  const edca::Catalog catalog(data.path());
  CHECK(catalog.extension_patch("parks") ==
        "{\n  \"properties\": {\n    \"park\": {\n      \"type\": \"string\"\n    }\n  }\n}\n");
  const std::string schema =
      catalog.schema({"ocds-1.1", edca::SchemaKind::release, true, {"parks"}});
  CHECK(schema.find("\"park\"") != std::string::npos);
}

TEST_CASE("a stored file that changes is refused") {
  const Scratch data("edca-extension-store-2");
  const edca::AddedExtension added = edca::add_extension(place, data.path(), {.download = at});
  std::ofstream(added.folder + "/release-schema.json") << "{}";
  CHECK(key_of([&] { edca::Catalog(data.path()).extension_patch("parks"); }) ==
        "extension.changed");
}

TEST_CASE("another extension of the same name takes no place that it is not given") {
  const Scratch data("edca-extension-store-4");
  const Scratch folder("edca-extension-store-5");
  fs::create_directories(folder.path() + "/parks");
  std::ofstream(folder.path() + "/parks/extension.json") << R"({"name": {"en": "Parks"}})";
  const std::string other = "https://other.example/ocds_parks_extension/";
  const edca::AddOptions from{.download = [&](const std::string& url, std::size_t most) {
    const bool is_other = url.starts_with(other);
    std::optional<std::string> text = at(is_other ? place + url.substr(other.size()) : url, most);
    if (is_other && text) text->append(" ");
    return text;
  }};
  edca::add_extension(place, data.path(), from);
  for (const std::string& source : {other, folder.path() + "/parks"}) {
    CHECK(key_of([&] { edca::add_extension(source, data.path(), from); }) == "schema.same-name");
    CHECK(edca::Catalog(data.path()).extensions().back().url == place);
  }
  edca::AddOptions replacing = from;
  replacing.overwrite = true;
  edca::add_extension(folder.path() + "/parks", data.path(), replacing);
  // From there again, changed or not, it is the same one.
  std::ofstream(folder.path() + "/parks/extension.json") << R"({"name": {"en": "Park"}})";
  CHECK(edca::add_extension(folder.path() + "/parks", data.path(), from).name == "parks");
  // The next address of the same place is the same, too.
  edca::add_extension(place, data.path(), replacing);
  CHECK(edca::add_extension(place + "extension.json", data.path(), from).name == "parks");
}

TEST_CASE("what a killed run had begun is cleared away, and the next one is whole") {
  const Scratch data("edca-extension-store-6");
  fs::create_directories(data.path() + "/.parks.new/codelists");
  std::ofstream(data.path() + "/.parks.new/record-package-schema.json") << "{";
  const edca::AddedExtension added = edca::add_extension(place, data.path(), {.download = at});
  CHECK(added.files.size() == 3);
  CHECK(std::distance(fs::directory_iterator(data.path()), fs::directory_iterator()) == 1);
  CHECK_FALSE(edca::Catalog(data.path()).extension_patch("parks").empty());
}

TEST_CASE("nothing is stored of what is bundled, absent or without a folder to go to") {
  const Scratch data("edca-extension-store-3");
  CHECK(edca::add_extension("taxes", data.path(), {.download = at}).bundled);
  CHECK(key_of([&] {
          edca::add_extension("https://extensions.example/none/", data.path(), {.download = at});
        }) == "extension.folder");
  CHECK(key_of([&] { edca::add_extension(place, "", {.download = at}); }) ==
        "schema.no-data-folder");
  CHECK(fs::is_empty(data.path()));
}

TEST_CASE("a catalog knows kinds, codes in both languages and what it does not know") {
  const edca::Catalog catalog;
  const auto codes = catalog.codelist("edca-mx", "method");
  REQUIRE_FALSE(codes.empty());
  CHECK(std::any_of(codes.begin(), codes.end(), [](const edca::CodeEntry& code) {
    return code.code == "open" && !code.title_es.empty() && !code.title_en.empty();
  }));
  CHECK(edca::schema_kind("record-package") == edca::SchemaKind::record_package);
  CHECK(key_of([&] { edca::schema_kind("records"); }) == "schema.kind");
  CHECK(key_of([&] {
          catalog.schema({"ocds-1.1", edca::SchemaKind::project, true, {}});
        }) == "schema.kind");
  CHECK(key_of([&] { catalog.codelist("edca-mx", "colours"); }) == "codelist.unknown");
}
