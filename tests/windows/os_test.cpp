// What must hold of src/os on Windows. Prints what does not, and then ends with 1.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "os/file.hpp"
#include "os/folder.hpp"
#include "os/held_folder.hpp"
#include "os/library.hpp"
#include "os/pages.hpp"
#include "os/process.hpp"

namespace {

namespace fs = std::filesystem;
namespace os = edca::os;
using std::errc;

int wrong = 0;

void check(bool holds, const char* what, int line) {
  if (holds) return;
  ++wrong;
  std::printf("line %d: %s\n", line, what);
}

#define CHECK(...) check(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __LINE__)

/// A new empty folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::error_code error;
    path_ = os::make_private_folder(os::temporary_folder({}) + "/edca-ñ-", error);
    CHECK(!error);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string file(const std::string& name, std::string_view text) const {
    std::error_code error;
    os::open(file(name), os::Open::empty, error).write(text, error);
    CHECK(!error);
    return file(name);
  }
  std::size_t entries() const {
    std::error_code error;
    return os::HeldFolder(path_, error).names(error).size();
  }

 private:
  std::string path_;
};

std::string text_of(const std::string& path) {
  std::error_code error;
  const os::File file = os::open(path, os::Open::read, error);
  std::string text(1000, '\0');
  text.resize(error ? 0 : file.read(text.data(), text.size(), error));
  return text;
}

void write(const std::string& path, os::Open how, std::string_view text) {
  std::error_code error;
  const os::File file = os::open(path, how, error);
  CHECK(!error);
  file.write(text, error);
  CHECK(!error);
}

void ways_of_opening() {
  const Folder folder;
  const std::string path = folder.file("a");
  std::error_code error;
  CHECK(!os::open(path, os::Open::read, error));
  CHECK(error == errc::no_such_file_or_directory);
  CHECK(error.message() == "No such file or directory");
  write(path, os::Open::append, "one");
  write(path, os::Open::append, "two");
  CHECK(text_of(path) == "onetwo");
  write(path, os::Open::make, "TWO");
  CHECK(text_of(path) == "TWOtwo");
  write(path, os::Open::empty, "3");
  CHECK(text_of(path) == "3");
  write(path, os::Open::write, "4");
  CHECK(text_of(path) == "4");
  const os::File there = os::open(folder.path(), os::Open::read, error);
  CHECK(!error && there.status(error).kind == os::Kind::folder);
  char byte = 0;
  CHECK(there.read(&byte, 1, error) == 0 && error == errc::is_a_directory);
  CHECK(!os::open(folder.path(), os::Open::empty, error) && error == errc::is_a_directory);
  CHECK(os::status("NUL", error).kind == os::Kind::other && !error);
}

void reading_moves_nothing() {
  const Folder folder;
  std::error_code error;
  const os::File file = os::open_scratch(folder.path(), error);
  CHECK(!error);
  file.write("abc", error);
  char bytes[8] = {};
  CHECK(file.read_at(1, bytes, 1, error) == 1 && bytes[0] == 'b');
  file.write("def", error);
  CHECK(file.read_at(0, bytes, 8, error) == 6 && std::string_view(bytes, 6) == "abcdef");
  CHECK(file.read_at(UINT64_MAX - 1, bytes, 5, error) == 0);
  CHECK(file.free_space(error) > 0 && !error);
  file.release(0, 3);
  const std::vector<std::string_view> parts(3000, "ab");
  file.write(parts, error);
  CHECK(!error && file.status(error).bytes == 6006);
  const os::File other = os::open(folder.file("b"), os::Open::empty, error);
  other.write("much text", error);
  other.cut(error);
  CHECK(!error);
  other.write("less", error);
  other.sync_data(error);
  CHECK(!error && text_of(folder.file("b")) == "less");
  other.reserve(100000, error);
  CHECK(!error && other.status(error).bytes == 4);
  other.reserve(0, error);
  CHECK(!error && text_of(folder.file("b")) == "less");
}

