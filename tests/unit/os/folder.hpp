#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "os/folder.hpp"

namespace test {

/// A new empty folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::error_code error;
    path_ = edca::os::make_private_folder(edca::os::temporary_folder({}) + "/edca-os-", error);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path() const { return path_.string(); }
  std::string file(const char* name) const { return (path_ / name).string(); }
  std::string file(const char* name, const char* text) const {
    std::ofstream(path_ / name) << text;
    return file(name);
  }
  std::ptrdiff_t entries() const {
    return std::distance(std::filesystem::directory_iterator(path_),
                         std::filesystem::directory_iterator());
  }

 private:
  std::filesystem::path path_;
};

inline std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace test
