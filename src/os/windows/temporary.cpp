// Files that have no name that anybody needs, or not yet the one that they shall have.

#include <random>

#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

File make_somewhere(const std::string& start, DWORD access, DWORD flags, std::string& path,
                    std::error_code& error) {
  static constexpr char digits[] = "0123456789abcdef";
  std::random_device random;
  for (int attempt = 0; attempt < 16; ++attempt) {
    path = start;
    for (int at = 0; at < 12; ++at) path += digits[random() & 15];
    File file = open_handle(native_path(path), access, CREATE_NEW, flags, error);
    if (!error) return file;
    if (error != std::errc::file_exists) break;
  }
  path.clear();
  return {};
}

}  // namespace

File make_temporary(const std::string& start, Users, std::string& path, std::error_code& error) {
  return make_somewhere(start, read_and_append, FILE_ATTRIBUTE_NORMAL, path, error);
}

File open_scratch(const std::string& folder, std::error_code& error) {
  std::string path;
  return make_somewhere(folder + "/edca-", read_and_append | DELETE,
                        FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, path, error);
}

File open_nameless(const std::string&) noexcept {
  return {};
}

}  // namespace edca::os
