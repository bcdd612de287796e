#include "portal/portal.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "catch.hpp"
#include "json/inputs.hpp"
#include "json/sha256.hpp"
#include "json/source.hpp"
#include "portal_input.hpp"
#include "unit/json/packed_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using edca::json::Value;
using edca::json::testing::bytes_of;
using edca::json::testing::TempFolder;
using edca::portal::Builder;
using edca::portal::File;
using edca::portal::ItemKind;
using edca::portal::Metadata;
using edca::portal::Options;
using edca::portal::Problem;
using edca::portal::Stage;

const std::string samples = EDCA_SOURCE_DIR "/samples/";

Metadata metadata_at(const std::string& base_url) {
  Metadata metadata;
  metadata.title = "Contrataciones";
  metadata.publisher.name = "Municipio de Valle Hermoso del Río";
  metadata.license = "https://creativecommons.org/licenses/by/4.0/";
  metadata.contact_email = "datos@vallehermoso.example";
  metadata.frequency = "R/P1M";
  metadata.keywords = {"compras"};
  metadata.base_url = base_url;
  return metadata;
}

/// A portal that was built.
struct Portal {
  TempFolder folder;
  std::vector<File> files;
  std::vector<Problem> problems;

  std::string operator[](const std::string& path) const { return bytes_of(folder / path); }
  Value json(const std::string& path) const { return edca::json::parse((*this)[path], path); }
  std::map<std::string, std::string> all() const {
    std::map<std::string, std::string> texts;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder.path())) {
      const std::string path = fs::relative(entry.path(), folder.path()).generic_string();
      if (entry.is_regular_file()) texts[path] = (*this)[path];
    }
    return texts;
  }
  bool has(const std::string& path) const { return fs::exists(folder / path); }
  std::vector<std::string> paths(std::string_view ending) const {
    std::vector<std::string> found;
    for (const File& file : files) {
      if (file.path.ends_with(ending)) found.push_back(file.path);
    }
    return found;
  }
  std::size_t count(Problem::Kind kind) const {
    return static_cast<std::size_t>(
        std::count_if(problems.begin(), problems.end(),
                      [&](const Problem& problem) { return problem.kind == kind; }));
  }
};

/// Builds a portal of what `add` adds.
template <class Add>
std::unique_ptr<Portal> build(const Metadata& metadata, Options options, Add add) {
  auto portal = std::make_unique<Portal>();
  options.tell = [&](const Problem& problem) { portal->problems.push_back(problem); };
  Builder builder(portal->folder.path(), metadata, options);
  add(builder);
  static const edca::merge::Rules rules = edca::portal_test::edca_mx_rules();
  for (const File& file : builder.write_data(&rules)) {
    if (file.package != file.path) continue;
    edca::portal_test::Counter counter;
    builder.add_result(file.path, edca::portal_test::validate(portal->folder / file.path, counter));
  }
  portal->files = builder.finish();
  return portal;
}

std::unique_ptr<Portal> build_files(const std::vector<std::string>& files, const Options& options,
                                    const std::string& base_url = "https://datos.example/ocds") {
  return build(metadata_at(base_url), options, [&](Builder& builder) {
    for (const std::string& file : files) edca::portal_test::add_file(builder, samples + file);
  });
}

const std::vector<std::string> demo = {"demo/dependencias.jsonl", "demo/municipio-2025-t1.json",
                                       "demo/secretaria-2025-t1.json",
                                       "demo/secretaria-registros.json"};

std::string package_of(const std::string& releases) {
  return R"({"uri":"https://a.example/1","version":"1.1","publisher":{"name":"A"},)"
         R"("publishedDate":"2025-01-01T00:00:00Z","releases":[)" +
         releases + "]}";
}

/// A release as small as the schema allows, with more members at its end.
std::string release(const std::string& ocid, const std::string& id, const std::string& date,
                    const std::string& more = "") {
  return "{\"ocid\":\"" + ocid + "\",\"id\":\"" + id + "\",\"date\":\"" + date +
         "\",\"tag\":[\"tender\"],\"initiationType\":\"tender\"" + more + "}";
}

