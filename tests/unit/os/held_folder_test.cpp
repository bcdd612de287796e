#include "os/held_folder.hpp"

#include <algorithm>
#include <filesystem>

#include "catch.hpp"
#include "unit/os/folder.hpp"

namespace fs = std::filesystem;
namespace os = edca::os;

using std::errc;

TEST_CASE("a held folder stays the same one when another takes its path") {
  const test::Folder folder;
  fs::create_directory(folder.file("one"));
  std::error_code error;
  const os::HeldFolder held(folder.file("one"), error);
  REQUIRE_FALSE(error);
  fs::rename(folder.file("one"), folder.file("two"));
  fs::create_directory(folder.file("one"));
  held.make("a", error).write("bytes", error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("two/a")) == "bytes");
  CHECK(fs::is_empty(folder.file("one")));
  CHECK(held.names(error) == std::vector<std::string>{"a"});
  CHECK(held.duplicate(error).names(error).size() == 1);
}

TEST_CASE("a held folder follows no link") {
  const test::Folder folder;
  folder.file("secret", "secret");
  fs::create_directory(folder.file("away"));
  fs::create_directory(folder.file("in"));
  fs::create_symlink("../secret", folder.file("in/file"));
  fs::create_symlink("../away", folder.file("in/folder"));
  std::error_code error;
  const os::HeldFolder held(folder.file("in"), error);
  CHECK(held.status("file", error).kind == os::Kind::link);
  CHECK_FALSE(held.open("file", os::Open::read, error));
  CHECK(error == errc::too_many_symbolic_link_levels);
  CHECK_FALSE(held.open("file", os::Open::empty, error));
  CHECK_FALSE(held.folder("folder", error));
  CHECK(error == errc::too_many_symbolic_link_levels);
  CHECK_FALSE(held.make("file", error));
  CHECK(error == errc::file_exists);
  held.make_folder("folder", os::Users::owner, error);
  CHECK(error == errc::file_exists);
  // A further name is one of the link.
  held.link("file", held, "other", error);
  CHECK(held.status("other", error).kind == os::Kind::link);
  held.remove("file", error);
  held.remove("other", error);
  held.remove_folder("folder", error);
  CHECK(error == errc::not_a_directory);
  CHECK(test::text_of(folder.file("secret")) == "secret");
  CHECK(fs::exists(folder.file("away")));
}

TEST_CASE("names in held folders are taken and given in one moment") {
  const test::Folder folder;
  std::error_code error;
  const os::HeldFolder held(folder.path(), error);
  held.make_folder("below", os::Users::owner, error);
  CHECK_FALSE(held.status("below", error).shared);
  CHECK(held.status("below", error).mine);
  const os::HeldFolder below = held.folder("below", error);
  REQUIRE_FALSE(error);
  folder.file("a", "A");
  folder.file("b", "B");
  held.rename_new("a", held, "b", error);
  CHECK(error == errc::file_exists);
  held.rename_new("a", below, "c", error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("below/c")) == "A");
  below.link("c", held, "d", error);
  CHECK(below.status("c", error).same_file(held.status("d", error)));
  below.rename("c", held, "b", error);
  CHECK(test::text_of(folder.file("b")) == "A");
  held.remove_folder("below", error);
  CHECK_FALSE(error);
  held.remove("none", error);
  CHECK(error == errc::no_such_file_or_directory);
  CHECK(folder.entries() == 2);
}

TEST_CASE("a nameless file of a held folder is named elsewhere") {
  const test::Folder folder;
  std::error_code error;
  const os::HeldFolder held(folder.path(), error);
  const os::File file = held.make_nameless();
  if (!file) return;  // this folder has none
  file.write("whole", error);
  CHECK(folder.entries() == 0);
  held.make_folder("below", os::Users::owner, error);
  const os::HeldFolder below = held.folder("below", error);
  below.give_name(file, "a", error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("below/a")) == "whole");
  below.give_name(file, "a", error);
  CHECK(error == errc::file_exists);
}

TEST_CASE("a pipe in a held folder is not waited for") {
  const test::Folder folder;
  std::error_code error;
  const os::HeldFolder held(folder.path(), error);
  REQUIRE(std::system(("mkfifo '" + folder.file("pipe") + "'").c_str()) == 0);
  const os::File pipe = held.open("pipe", os::Open::read, error);
  CHECK(pipe.status(error).kind == os::Kind::other);
}

TEST_CASE("a folder is locked by one at a time") {
  const test::Folder folder;
  std::error_code error;
  const os::HeldFolder one(folder.path(), error);
  const os::HeldFolder other(folder.path(), error);
  CHECK(one.lock());
  CHECK_FALSE(other.lock());
}

TEST_CASE("permissions and attributes go over to another file") {
  const test::Folder folder;
  std::error_code error;
  const os::HeldFolder held(folder.path(), error);
  const os::File from = held.make("from", error);
  const os::File to = held.make("to", error);
  fs::permissions(folder.file("from"), fs::perms(0640));
  const bool has_attributes =
      std::system(("setfattr -n user.origin -v archive '" + folder.file("from") + "' 2>/dev/null")
                      .c_str()) == 0;
  os::copy_attributes(from, to, error);
  CHECK_FALSE(error);
  CHECK(fs::status(folder.file("to")).permissions() == fs::perms(0640));
  if (has_attributes) {
    CHECK(std::system(
              ("getfattr -n user.origin '" + folder.file("to") + "' >/dev/null 2>&1").c_str()) ==
          0);
  }
}

TEST_CASE("what is made in a folder is as the folder has it") {
  const test::Folder folder;
  std::error_code error;
  fs::permissions(folder.path(), fs::perms(0751));
  const os::HeldFolder held(folder.path(), error);
  const os::File file = held.make("file", error);
  held.adopt(file, error);
  CHECK_FALSE(error);
  CHECK(fs::status(folder.file("file")).permissions() == fs::perms(0644));
  held.make_folder("below", os::Users::usual, error);
  CHECK_FALSE(error);
  CHECK(fs::status(folder.file("below")).permissions() == fs::perms(0751));
}

TEST_CASE("space that is kept for a file does not change it") {
  const test::Folder folder;
  std::error_code error;
  const std::string path = folder.file("journal", "line\n");
  const os::File file = os::open(path, os::Open::append, error);
  file.reserve(100000, error);
  CHECK_FALSE(error);
  CHECK(file.status(error).bytes == 5);
  file.write("next\n", error);
  file.reserve(0, error);
  CHECK_FALSE(error);
  CHECK(test::text_of(path) == "line\nnext\n");
}
