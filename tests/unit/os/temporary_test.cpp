#include <cstdlib>

#include "catch.hpp"
#include "os/file.hpp"
#include "unit/os/folder.hpp"

namespace os = edca::os;

TEST_CASE("a scratch file is in no folder") {
  const test::Folder folder;
  std::error_code error;
  const os::File file = os::open_scratch(folder.path(), error);
  REQUIRE_FALSE(error);
  CHECK(folder.entries() == 0);
  file.write("kept", error);
  char bytes[4];
  CHECK(file.read_at(0, bytes, 4, error) == 4);
  CHECK(std::string(bytes, 4) == "kept");
  CHECK_FALSE(os::open_scratch(folder.file("none"), error));
  CHECK(error == std::errc::no_such_file_or_directory);
}

TEST_CASE("temporary files have names of their own") {
  const test::Folder folder;
  std::error_code error;
  std::string first;
  std::string second;
  const os::File one = os::make_temporary(folder.file("x-"), os::Users::owner, first, error);
  const os::File other = os::make_temporary(folder.file("x-"), os::Users::usual, second, error);
  CHECK((one && other));
  CHECK(first != second);
  CHECK(first.starts_with(folder.file("x-")));
  CHECK_FALSE(os::status(first, error).shared);
  CHECK(folder.entries() == 2);
  one.let_read(error);
  CHECK(os::status(first, error).shared);
  CHECK_FALSE(os::make_temporary(folder.file("no/x-"), os::Users::owner, first, error));
  CHECK(error == std::errc::no_such_file_or_directory);
  CHECK(first.empty());
}

TEST_CASE("a nameless file gets a name that nobody has") {
  const test::Folder folder;
  const os::File file = os::open_nameless(folder.path());
  if (!file) return;  // this folder has none
  std::error_code error;
  file.write("whole", error);
  CHECK(folder.entries() == 0);
  const std::string taken = folder.file("taken", "other");
  file.give_name(taken, error);
  CHECK(error == std::errc::file_exists);
  CHECK(test::text_of(taken) == "other");
  file.give_name(folder.file("free"), error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("free")) == "whole");
  const std::string hidden = file.give_temporary_name(folder.file(".t-"), error);
  CHECK_FALSE(error);
  CHECK(test::text_of(hidden) == "whole");
}

TEST_CASE("where temporary files go") {
  const char* const variable = std::getenv("TMPDIR");
  const std::string before = variable == nullptr ? "" : variable;
  ::setenv("TMPDIR", "/some/where", 1);
  CHECK(os::temporary_folder({}) == "/some/where");
  CHECK(os::temporary_folder("given") == "given");
  ::setenv("TMPDIR", "", 1);
  CHECK(os::temporary_folder({}) == "/tmp");
  ::unsetenv("TMPDIR");
  CHECK(os::temporary_folder({}) == "/tmp");
  if (variable != nullptr) ::setenv("TMPDIR", before.c_str(), 1);
}

TEST_CASE("a private folder is for its owner alone") {
  const test::Folder folder;
  std::error_code error;
  const os::Status status = os::status(folder.path(), error);
  CHECK(status.kind == os::Kind::folder);
  CHECK_FALSE(status.shared);
  CHECK(os::make_private_folder(folder.file("no/x-"), error).empty());
  CHECK(error == std::errc::no_such_file_or_directory);
}
