#include "os/folder.hpp"

#include <map>

#include "catch.hpp"
#include "unit/os/folder.hpp"

namespace fs = std::filesystem;
namespace os = edca::os;
using os::Kind;
using os::Links;

TEST_CASE("a folder tells what is in it") {
  const test::Folder folder;
  folder.file("file", "12345");
  fs::create_directory(folder.file("sub"));
  fs::create_symlink("file", folder.file("link"));
  std::error_code error;
  os::FolderReader reader(folder.path(), error);
  REQUIRE_FALSE(error);
  std::map<std::string, Kind> found;
  os::FolderReader::Entry entry;
  while (reader.next(entry, error)) {
    found.emplace(entry.name, entry.kind);
    const os::Status kept = reader.status(Links::keep, error);
    CHECK((entry.kind == Kind::unknown || entry.kind == kept.kind));
    if (kept.kind != Kind::link) continue;
    const os::Status followed = reader.status(Links::follow, error);
    CHECK(followed.kind == Kind::file);
    CHECK(followed.bytes == 5);
    CHECK(followed.same_file(os::status(folder.file("file"), error)));
  }
  CHECK_FALSE(error);
  CHECK(found.size() == 3);
  CHECK(found.contains("file"));
  CHECK(found.contains("sub"));
  CHECK(found.contains("link"));
  const os::FolderReader none(folder.file("none"), error);
  CHECK(error == std::errc::no_such_file_or_directory);
}

TEST_CASE("nothing is renamed onto something") {
  const test::Folder folder;
  const std::string a = folder.file("a", "A");
  const std::string b = folder.file("b", "B");
  std::error_code error;
  os::rename_new(a, b, error);
  CHECK(error == std::errc::file_exists);
  CHECK(test::text_of(b) == "B");
  os::rename_new(a, folder.file("c"), error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("c")) == "A");
  CHECK(folder.entries() == 2);
}

TEST_CASE("two folders are exchanged, or neither") {
  const test::Folder folder;
  fs::create_directory(folder.file("one"));
  fs::create_directory(folder.file("two"));
  folder.file("one/a", "A");
  std::error_code error;
  os::exchange(folder.file("one"), folder.file("two"), error);
  const bool can = !error;
  CHECK(fs::exists(folder.file(can ? "two/a" : "one/a")));
  os::exchange(folder.file("one"), folder.file("none"), error);
  CHECK(error);
  CHECK(fs::exists(folder.file("one")));
  os::sync_folder(folder.path());
}
