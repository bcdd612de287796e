#include "io/output.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "os/file.hpp"

namespace {

namespace fs = std::filesystem;
using edca::io::Output;

// A new empty folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "edca-output-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }
  std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::string& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

template <class Work>
std::string key_of_error(Work work) {
  try {
    work();
  } catch (const edca::Error& error) {
    CHECK(error.kind() == edca::ErrorKind::input);
    CHECK(error.arguments().at(0).first == "path");
    CHECK(error.arguments().at(1).first == "reason");
    CHECK_FALSE(error.arguments().at(1).second.empty());
    return error.key();
  }
  return "none";
}

// Runs `work` in a child whose standard output is `descriptor`; returns its exit code.
template <class Work>
int with_standard_output(int descriptor, Work work) {
  const ::pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGPIPE, SIG_IGN);
    ::dup2(descriptor, STDOUT_FILENO);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a committed file is there, whole, with the usual mode") {
  const Folder folder;
  const std::string path = folder.file("out.json");
  const std::string large(1000000, 'x');
  Output output(path, false);
  output.write("start ");
  output.write(large);
  CHECK_FALSE(fs::exists(path));
  output.commit();
  output.commit();
  CHECK(content(path) == "start " + large);
  CHECK(folder.entries() == 1);
  const ::mode_t mask = ::umask(0);
  ::umask(mask);
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == (0666 & ~mask));
}

