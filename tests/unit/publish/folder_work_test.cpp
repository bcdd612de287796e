#include "publish/folder_work.hpp"

#include <map>

#include "catch.hpp"
#include "unit/publish/fakes.hpp"

namespace {

namespace fs = std::filesystem;
using edca::publish::Failure;
using edca::publish::File;
using edca::publish::FolderWork;
using edca::publish::Result;
namespace fakes = edca::publish::fakes;

using Contents = std::map<std::string, std::string>;

void put(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A portal in a folder, and local files to change it by.
class Portal {
 public:
  Portal() {
    put(path("a.json"), "old a");
    put(path("data/b.json"), "old b");
    put(path("others.txt"), "of somebody else");
  }

  fs::path root() const { return folder_.path() / "portal"; }
  fs::path path(const std::string& below) const { return root() / below; }
  fs::path beside(const std::string& name) const { return folder_.path() / name; }
  fs::path work() const { return path(".edca-publish"); }

  std::string version(const std::string& below) const {
    std::error_code error;
    const edca::os::Status status = edca::os::status(path(below).string(), error);
    return error ? std::string() : edca::publish::version_of(status);
  }

  void stage(FolderWork& work, const std::string& below, const std::string& text) {
    File file;
    file.path = below;
    file.local = beside("local").string();
    put(file.local, text);
    work.stage(file, version(below), {});
  }

  /// Replaces two files and makes one in a folder that does not exist.
  void stage_all(FolderWork& work) {
    work.begin();
    stage(work, "a.json", "new a");
    stage(work, "data/b.json", "new b");
    stage(work, "data/2025/may/c.json", "new c");
  }

  Contents contents() const {
    Contents contents;
    for (const auto& entry : fs::recursive_directory_iterator(root())) {
      if (entry.is_regular_file()) {
        contents[fs::relative(entry.path(), root()).string()] = fakes::read_file(entry.path());
      }
    }
    return contents;
  }

 private:
  fakes::Folder folder_;
};

const Contents before = {
    {"a.json", "old a"}, {"data/b.json", "old b"}, {"others.txt", "of somebody else"}};
const Contents after = {{"a.json", "new a"},
                        {"data/b.json", "new b"},
                        {"data/2025/may/c.json", "new c"},
                        {"others.txt", "of somebody else"}};

Result recovered(const Portal& portal) {
  try {
    FolderWork::recover(portal.root().string());
    return Result::unchanged;
  } catch (const Failure& failure) {
    return failure.result();
  }
}

}  // namespace

TEST_CASE("a folder is changed, and nothing is left behind") {
  Portal portal;
  FolderWork work(portal.root().string());
  portal.stage_all(work);
  CHECK(fs::exists(portal.work()));
  work.commit();
  work.keep();
  work.end();
  CHECK(portal.contents() == after);
  CHECK_FALSE(fs::exists(portal.work()));
}

TEST_CASE("a folder that is put back is as it was") {
  Portal portal;
  FolderWork work(portal.root().string());
  portal.stage_all(work);
  const std::string version = portal.version("a.json");
  work.commit();
  CHECK(portal.contents().at("data/2025/may/c.json") == "new c");
  work.revert();
  work.end();
  CHECK(portal.contents() == before);
  CHECK(portal.version("a.json") == version);
  CHECK_FALSE(fs::exists(portal.path("data/2025")));
  CHECK_FALSE(fs::exists(portal.work()));
}

TEST_CASE("a run that is broken off is taken back or finished by the next one") {
  Portal portal;
  const int until = GENERATE(0, 1, 2);
  CAPTURE(until);
  {
    FolderWork work(portal.root().string());
    portal.stage_all(work);
    if (until >= 1) work.commit();
    if (until >= 2) work.keep();
  }
  CHECK(fs::exists(portal.work()));
  CHECK(recovered(portal) == Result::unchanged);
  CHECK(portal.contents() == (until == 2 ? after : before));
  CHECK(fs::exists(portal.path("data/2025")) == (until == 2));
  CHECK_FALSE(fs::exists(portal.work()));
}

TEST_CASE("what others did after a run was broken off stays") {
  Portal portal;
  {
    FolderWork work(portal.root().string());
    portal.stage_all(work);
    work.commit();
  }
  fs::remove(portal.path("a.json"));
  put(portal.path("data/b.json"), "of somebody else");
  put(portal.path("data/2025/more.json"), "of somebody else");
  CHECK(recovered(portal) == Result::unchanged);
  Contents expected = before;
  expected.erase("a.json");
  expected["data/b.json"] = "of somebody else";
  expected["data/2025/more.json"] = "of somebody else";
  CHECK(portal.contents() == expected);
  CHECK_FALSE(fs::exists(portal.work()));
}

TEST_CASE("what cannot be put back is kept, and told by every run until it can") {
  Portal portal;
  {
    FolderWork work(portal.root().string());
    portal.stage_all(work);
    work.commit();
    fs::rename(portal.work() / "0.old", portal.beside("hidden"));
    CHECK_THROWS_AS(work.revert(), Failure);
    work.end();
  }
  CHECK(portal.contents().at("a.json") == "new a");
  CHECK(portal.contents().at("data/b.json") == "old b");
  CHECK(recovered(portal) == Result::inconsistent);
  fs::rename(portal.beside("hidden"), portal.work() / "0.old");
  CHECK(recovered(portal) == Result::unchanged);
  CHECK(portal.contents() == before);
}

TEST_CASE("a work folder that somebody planted is not used") {
  Portal portal;
  const std::string how = GENERATE("link", "file", "open");
  CAPTURE(how);
  put(portal.beside("away/0.new"), "precious");
  put(portal.beside("away/list.jsonl"), R"({"number":"0","path":"a.json","new":"x"})");
  if (how == "link") fs::create_directory_symlink(portal.beside("away"), portal.work());
  if (how == "file") put(portal.work(), "a file");
  if (how == "open") {
    fs::create_directory(portal.work());
    fs::permissions(portal.work(), fs::perms(0777));
    put(portal.work() / "list.jsonl",
        R"({"number":"0","path":"others.txt","new":")" + portal.version("others.txt") + "\"}\n");
  }
  CHECK(recovered(portal) == Result::refused);
  FolderWork work(portal.root().string());
  CHECK_THROWS_AS(work.begin(), Failure);
  work.end();
  CHECK(fs::exists(portal.work()));
  CHECK(fakes::read_file(portal.beside("away/0.new")) == "precious");
  CHECK(portal.contents().contains("others.txt"));
}

