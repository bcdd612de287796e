#include "os/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "unit/os/folder.hpp"

using edca::os::File;
using edca::os::Kind;
using edca::os::Open;
using edca::os::Status;
using edca::os::Stream;

namespace {

void write(const std::string& path, Open how, std::string_view text) {
  std::error_code error;
  const File file = edca::os::open(path, how, error);
  REQUIRE_FALSE(error);
  file.write(text, error);
  CHECK_FALSE(error);
}

/// Open files that programs which are started would get.
int inherited() {
  int count = 0;
  for (int file = 0; file < 1024; ++file) {
    const int flags = ::fcntl(file, F_GETFD);
    if (flags >= 0 && (flags & FD_CLOEXEC) == 0) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("files are written in each way of opening") {
  const test::Folder folder;
  const std::string path = folder.file("a");
  std::error_code error;
  CHECK_FALSE(edca::os::open(path, Open::read, error));
  CHECK(error == std::errc::no_such_file_or_directory);
  CHECK_FALSE(edca::os::open(path, Open::write, error));
  CHECK(error == std::errc::no_such_file_or_directory);
  write(path, Open::append, "one");
  write(path, Open::append, "two");
  CHECK(test::text_of(path) == "onetwo");
  write(path, Open::make, "TWO");
  CHECK(test::text_of(path) == "TWOtwo");
  write(path, Open::empty, "3");
  CHECK(test::text_of(path) == "3");
  write(path, Open::write, "4");
  CHECK(test::text_of(path) == "4");
  const Status status = edca::os::status(path, error);
  CHECK_FALSE(error);
  CHECK(status.kind == Kind::file);
  CHECK(status.bytes == 1);
  CHECK_FALSE(status.shared);
}

TEST_CASE("a file is cut to nothing and written from its start") {
  const test::Folder folder;
  std::error_code error;
  const File file = edca::os::open(folder.file("a"), Open::empty, error);
  file.write("much text", error);
  file.cut(error);
  CHECK_FALSE(error);
  file.write("less", error);
  file.sync_data(error);
  CHECK_FALSE(error);
  CHECK(test::text_of(folder.file("a")) == "less");
}

TEST_CASE("many parts are written in their order, and read at any place") {
  const test::Folder folder;
  std::error_code error;
  const std::vector<std::string_view> parts(3000, "ab");
  const File file = edca::os::open_scratch(folder.path(), error);
  REQUIRE(file);
  file.write(parts, error);
  CHECK_FALSE(error);
  std::string text(7000, '\0');
  CHECK(file.read_at(0, text.data(), text.size(), error) == 6000);
  CHECK_FALSE(error);
  CHECK(text.substr(0, 4) == "abab");
  CHECK(file.read_at(5999, text.data(), 5, error) == 1);
  CHECK(text[0] == 'b');
  CHECK(file.read_at(UINT64_MAX - 1, text.data(), 5, error) == 0);
  CHECK(file.free_space(error) > 0);
  CHECK_FALSE(error);
}

TEST_CASE("a folder can be opened but not read") {
  const test::Folder folder;
  std::error_code error;
  const File file = edca::os::open(folder.path(), Open::read, error);
  CHECK_FALSE(error);
  CHECK(file.status(error).kind == Kind::folder);
  char byte = 0;
  CHECK(file.read(&byte, 1, error) == 0);
  CHECK(error == std::errc::is_a_directory);
}

TEST_CASE("links are followed or looked at") {
  const test::Folder folder;
  std::filesystem::create_symlink("nowhere", folder.file("link"));
  std::error_code error;
  CHECK(edca::os::status(folder.file("link"), error, edca::os::Links::keep).kind == Kind::link);
  CHECK_FALSE(error);
  static_cast<void>(edca::os::status(folder.file("link"), error));
  CHECK(error == std::errc::no_such_file_or_directory);
}

TEST_CASE("one program at a time locks a file") {
  const test::Folder folder;
  std::error_code error;
  File first = edca::os::open(folder.file("lock"), Open::make, error);
  const File second = edca::os::open(folder.file("lock"), Open::make, error);
  CHECK(first.lock());
  CHECK_FALSE(second.lock());
  first.close();
  CHECK(second.lock());
}

TEST_CASE("no file gets into programs that are started") {
  const test::Folder folder;
  const int before = inherited();
  std::error_code error;
  std::string path;
  const File one = edca::os::open(folder.file("a"), Open::make, error);
  const File two = edca::os::open_scratch(folder.path(), error);
  const File three =
      edca::os::make_temporary(folder.file("t"), edca::os::Users::owner, path, error);
  const File four = File::standard(Stream::error).duplicate(error);
  CHECK((one && two && three && four));
  CHECK(inherited() == before);
}

TEST_CASE("reading waits for a pipe that somebody made non-blocking") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  const File reader(ends[0]);
  std::thread later([end = ends[1]] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const File writer(end);
    std::error_code error;
    writer.write("late", error);
  });
  std::error_code error;
  char bytes[8];
  CHECK(reader.read(bytes, sizeof bytes, error) == 4);
  CHECK_FALSE(error);
  later.join();
  CHECK(reader.read(bytes, sizeof bytes, error) == 0);
  CHECK_FALSE(error);
}

TEST_CASE("who writes to a pipe that nobody reads is told") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const File writer(ends[1]);
  std::error_code error;
  writer.write("x", error);
  CHECK(error == std::errc::broken_pipe);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a file that is moved is closed once, standard streams never") {
  std::error_code error;
  const test::Folder folder;
  File file = edca::os::open(folder.file("a"), Open::make, error);
  File other = std::move(file);
  CHECK_FALSE(file);
  other = File();
  CHECK_FALSE(other);
  { const File standard = File::standard(Stream::error); }
  CHECK(::fcntl(STDERR_FILENO, F_GETFD) >= 0);
}
