// Files that have no name, or not yet the one that they shall have.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <utility>

#include "os/file.hpp"
#include "os/posix/posix.hpp"

namespace edca::os {
namespace {

/// Calls `make(path)` with names that begin with `start` until one is not taken; answers it, or
/// nothing with an error.
template <class Make>
std::string with_free_name(const std::string& start, std::error_code& error, Make make) {
  static constexpr char digits[] = "0123456789abcdef";
  std::random_device random;
  for (int attempt = 0; attempt < 16; ++attempt) {
    std::string path = start;
    for (int at = 0; at < 12; ++at) path += digits[random() & 15];
    error = outcome(make(path.c_str()));
    if (!error) return path;
    if (error != std::errc::file_exists) break;
  }
  return {};
}

bool link_to(File::Native file, const char* path) {
  return ::linkat(AT_FDCWD, shown_as(file).c_str(), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

}  // namespace

std::string shown_as(File::Native file) {
  return "/proc/self/fd/" + std::to_string(file);
}

void File::give_name(const std::string& path, std::error_code& error) const {
  error = outcome(link_to(native_, path.c_str()));
}

std::string File::give_temporary_name(const std::string& start, std::error_code& error) const {
  return with_free_name(start, error, [&](const char* path) { return link_to(native_, path); });
}

File make_temporary(const std::string& start, Users users, std::string& path,
                    std::error_code& error) {
  int file = -1;
  path = with_free_name(start, error, [&](const char* name) {
    do {
      file =
          ::open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, users == Users::owner ? 0600 : 0666);
    } while (file < 0 && errno == EINTR);
    return file >= 0;
  });
  return File(file);
}

File open_scratch(const std::string& folder, std::error_code& error) {
#ifdef O_TMPFILE
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  error = outcome(file >= 0);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return File(file);
#endif
  std::string path;
  File named = make_temporary(folder + "/edca-", Users::owner, path, error);
  if (named) ::unlink(path.c_str());
  return named;
}

File open_nameless(const std::string& folder) noexcept {
#ifdef O_TMPFILE
  const int file = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  // Without /proc it could never be given a name.
  if (file >= 0 && ::access(shown_as(file).c_str(), F_OK) == 0) return File(file);
  if (file >= 0) ::close(file);
#endif
  return {};
}

}  // namespace edca::os