TEST_CASE("a file that was not committed leaves nothing") {
  const Folder folder;
  { Output(folder.file("out"), false).write("text"); }
  CHECK(folder.entries() == 0);
  put(folder.file("old"), "old");
  { Output(folder.file("old"), true).write("new"); }
  CHECK(content(folder.file("old")) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a program that is killed leaves nothing where files can be without a name") {
  const Folder folder;
  const int nameless = ::open(folder.file(".").c_str(), O_TMPFILE | O_WRONLY, 0600);
  if (nameless < 0) return;
  ::close(nameless);
  const ::pid_t child = ::fork();
  if (child == 0) {
    Output output(folder.file("out"), false);
    output.write(std::string(1000000, 'x'));
    output.park();
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(folder.entries() == 0);
}

TEST_CASE("many files can be finished before the first gets its name") {
  const Folder folder;
  struct rlimit limit {};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const rlim_t before = std::exchange(limit.rlim_cur, 64);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  {
    std::vector<std::unique_ptr<Output>> outputs;
    for (int at = 0; at < 100; ++at) {
      const std::string name = std::to_string(at);
      outputs.push_back(std::make_unique<Output>(folder.file(name.c_str()), at % 2 == 0));
      outputs.back()->write("text " + name);
      outputs.back()->park();
      CHECK_FALSE(fs::exists(folder.file(name.c_str())));
    }
    for (int at = 0; at < 90; ++at) outputs[static_cast<std::size_t>(at)]->commit();
  }
  limit.rlim_cur = before;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  CHECK(folder.entries() == 90);
  CHECK(content(folder.file("89")) == "text 89");
}

TEST_CASE("of several files all are named, or those that were are taken away again") {
  const Folder folder;
  std::vector<std::unique_ptr<Output>> outputs;
  for (const char* name : {"1", "2", "3"}) {
    outputs.push_back(std::make_unique<Output>(folder.file(name), false));
    outputs.back()->write(name);
  }
  put(folder.file("2"), "theirs");
  CHECK(key_of_error([&] { Output::commit_all(outputs); }) == "output.exists");
  outputs.clear();
  CHECK(folder.entries() == 1);
  CHECK(content(folder.file("2")) == "theirs");
}

TEST_CASE("files are overwritten only when asked") {
  const Folder folder;
  const std::string path = folder.file("out");
  put(path, "old");
  CHECK(key_of_error([&] { Output(path, false); }) == "output.exists");
  Output output(path, true);
  output.write("new");
  CHECK(content(path) == "old");
  output.commit();
  CHECK(content(path) == "new");
  fs::create_symlink("nowhere", folder.file("link"));
  CHECK(key_of_error([&] { Output(folder.file("link"), false); }) == "output.exists");
}

TEST_CASE("what a run left that was killed while it overwrote goes with the next one") {
  const Folder folder;
  put(folder.file("out"), "old");
  put(folder.file(".edca-out"), "left");
  Output output(folder.file("out"), true);
  output.write("new");
  output.commit();
  CHECK(folder.entries() == 1);
  CHECK(content(folder.file("out")) == "new");
}

TEST_CASE("what a run that lives has under a hidden name stays") {
  const Folder folder;
  put(folder.file("out"), "old");
  put(folder.file(".edca-out"), "of another run");
  std::error_code error;
  const edca::os::File other =
      edca::os::open(folder.file(".edca-out"), edca::os::Open::read, error);
  REQUIRE(other.lock());
  Output output(folder.file("out"), true);
  output.write("new");
  output.commit();
  CHECK(content(folder.file(".edca-out")) == "of another run");
  CHECK(content(folder.file("out")) == "new");
}

TEST_CASE("a file that appears meanwhile is not overwritten") {
  const Folder folder;
  const std::string path = folder.file("out");
  Output output(path, false);
  output.write("mine");
  put(path, "theirs");
  CHECK(key_of_error([&] { output.commit(); }) == "output.exists");
  CHECK(content(path) == "theirs");
  CHECK(folder.entries() == 1);
}

TEST_CASE("what cannot be opened is an error") {
  const Folder folder;
  CHECK(key_of_error([&] { Output(folder.file("no/such/folder"), true); }) == "output.open");
  CHECK(key_of_error([&] { Output(folder.file(""), true); }) == "output.open");
  CHECK(key_of_error([&] { Output(folder.file("."), false); }) == "output.open");
}

TEST_CASE("a device is written in place") {
  Output null("/dev/null", false);
  null.write("text");
  null.commit();
  CHECK(fs::is_character_file("/dev/null"));
  if (!fs::exists("/dev/full")) return;
  const auto fill = [] {
    Output full("/dev/full", false);
    full.write(std::string(1000000, 'x'));
    full.commit();
  };
  CHECK(key_of_error(fill) == "output.write");
}

TEST_CASE("standard output is written and stays open") {
  const Folder folder;
  const int file = ::open(folder.file("out").c_str(), O_WRONLY | O_CREAT, 0600);
  const int code = with_standard_output(file, [] {
    for (const char* path : {"", "-"}) {
      Output output(path, false);
      output.write("text ");
      output.commit();
    }
    return ::write(STDOUT_FILENO, "end", 3) == 3 ? 0 : 1;
  });
  ::close(file);
  CHECK(code == 0);
  CHECK(content(folder.file("out")) == "text text end");
}

TEST_CASE("a reader that went away is no error") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  const int code = with_standard_output(ends[1], [] {
    Output output("-", false);
    for (int i = 0; i < 100; ++i) output.write(std::string(100000, 'x'));
    if (!output.closed()) return 1;
    output.commit();
    Output small("-", false);
    small.write("x");
    if (small.closed()) return 2;
    small.commit();
    return small.closed() ? 0 : 3;
  });
  ::close(ends[1]);
  CHECK(code == 0);
}

TEST_CASE("a standard output that is full or closed is an error") {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full >= 0) {
    const int code = with_standard_output(full, [] {
      return key_of_error([] {
               Output output("", false);
               output.write("x");
               output.commit();
             }) == "output.write"
                 ? 0
                 : 1;
    });
    ::close(full);
    CHECK(code == 0);
  }
  const int code = with_standard_output(STDOUT_FILENO, [] {
    ::close(STDOUT_FILENO);
    return key_of_error([] { Output("", false); }) == "output.open" ? 0 : 1;
  });
  CHECK(code == 0);
}