TEST_CASE("a list takes nothing from outside the portal") {
  Portal portal;
  put(portal.beside("precious"), "precious");
  const std::string path = GENERATE("../precious", "/etc/hostname", "data/../../precious", "");
  {
    FolderWork work(portal.root().string());
    work.begin();
    std::ofstream(portal.work() / "list.jsonl", std::ios::app)
        << R"({"number":"0","path":")" << path << R"(","new":")" << portal.version("../precious")
        << "\"}\n"
        << R"({"stray":")" << path << "\"}\n"
        << R"({"folder":")" << path << "\"}\n";
  }
  static_cast<void>(recovered(portal));
  CHECK(fakes::read_file(portal.beside("precious")) == "precious");
  CHECK(portal.contents() == before);
}

TEST_CASE("files are not written through links below the portal") {
  Portal portal;
  put(portal.beside("away/b.json"), "precious");
  fs::remove_all(portal.path("data"));
  fs::create_directory_symlink(portal.beside("away"), portal.path("data"));
  FolderWork work(portal.root().string());
  work.begin();
  File file;
  file.path = "data/b.json";
  file.local = portal.beside("local").string();
  put(file.local, "new");
  try {
    work.stage(file, "", {});
    FAIL("it was written through the link");
  } catch (const Failure& failure) {
    CHECK(failure.key() == "publish.folder-link");
  }
  work.end();
  CHECK(fakes::read_file(portal.beside("away/b.json")) == "precious");
}

TEST_CASE("a file that changes before its turn is left, and all is put back") {
  Portal portal;
  FolderWork work(portal.root().string());
  portal.stage_all(work);
  put(portal.path("data/b.json"), "of somebody else");
  CHECK_THROWS_AS(work.commit(), Failure);
  work.revert();
  work.end();
  Contents expected = before;
  expected["data/b.json"] = "of somebody else";
  CHECK(portal.contents() == expected);
}

TEST_CASE("a file that appears before its turn is left") {
  Portal portal;
  FolderWork work(portal.root().string());
  portal.stage_all(work);
  put(portal.path("data/2025/may/c.json"), "of somebody else");
  CHECK_THROWS_AS(work.commit(), Failure);
  work.revert();
  work.end();
  CHECK(portal.contents().at("data/2025/may/c.json") == "of somebody else");
  CHECK(portal.contents().at("a.json") == "old a");
}

TEST_CASE("two portals side by side do not refuse each other, two runs to one do") {
  Portal portal;
  FolderWork one(portal.root().string());
  one.begin();
  FolderWork other(portal.beside("second").string());
  other.begin();
  FolderWork same(portal.root().string());
  CHECK_THROWS_AS(same.begin(), Failure);
  CHECK(recovered(portal) == Result::conflict);
  same.end();
  CHECK(fs::exists(portal.work()));
  one.end();
  other.end();
  CHECK_FALSE(fs::exists(portal.work()));
  CHECK_FALSE(fs::exists(portal.beside("second")));
}

TEST_CASE("permissions of what is replaced stay, new files are as their folder has them") {
  Portal portal;
  fs::permissions(portal.path("a.json"), fs::perms(0640));
  fs::permissions(portal.path("data"), fs::perms(0750));
  FolderWork work(portal.root().string());
  portal.stage_all(work);
  work.commit();
  work.keep();
  work.end();
  CHECK(fs::status(portal.path("a.json")).permissions() == fs::perms(0640));
  CHECK(fs::status(portal.path("data/2025/may")).permissions() == fs::perms(0750));
  CHECK(fs::status(portal.path("data/2025/may/c.json")).permissions() == fs::perms(0644));
}

TEST_CASE("what an earlier edca left beside the portal goes, what it never made stays") {
  Portal portal;
  const fs::path former = portal.beside(".portal.edca");
  put(portal.beside("away/precious"), "precious");
  SECTION("its own") {
    put(former / "next/a.json", "older a");
    put(former / "next.inode", "1");
    fs::create_directory_symlink(portal.beside("away"), former / "next/away");
    edca::publish::clear_former_work(portal.root().string());
    CHECK_FALSE(fs::exists(former));
  }
  SECTION("a link in its place") {
    fs::create_directory(former);
    fs::create_directory_symlink(portal.beside("away"), former / "next");
    edca::publish::clear_former_work(portal.root().string());
    CHECK_FALSE(fs::exists(former));
  }
  SECTION("a link in the place of all of it") {
    fs::create_directory_symlink(portal.beside("away"), former);
    edca::publish::clear_former_work(portal.root().string());
    CHECK(fs::is_symlink(former));
  }
  SECTION("with something else in it") {
    put(former / "next/a.json", "older a");
    put(former / "notes", "precious");
    edca::publish::clear_former_work(portal.root().string());
    CHECK(fs::exists(former / "next/a.json"));
  }
  CHECK(fakes::read_file(portal.beside("away/precious")) == "precious");
  CHECK(portal.contents() == before);
}
