#include <fstream>

#include "catch.hpp"
#include "fakes.hpp"
#include "publish/target_kinds.hpp"

namespace {

namespace fs = std::filesystem;
using edca::publish::File;
using edca::publish::FileState;
using edca::publish::Publisher;
using edca::publish::Stage;
using edca::publish::Status;
using edca::publish::fakes::Folder;
using edca::publish::fakes::sha256;

/// Two files and their manifest, made and to be published to a folder.
struct Portal {
  explicit Portal(const std::string& release) {
    add("data/r.json", R"({"releases":[)" + release + "]}");
    files.back().kind = "release-package";
    files.back().package = files.back().path;
    files.back().format = "JSON";
    add("index.html", "<p>");
    std::string list;
    for (const File& file : files) {
      list += (list.empty() ? "" : ",") + std::string(R"({"path":")") + file.path +
              R"(","format":")" + file.format + R"(","sha256":")" + file.sha256 + R"(","bytes":)" +
              std::to_string(file.bytes) + "}";
    }
    add("manifest.json", R"({"files":[)" + list + "]}");
    files[1].stage = Stage::index;
    files[2].stage = Stage::manifest;
  }

  void add(const std::string& path, const std::string& text) {
    File& file = files.emplace_back();
    file.path = path;
    file.local = (folder.path() / std::to_string(files.size())).string();
    std::ofstream(file.local, std::ios::binary) << text;
    file.bytes = text.size();
    file.sha256 = sha256(text);
    file.media_type = "application/json";
  }

  Folder folder;
  std::vector<File> files;
};

edca::publish::Settings settings_in(const Folder& folder) {
  edca::publish::Settings settings;
  settings.address = "dir:" + (folder.path() / "portal").string();
  settings.state_folder = (folder.path() / "state").string();
  return settings;
}

void publish(const Folder& folder, const Portal& portal) {
  Publisher publisher(settings_in(folder));
  publisher.plan(portal.files);
  REQUIRE(publisher.apply(edca::publish::Verify::full).result == edca::publish::Result::published);
}

std::string release(const std::string& title) {
  return R"({"ocid":"ocds-abc123-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],)"
         R"("initiationType":"tender","tender":{"id":"1","title":")" +
         title + R"("}})";
}

}  // namespace

TEST_CASE("the status of a target is told by the manifest that it holds") {
  const Folder folder;
  CHECK(Publisher(settings_in(folder)).status().manifest == Status::Manifest::absent);
  const Portal portal(release("Papel"));
  publish(folder, portal);
  Status status = Publisher(settings_in(folder)).status();
  REQUIRE(status.manifest == Status::Manifest::read);
  CHECK(status.differences == 0);
  CHECK(status.files.size() == 2);

  std::ofstream(folder.path() / "portal/index.html") << "<b>";
  fs::remove(folder.path() / "portal/data/r.json");
  status = Publisher(settings_in(folder)).status();
  CHECK(status.differences == 2);
  CHECK(status.files.at("index.html") == FileState::different);
  CHECK(status.files.at("data/r.json") == FileState::missing);

  std::ofstream(folder.path() / "portal/manifest.json") << "[]";
  CHECK(Publisher(settings_in(folder)).status().manifest == Status::Manifest::broken);
}

TEST_CASE("a portal that was made is compared with what is published") {
  const Folder folder;
  publish(folder, Portal(release("Papel")));
  Status status = Publisher(settings_in(folder)).status();
  status.compare(Portal(release("Papel")).files);
  CHECK(status.differences == 0);
  Portal made(release("Tinta"));
  made.add("x.json", "{}");
  std::erase_if(made.files, [](const File& file) { return file.path == "index.html"; });
  status.compare(made.files);
  CHECK(status.differences == 3);
  CHECK(status.files.at("data/r.json") == FileState::newer);
  CHECK(status.files.at("x.json") == FileState::added);
  CHECK(status.files.at("index.html") == FileState::extra);
}

TEST_CASE("a published release with another content is found before it is replaced") {
  const Folder folder;
  publish(folder, Portal(release("Papel")));
  const auto rewrites = [&](const std::string& title) {
    const Portal portal(release(title));
    Publisher publisher(settings_in(folder));
    publisher.plan(portal.files);
    return publisher.find_rewrites();
  };
  CHECK(rewrites("Papel").count == 0);
  CHECK(rewrites("P\\u0061pel").count == 0);
  const edca::publish::Rewrites found = rewrites("Tinta");
  REQUIRE(found.count == 1);
  CHECK(found.first.front().ocid == "ocds-abc123-1");
  CHECK(found.first.front().id == "1");
  CHECK(found.first.front().file == "data/r.json");
}

TEST_CASE("a catalogue carries data and manifest, other targets all") {
  const Portal portal(release("Papel"));
  const auto carried = edca::publish::files_for("ckan+https://a.example/dataset/b", portal.files);
  REQUIRE(carried.size() == 2);
  CHECK(carried[1].path == "manifest.json");
  CHECK(edca::publish::files_for("dir:x", portal.files).size() == 3);
}

TEST_CASE("the status of a catalogue knows nothing of pages, which it does not have") {
  const Folder folder;
  const Portal portal(release("Papel"));
  edca::publish::Settings settings = settings_in(folder);
  settings.address = "ckan+http://127.0.0.1/dataset/compras";
  settings.secrets.token = "very-secret";
  edca::publish::World world;
  world.transport = std::make_shared<edca::publish::fakes::FakeCkan>();
  const auto carried = edca::publish::files_for(settings.address, portal.files);
  {
    Publisher publisher(settings, {}, world);
    publisher.plan(carried);
    REQUIRE(publisher.apply(edca::publish::Verify::full).result ==
            edca::publish::Result::published);
  }
  Status status = Publisher(settings, {}, world).status();
  REQUIRE(status.manifest == Status::Manifest::read);
  CHECK(status.differences == 0);
  CHECK(status.files.size() == 1);
  status.compare(carried);
  CHECK(status.differences == 0);
}

TEST_CASE("the kind of a target is told by its address") {
  using edca::publish::Credentials;
  using edca::publish::find_target_kind;
  CHECK(find_target_kind("dir:x")->folder);
  CHECK(find_target_kind("dav+https://a.example/")->credentials == Credentials::password);
  CHECK(find_target_kind("ckan+https://a.example/dataset/b")->catalogue);
  CHECK(find_target_kind("s3://b/p")->credentials == Credentials::keys);
  CHECK(find_target_kind("https://a.example/") == nullptr);
  CHECK(edca::publish::behind_scheme("dav+https://a.example/") == "https://a.example/");
}