std::unique_ptr<Portal> build_text(const std::string& text, const Options& options = {},
                                   const std::string& base_url = "https://datos.example/") {
  return build(metadata_at(base_url), options,
               [&](Builder& builder) { edca::portal_test::add_text(builder, text, "a.json"); });
}

std::string unpacked(const std::string& path) {
  const edca::json::InputList list = edca::json::expand({path});
  REQUIRE(list.inputs.size() == 1);
  const auto source = edca::json::open(list.inputs.front(), {});
  std::string text;
  char buffer[10'000];
  while (const std::size_t size = source->read(buffer, sizeof buffer)) text.append(buffer, size);
  return text;
}

void check_hashes(const Portal& portal) {
  std::set<std::string> listed = {"manifest.json"};
  const Value manifest = portal.json("manifest.json");
  for (const Value& entry : manifest.find("files")->as_array()) {
    const std::string path(entry.text("path"));
    INFO(path);
    const std::string text = portal[path];
    edca::json::Sha256 sum;
    sum.add(text);
    CHECK(entry.text("sha256") == sum.hex());
    CHECK(entry.find("bytes")->number_text() == std::to_string(text.size()));
    CHECK(listed.insert(path).second);
  }
  for (const auto& [path, text] : portal.all()) CHECK(listed.count(path) == 1);
  CHECK(portal.files.size() == listed.size());
}

}  // namespace

TEST_CASE("a portal has the files that it names, with their sizes and sums, in order of writing") {
  const auto portal = build_files(demo, {});
  check_hashes(*portal);
  for (const File& file : portal->files) {
    INFO(file.path);
    const std::string text = (*portal)[file.path];
    CHECK(file.bytes == text.size());
    if (file.media_type == "application/json") CHECK_NOTHROW(portal->json(file.path));
  }
  CHECK(std::is_sorted(portal->files.begin(), portal->files.end(),
                       [](const File& a, const File& b) { return a.stage < b.stage; }));
  CHECK(portal->files.back().path == "manifest.json");
  CHECK(portal->files.back().stage == Stage::manifest);
  for (const char* path : {"index.html", "2024.html", "2025.html", "en/index.html", "en/2025.html",
                           "catalog.json", "data.json", "edca/fiscalYears",
                           "edca/contractingprocess/2025", "data/ocds_2025_releases.json",
                           "data/ocds_2025_records.zip", "data/ocds_2025_records.jsonl.gz"}) {
    INFO(path);
    CHECK(portal->has(path));
  }
}

TEST_CASE("the same content gives the same bytes, in whatever order it comes") {
  Options options;
  options.page_items = 3;
  const auto portal = build_files(demo, options);
  const auto again = build_files(demo, options);
  CHECK(portal->all() == again->all());
  std::vector<std::string> other = demo;
  for (std::size_t at = 1; at < demo.size(); ++at) {
    std::rotate(other.begin(), other.begin() + 1, other.end());
    CHECK(portal->all() == build_files(other, options)->all());
  }
  std::reverse(other.begin(), other.end());
  CHECK(portal->all() == build_files(other, options)->all());
  options.memory = 1;
  const auto spilled = build_files(demo, options);
  CHECK(portal->all() == spilled->all());
}

TEST_CASE("good data give packages in which the validator finds nothing") {
  const auto portal = build_files({"edca-mx/date-only/good.json"}, {});
  for (const std::string& path : portal->paths(".json")) {
    if (!path.starts_with("data/")) continue;
    edca::portal_test::Counter counter;
    const edca::portal::Verdict verdict =
        edca::portal_test::validate(portal->folder / path, counter);
    INFO(path);
    CHECK(verdict.errors == 0);
    CHECK(verdict.warnings == 0);
    CHECK(verdict.profile == "edca-mx");
  }
  const Value manifest = portal->json("manifest.json");
  for (const Value& file : manifest.find("files")->as_array()) {
    if (file.find("kind") == nullptr) continue;
    CHECK(file.find("validation")->text("state") == "passed");
    CHECK(file.find("schema")->text("profile") == "edca-mx");
  }
}