void scratch_goes() {
  const Folder folder;
  std::error_code error;
  { const os::File file = os::open_scratch(folder.path(), error); }
  CHECK(folder.entries() == 0);
  CHECK(!os::open_scratch(folder.file("none"), error) && error == errc::no_such_file_or_directory);
}

void locks() {
  const Folder folder;
  std::error_code error;
  os::File first = os::open(folder.file("lock"), os::Open::make, error);
  const os::File second = os::open(folder.file("lock"), os::Open::make, error);
  CHECK(first.lock());
  CHECK(!second.lock());
  second.write("others may write", error);
  CHECK(!error && text_of(folder.file("lock")) == "others may write");
  first.close();
  CHECK(second.lock());
  os::HeldFolder one(folder.path(), error);
  const os::HeldFolder other(folder.path(), error);
  CHECK(one.lock());
  CHECK(!other.lock());
  one = os::HeldFolder();
  // What was moved is closed at the end of the other one.
}

void names_of_open_files() {
  const Folder folder;
  std::error_code error;
  const std::string a = folder.file("a", "A");
  const std::string b = folder.file("b", "B");
  const os::File writer = os::open(a, os::Open::append, error);
  os::rename_new(a, b, error);
  CHECK(error == errc::file_exists);
  {
    const os::File reader = os::open(b, os::Open::read, error);
    os::replace(a, b, error);
    // Windows before 10 1607, and wine, replace nothing that is open.
    if (error) {
      CHECK(error == errc::permission_denied && text_of(a) == "A" && text_of(b) == "B");
    } else {
      CHECK(text_of(b) == "A");
    }
  }
  if (error) os::replace(a, b, error);
  CHECK(!error && text_of(b) == "A");
  writer.write("+", error);
  CHECK(!error && text_of(b) == "A+");
  os::rename_new(b, folder.file("c"), error);
  CHECK(!error && folder.entries() == 1);
  os::exchange(b, a, error);
  CHECK(error);
  os::replace(folder.file("none"), b, error);
  CHECK(error == errc::no_such_file_or_directory);
}

void held_folders() {
  const Folder folder;
  std::error_code error;
  const os::HeldFolder held(folder.path(), error);
  CHECK(!error);
  held.make_folder("below", os::Users::owner, error);
  CHECK(!error && !held.status("below", error).shared && held.status("below", error).mine);
  os::HeldFolder below = held.folder("below", error);
  CHECK(!error);
  held.make("x", error).write("X", error);
  CHECK(!held.make("x", error) && error == errc::file_exists);
  CHECK(!held.folder("x", error) && error == errc::not_a_directory);
  folder.file("b", "B");
  held.rename_new("x", held, "b", error);
  CHECK(error == errc::file_exists);
  held.rename_new("x", below, "c", error);
  CHECK(!error && text_of(folder.file("below/c")) == "X");
  below.link("c", held, "d", error);
  CHECK(!error && below.status("c", error).same_file(held.status("d", error)));
  CHECK(!held.status("b", error).same_file(held.status("d", error)));
  below.rename("c", held, "b", error);
  CHECK(!error && text_of(folder.file("b")) == "X");
  held.remove("none", error);
  CHECK(error == errc::no_such_file_or_directory);
  held.remove("below", error);
  CHECK(error);
  below = os::HeldFolder();
  held.remove_folder("below", error);
  CHECK(!error);
  // What would lead out of the folder, or to a stream of a file, is no name.
  for (const char* name : {"..", "a/b", "a\\b", "b:stream", "C:", ""}) {
    CHECK(!held.open(name, os::Open::make, error) && error == errc::invalid_argument);
  }
  held.remove("b", error);
  held.remove("d", error);
  CHECK(folder.entries() == 0);
}