TEST_CASE("a release keeps its bytes in packages, records and archives") {
  const std::string odd =
      release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z",
              ",\n  \"x\" : 1500000.10, \"y\":[ 1e400, -0.0, 123456789012345678901234567890 ],"
              "\"z\":\"\\u00f1 ñ \\\" \\\\\", \"a b\":{}");
  const std::string oneline =
      release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z",
              ",\"x\":1500000.10,\"y\":[1e400,-0.0,123456789012345678901234567890],"
              "\"z\":\"\\u00f1 ñ \\\" \\\\\",\"a b\":{}");
  const auto portal = build_text(package_of(odd));
  const std::string name = "data/ocds-abc123_2025_";
  const std::string package = (*portal)[name + "releases.json"];
  CHECK(package.find("[\n" + odd + "\n]") != std::string::npos);
  CHECK((*portal)[name + "records.json"].find("[" + odd + "]") != std::string::npos);
  CHECK((*portal)["edca/contractingprocess/2025"].find(odd) != std::string::npos);
  CHECK(unpacked(portal->folder / (name + "releases.zip")) == package);
  CHECK(unpacked(portal->folder / (name + "releases.jsonl.gz")) == oneline + "\n");
}

TEST_CASE("packages are no larger than asked for and form a chain") {
  std::string releases;
  for (int at = 10; at < 35; ++at) {
    const std::string year = at < 20 ? "2024" : "2025";
    if (!releases.empty()) releases += ',';
    releases += release("ocds-abc123-" + std::to_string(at), std::to_string(at),
                        year + "-03-" + std::to_string(at % 20 + 10) + "T00:00:00Z");
  }
  Options options;
  options.page_items = 10;
  const auto portal = build_text(package_of(releases), options);
  std::string path = "data/ocds-abc123_2024_releases.json";
  std::string previous;
  std::vector<std::string> ids;
  std::vector<std::string> names;
  for (;;) {
    names.push_back(path);
    const Value package = portal->json(path);
    const std::string url = "https://datos.example/" + path;
    CHECK(package.text("uri") == url);
    CHECK(package.find("links")->text("prev") == previous);
    const auto& list = package.find("releases")->as_array();
    CHECK(list.size() <= 10);
    for (const Value& each : list) ids.emplace_back(each.text("id"));
    CHECK(package.text("publishedDate") == list.back().text("date"));
    const std::string next(package.find("links")->text("next"));
    if (next.empty()) break;
    previous = url;
    REQUIRE(next.starts_with("https://datos.example/"));
    path = next.substr(22);
  }
  CHECK(names == std::vector<std::string>{"data/ocds-abc123_2024_releases.json",
                                          "data/ocds-abc123_2025_releases.json",
                                          "data/ocds-abc123_2025_releases_2.json"});
  CHECK(ids.size() == 25);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
}

TEST_CASE("packages keep to the Registry's advice when packed") {
  std::string releases;
  std::uint32_t random = 1;
  for (int at = 0; at < 300; ++at) {
    std::string noise;
    for (int byte = 0; byte < 3000; ++byte) {
      random = random * 1664525 + 1013904223;
      noise += static_cast<char>('a' + random / 65536 % 26);
    }
    if (at > 0) releases += ',';
    releases += release("ocds-abc123-" + std::to_string(at), "1", "2025-01-01T00:00:00Z",
                        ",\"x\":\"" + noise + "\"");
  }
  Options options;
  options.advice.zipped_bytes = 200'000;
  const auto portal = build_text(package_of(releases), options);
  std::size_t items = 0;
  for (const File& file : portal->files) {
    if (file.format == "ZIP" || file.format == "JSONL") CHECK(file.bytes <= 200'000);
    if (file.format == "JSON" && file.kind == "release-package") items += file.items;
  }
  CHECK(items == 300);
  CHECK(portal->paths("releases.zip").size() == 1);
  CHECK(portal->has("data/ocds-abc123_2025_releases_3.zip"));

  Options few;
  few.advice.awards_and_contracts = 3;
  few.records = false;
  const std::string awards = ",\"awards\":[{\"id\":\"1\"}],\"contracts\":[{\"id\":\"1\"}]";
  const auto split =
      build_text(package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", awards) + "," +
                            release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z", awards)),
                 few);
  CHECK(split->has("data/ocds-abc123_2025_releases_2.json"));
  CHECK_FALSE(split->has("data/ocds-abc123_2025_records.json"));
}

TEST_CASE("a new release changes the files of its year alone") {
  const std::string old = release("ocds-abc123-1", "1", "2023-01-01T00:00:00Z") + "," +
                          release("ocds-abc123-2", "1", "2024-01-01T00:00:00Z") + "," +
                          release("ocds-abc123-3", "1", "2025-01-01T00:00:00Z");
  const auto before = build_text(package_of(old));
  const auto after =
      build_text(package_of(release("ocds-abc123-3", "2", "2025-02-01T00:00:00Z") + "," + old));
  std::set<std::string> changed;
  const auto texts = before->all();
  for (const auto& [path, text] : after->all()) {
    if (texts.at(path) != text) changed.insert(path);
  }
  CHECK(changed ==
        std::set<std::string>{
            "2025.html", "catalog.json", "data.json", "data/ocds-abc123_2025_records.json",
            "data/ocds-abc123_2025_records.jsonl.gz", "data/ocds-abc123_2025_records.zip",
            "data/ocds-abc123_2025_releases.json", "data/ocds-abc123_2025_releases.jsonl.gz",
            "data/ocds-abc123_2025_releases.zip", "edca/contractingprocess/2025", "en/2025.html",
            "en/index.html", "index.html", "manifest.json"});
}

TEST_CASE("records have all releases of a process and stay in the year when it began") {
  const std::string first = release("ocds-abc123-1", "1", "2024-12-31T10:00:00-06:00");
  const std::string second = release("ocds-abc123-1", "2", "2025-01-05T10:00:00-06:00",
                                     ",\"tender\":{\"id\":\"1\",\"title\":\"Obra\"}");
  const auto portal = build_text(package_of(second + "," + first));
  CHECK(portal->json("data/ocds-abc123_2024_releases.json").find("releases")->as_array().size() ==
        1);
  CHECK_FALSE(portal->has("data/ocds-abc123_2025_records.json"));
  const Value records = portal->json("data/ocds-abc123_2024_records.json");
  const auto& list = records.find("records")->as_array();
  REQUIRE(list.size() == 1);
  CHECK(list[0].find("releases")->as_array().size() == 2);
  CHECK(list[0].find("compiledRelease")->find("tender")->text("title") == "Obra");
  CHECK(records.text("publishedDate") == "2025-01-05T10:00:00-06:00");
  const Value manifest = portal->json("manifest.json");
  CHECK(manifest.find("figures")->find("processes")->number_text() == "1");
  CHECK(manifest.find("figures")->find("releases")->number_text() == "2");
}

TEST_CASE("records that were given are published as they are, and their releases beside them") {
  const auto portal = build_files({"demo/secretaria-registros.json"}, {});
  const std::string source = bytes_of(samples + "demo/secretaria-registros.json");
  const Value given = edca::json::parse(source, "");
  std::size_t records = 0;
  for (const std::string& path : portal->paths("records.json")) {
    const std::string text = (*portal)[path];
    edca::json::ElementScan scan(edca::json::member_of(text, "records"));
    while (const auto record = scan.next()) {
      ++records;
      CHECK(source.find(*record) != std::string::npos);
    }
  }
  CHECK(records == given.find("records")->as_array().size());
  CHECK_FALSE(portal->paths("releases.json").empty());
}

TEST_CASE("a release that comes twice is published once, and a contradiction is told") {
  const std::string one = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z");
  const std::string same = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", " \n ");
  const std::string other = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", ",\"x\":1");
  const auto portal = build_text(package_of(one + "," + same));
  CHECK(portal->count(Problem::Kind::conflict) == 0);
  CHECK(portal->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() ==
        1);
  const auto torn = build_text(package_of(one + "," + same + "," + other));
  REQUIRE(torn->count(Problem::Kind::conflict) == 1);
  CHECK(torn->problems.front().ocid == "ocds-abc123-1");
  CHECK(torn->problems.front().id == "1");
  CHECK(torn->problems.front().file == "a.json");
  CHECK(torn->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() == 2);
}