void moved_folders() {
  const Folder folder;
  std::error_code error;
  os::HeldFolder(folder.path(), error).make_folder("one", os::Users::usual, error);
  const os::HeldFolder held(folder.file("one"), error);
  fs::rename(folder.file("one"), folder.file("two"), error);
  if (error) return;  // a folder that is open stays where it is
  fs::create_directory(folder.file("one"), error);
  held.make("a", error).write("bytes", error);
  CHECK(!error && text_of(folder.file("two/a")) == "bytes");
}

void folders_are_read() {
  const Folder folder;
  folder.file("Año 1", "12345");
  std::error_code error;
  os::HeldFolder(folder.path(), error).make_folder("sub", os::Users::usual, error);
  os::FolderReader reader(folder.path(), error);
  CHECK(!error);
  std::map<std::string, os::Kind> found;
  os::FolderReader::Entry entry;
  while (reader.next(entry, error)) {
    found.emplace(entry.name, entry.kind);
    CHECK(reader.status(os::Links::keep, error).kind == entry.kind);
  }
  CHECK(!error && found.size() == 2 && found["Año 1"] == os::Kind::file &&
        found["sub"] == os::Kind::folder);
  const os::FolderReader none(folder.file("none"), error);
  CHECK(error == errc::no_such_file_or_directory);
  const os::FolderReader file(folder.file("Año 1"), error);
  CHECK(error == errc::not_a_directory);
  CHECK(os::matching(folder.file("A*")) == std::vector<std::string>{folder.file("Año 1")});
  CHECK(os::matching(folder.file("?")).empty());
}

void long_names() {
  const Folder folder;
  std::error_code error;
  std::string path = folder.path();
  for (int level = 0; level < 5; ++level) {
    path = os::make_private_folder(path + "/" + std::string(80, static_cast<char>('a' + level)),
                                   error);
    CHECK(!error);
  }
  write(path + "/file", os::Open::make, "deep");
  CHECK(text_of(path + "/file") == "deep");
  os::replace(path + "/file", path + "/other", error);
  CHECK(!error && os::status(path + "/other", error).bytes == 4);
  std::string copy;
  { const os::File file = os::make_temporary(path + "/t-", os::Users::usual, copy, error); }
  CHECK(!error && copy.size() > 400);
  os::FolderReader reader(path, error);
  os::FolderReader::Entry entry;
  std::size_t entries = 0;
  while (reader.next(entry, error)) ++entries;
  CHECK(entries == 2);
  // std::filesystem goes that deep where it is told that names are whole ones.
  std::string whole = folder.path();
  std::replace(whole.begin(), whole.end(), '/', '\\');
  fs::remove_all("\\\\?\\" + whole, error);
}

void names_as_users_write_them() {
  CHECK(os::slashed("C:\\a b\\ñ.json") == "C:/a b/ñ.json");
  CHECK(os::slashed("\\\\server\\share\\a") == "//server/share/a");
  CHECK(os::slashed("\\\\?\\C:\\a") == "C:/a");
  CHECK(os::slashed("\\\\?\\UNC\\server\\share\\a") == "//server/share/a");
  CHECK(!os::user_data_folder().empty() && os::user_data_folder().find('\\') == std::string::npos);
  CHECK(os::take_variable("EDCA_OS_TEST") == "ñ" && os::variable("EDCA_OS_TEST").empty());
  CHECK(os::Library{"kernel32.dll"}.function<unsigned (*)()>("GetCurrentProcessId") != nullptr);
  CHECK(!os::Library{"no-such-thing.dll"});
  const os::Pages pages(1 << 16, true);
  CHECK(pages.data()[65535] == 0);
}

}  // namespace

int main() {
  const std::vector<std::function<void()>> all = {ways_of_opening,     reading_moves_nothing,
                                                  scratch_goes,        locks,
                                                  names_of_open_files, held_folders,
                                                  moved_folders,       folders_are_read,
                                                  long_names,          names_as_users_write_them};
  for (const auto& test : all) test();
  std::printf("%d wrong\n", wrong);
  return wrong == 0 ? 0 : 1;
}