TEST_CASE("what cannot be published is told and left out") {
  const auto portal = build(metadata_at("https://datos.example/"), {}, [](Builder& builder) {
    const std::uint64_t package = builder.add_package("b.json");
    for (const char* text : {"7", "{", "{\"ocid\":\"a\xff\"}", "[]"}) {
      builder.add(ItemKind::release, text, package);
    }
    for (const char* text : {"{}", "{\"ocid\":7}"}) {
      builder.add(ItemKind::release, text, package);
      builder.add(ItemKind::record, text, package);
      builder.add(ItemKind::project, text, package);
    }
    builder.add(ItemKind::release, release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"), package);
    // These cannot be merged: the tender is a number first.
    builder.add(ItemKind::release,
                release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z", ",\"tender\":7"), package);
    builder.add(ItemKind::release,
                release("ocds-abc123-2", "2", "2025-01-02T00:00:00Z", ",\"tender\":{\"id\":\"1\"}"),
                package);
  });
  CHECK(portal->count(Problem::Kind::unreadable) == 4);
  CHECK(portal->count(Problem::Kind::no_ocid) == 6);
  CHECK(portal->count(Problem::Kind::not_merged) == 1);
  CHECK(portal->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() ==
        3);
  CHECK(portal->json("data/ocds-abc123_2025_records.json").find("records")->as_array().size() == 1);
  check_hashes(*portal);
}

TEST_CASE("releases without a date have a page and a file of their own") {
  const auto portal = build_text(package_of(release("ocds-abc123-1", "1", "enero de 2025")));
  CHECK(portal->has("undated.html"));
  CHECK(portal->has("data/ocds-abc123_undated_releases.json"));
  CHECK_FALSE(portal->has("edca/contractingprocess/undated"));
  // The package's own date is then all there is.
  CHECK(portal->json("data/ocds-abc123_undated_releases.json").text("publishedDate") ==
        "2025-01-01T00:00:00Z");
}

TEST_CASE("without a base URL the packages keep the inputs' addresses") {
  const auto portal =
      build_text(package_of(release("ocds-abc123-1", "1", "2024-01-01T00:00:00Z") + "," +
                            release("ocds-abc123-1", "2", "2025-01-01T00:00:00Z")),
                 {}, "");
  CHECK(portal->count(Problem::Kind::no_uri) == 1);
  const Value package = portal->json("data/ocds-abc123_2025_releases.json");
  CHECK(package.text("uri") == "https://a.example/1");
  CHECK(package.find("links") == nullptr);
  CHECK(portal->json("data/ocds-abc123_2024_records.json").text("uri") ==
        "https://a.example/1#records");
  const Value catalog = portal->json("catalog.json");
  CHECK(catalog.find("dataset")
            ->as_array()[0]
            .find("distribution")
            ->as_array()[0]
            .text("downloadURL")
            .starts_with("data/"));
}

TEST_CASE("infrastructure projects are published as packages") {
  const std::string text =
      R"({"uri":"https://a.example/p","publishedDate":"2025-01-01T00:00:00Z","version":"0.9",)"
      R"("publisher":{"name":"A"},"projects":[{"id":"oc4ids-abc123-2","updated":"2025-02-03T00:00:00Z"},)"
      R"({"id":"oc4ids-abc123-1","updated":"2025-02-02T00:00:00Z"}]})";
  const auto portal = build_text(text);
  const Value package = portal->json("data/oc4ids-abc123_projects.json");
  CHECK(package.text("version") == "0.9");
  CHECK(package.text("publishedDate") == "2025-02-03T00:00:00Z");
  REQUIRE(package.find("projects")->as_array().size() == 2);
  CHECK(package.find("projects")->as_array()[0].text("id") == "oc4ids-abc123-1");
  edca::portal_test::Counter counter;
  CHECK(edca::portal_test::validate(portal->folder / "data/oc4ids-abc123_projects.json", counter)
            .errors == 0);
  CHECK(portal->json("manifest.json").find("figures")->find("projects")->number_text() == "2");
  CHECK((*portal)["index.html"].find("data/oc4ids-abc123_projects.zip") != std::string::npos);
}

TEST_CASE("packages that disagree are told of, unless the dataset decides") {
  const auto other = [](std::string text) { return text.replace(text.find("\"A\""), 3, "\"B\""); };
  const std::string one = package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"));
  const std::string two = other(package_of(release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z")));
  const auto add = [&](Builder& builder) {
    edca::portal_test::add_text(builder, one, "a.json");
    edca::portal_test::add_text(builder, two, "b.json");
  };
  Metadata metadata = metadata_at("https://datos.example/");
  CHECK(build(metadata, {}, add)->count(Problem::Kind::differs) == 0);
  metadata.publisher.name.clear();
  const auto portal = build(metadata, {}, add);
  REQUIRE(portal->count(Problem::Kind::differs) == 1);
  CHECK(portal->problems.front().detail == "publisher");
}

TEST_CASE("of an item that two packages hold, their order does not choose the package") {
  const std::string one = package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"));
  std::string two = one;
  two.insert(1, R"("extensions":["https://a.example/a"],)");
  const auto add = [&](const std::string& first, const std::string& second) {
    return build(metadata_at("https://datos.example/"), {}, [&](Builder& builder) {
      edca::portal_test::add_text(builder, first, "a.json");
      edca::portal_test::add_text(builder, second, "b.json");
    });
  };
  CHECK(add(one, two)->all() == add(two, one)->all());
}

TEST_CASE("packages declare the extensions of the packages from which their items came") {
  const auto portal = build(metadata_at("https://datos.example/"), {}, [](Builder& builder) {
    const auto add = [&](const char* extension, const std::string& item) {
      std::string text = package_of(item);
      text.insert(1, R"("extensions":["https://a.example/)" + std::string(extension) + "\"],");
      edca::portal_test::add_text(builder, text, extension);
    };
    add("b", release("ocds-abc123-1", "1", "2024-01-01T00:00:00Z"));
    add("a", release("ocds-abc123-1", "2", "2025-01-01T00:00:00Z"));
  });
  const auto extensions = [&](const char* path) {
    return edca::json::write(*portal->json(path).find("extensions"));
  };
  CHECK(extensions("data/ocds-abc123_2024_releases.json") == R"(["https://a.example/b"])");
  CHECK(extensions("data/ocds-abc123_2025_releases.json") == R"(["https://a.example/a"])");
  CHECK(extensions("data/ocds-abc123_2024_records.json") ==
        R"(["https://a.example/a","https://a.example/b"])");
}

TEST_CASE("nothing that was read or configured becomes part of a page's own text") {
  Metadata metadata = metadata_at("https://datos.example/");
  const std::string evil = "\"'><script>alert(1)</script>&amp;";
  metadata.title = metadata.title_en = metadata.description = metadata.spatial = evil;
  metadata.publisher = {evil, evil, evil, "javascript:alert(1)"};
  metadata.contact_name = metadata.contact_email = metadata.frequency = evil;
  metadata.license = "JavaScript:alert(1)";
  metadata.publication_policy = "data:text/html,x";
  metadata.keywords = metadata.themes = {evil};
  metadata.ocid_prefix = "../../" + evil;
  const auto portal = build(metadata, {}, [&](Builder& builder) {
    const std::uint64_t package = builder.add_package(evil);
    builder.add(ItemKind::release,
                release("ocds-abc123-<script>", "<b>", "2025-01-01T00:00:00Z",
                        ",\"tender\":{\"id\":\"1\",\"procurementMethod\":\"<i>\"},\"contracts\":[{"
                        "\"id\":\"1\",\"value\":{\"amount\":1,\"currency\":\"<u>\"}}]"),
                package);
  });
  for (const std::string& path : portal->paths(".html")) {
    const std::string page = (*portal)[path];
    INFO(path);
    for (const char* text : {"<script", "<i>", "<u>", "<b>",
                             "href=\"javascript:", "href=\"JavaScript:", "href=\"data:"}) {
      CHECK(page.find(text) == std::string::npos);
    }
  }
  for (const auto& [path, text] : portal->all()) CHECK(path.find("..") == std::string::npos);
  CHECK(portal->has("data/script-alert-1-script-amp_2025_releases.json"));
}

TEST_CASE("the catalogues have what harvesters ask for") {
  const auto portal = build_files(demo, {});
  const Value catalog = portal->json("catalog.json");
  const Value dataset = catalog.find("dataset")->as_array().at(0);
  for (const char* field : {"identifier", "title", "description", "modified", "contactPoint",
                            "mbox", "landingPage", "accrualPeriodicity"}) {
    INFO(field);
    CHECK(dataset.find(field) != nullptr);
  }
  const auto& distributions = dataset.find("distribution")->as_array();
  CHECK(distributions.size() == 12);
  for (const Value& each : distributions) {
    for (const char* field : {"identifier", "title", "downloadURL", "mediaType", "byteSize"}) {
      CHECK(each.find(field) != nullptr);
    }
    const std::string_view url = each.text("downloadURL");
    REQUIRE(url.starts_with("https://datos.example/ocds/"));
    CHECK(portal->has(std::string(url.substr(27))));
  }
  const Value harvest = portal->json("data.json").find("dataset")->as_array().at(0);
  for (const char* field : {"title", "description", "keyword", "modified", "publisher",
                            "contactPoint", "identifier", "accessLevel", "distribution"}) {
    INFO(field);
    CHECK(harvest.find(field) != nullptr);
  }
}

TEST_CASE("a collector of INAI's platform finds every release that has a date") {
  Options options;
  options.page_items = 2;
  const auto portal = build_files(demo, options);
  std::size_t releases = 0;
  const Value years = portal->json("edca/fiscalYears");
  for (const Value& year : years.find("fiscalYears")->as_array()) {
    const Value found = portal->json("edca/contractingprocess/" + std::string(year.text("year")));
    for (const Value& package : found.find("arrayReleasePackage")->as_array()) {
      CHECK_FALSE(package.text("uri").empty());
      releases += package.find("releases")->as_array().size();
    }
  }
  CHECK(std::to_string(releases) ==
        portal->json("manifest.json").find("figures")->find("releases")->number_text());
}

TEST_CASE("forms of data that are not wanted are not written") {
  Options options;
  options.zip = options.json_lines = options.inai = options.records = false;
  options.languages = {edca::messages::Language::english};
  const auto portal = build_files({"demo/municipio-2025-t1.json"}, options);
  CHECK(portal->paths(".zip").empty());
  CHECK(portal->paths(".gz").empty());
  CHECK(portal->paths("records.json").empty());
  CHECK_FALSE(portal->has("edca"));
  CHECK_FALSE(portal->has("en"));
  CHECK((*portal)["index.html"].find("<html lang=\"en\">") != std::string::npos);
  CHECK((*portal)["index.html"].find("fiscalYears") == std::string::npos);
  check_hashes(*portal);
}

TEST_CASE("nothing at all still gives a portal") {
  const auto portal = build(metadata_at(""), {}, [](Builder&) {});
  check_hashes(*portal);
  CHECK(portal->has("index.html"));
}
