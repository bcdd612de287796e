#include "os/held_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "os/posix/posix.hpp"

namespace edca::os {
namespace {

constexpr int as_folder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

File open_at(int folder, const char* name, int flags, mode_t mode, std::error_code& error) {
  int file = -1;
  do {
    file = ::openat(folder, name, flags | O_CLOEXEC, mode);
  } while (file < 0 && errno == EINTR);
  error = outcome(file >= 0);
  return File(file);
}

bool rename_no_replace(int from, const char* name, int to, const char* to_name) {
#if defined(__linux__) && defined(SYS_renameat2)
  constexpr unsigned flag = 1;  // not every libc names it
  return ::syscall(SYS_renameat2, from, name, to, to_name, flag) == 0;
#else
  static_cast<void>(from), static_cast<void>(name), static_cast<void>(to);
  static_cast<void>(to_name);
  errno = ENOSYS;
  return false;
#endif
}

}  // namespace

HeldFolder::HeldFolder(const std::string& path, std::error_code& error)
    : file_(open_at(AT_FDCWD, path.c_str(), as_folder, 0, error)) {}

int HeldFolder::number() const noexcept {
  return static_cast<int>(file_.native());
}

HeldFolder HeldFolder::duplicate(std::error_code& error) const {
  HeldFolder other;
  other.file_ = file_.duplicate(error);
  return other;
}

Status HeldFolder::status(const std::string& name, std::error_code& error) const {
  struct stat found {};
  error = outcome(::fstatat(number(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0);
  return error ? Status() : status_of(found);
}

std::vector<std::string> HeldFolder::names(std::error_code& error) const {
  std::vector<std::string> names;
  // Reading has a place of its own in the folder.
  const int copy = ::openat(number(), ".", as_folder);
  DIR* const folder = copy < 0 ? nullptr : ::fdopendir(copy);
  error = outcome(folder != nullptr);
  if (folder == nullptr) {
    if (copy >= 0) ::close(copy);
    return names;
  }
  errno = 0;
  while (const struct dirent* entry = ::readdir(folder)) {
    std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(std::move(name));
    errno = 0;
  }
  error = outcome(errno == 0);
  ::closedir(folder);
  return names;
}

HeldFolder HeldFolder::folder(const std::string& name, std::error_code& error) const {
  HeldFolder found;
  found.file_ = open_at(number(), name.c_str(), as_folder | O_NOFOLLOW, 0, error);
  if (error != std::errc::not_a_directory) return found;
  std::error_code ignored;
  if (status(name, ignored).kind == Kind::link) {
    error = std::make_error_code(std::errc::too_many_symbolic_link_levels);
  }
  return found;
}

void HeldFolder::make_folder(const std::string& name, Users users, std::error_code& error) const {
  const mode_t mode = users == Users::owner ? 0700 : 0777;
  error = outcome(::mkdirat(number(), name.c_str(), mode) == 0);
  if (error || users == Users::owner) return;
  const HeldFolder made = folder(name, error);
  if (!error) adopt(made.file_, error);
  std::error_code ignored;
  if (error) remove_folder(name, ignored);
}

File HeldFolder::open(const std::string& name, Open how, std::error_code& error) const {
  const int flags = how == Open::read    ? O_RDONLY
                    : how == Open::write ? O_WRONLY
                    : how == Open::make  ? O_RDWR | O_CREAT
                    : how == Open::empty ? O_WRONLY | O_CREAT | O_TRUNC
                                         : O_WRONLY | O_CREAT | O_APPEND;
  return open_at(number(), name.c_str(), flags | O_NOFOLLOW | O_NONBLOCK, 0600, error);
}

File HeldFolder::make(const std::string& name, std::error_code& error) const {
  return open_at(number(), name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0666, error);
}

File HeldFolder::make_nameless() const noexcept {
#ifdef O_TMPFILE
  const int file = ::openat(number(), ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  // Without /proc it could never be given a name.
  if (file >= 0 && ::access(shown_as(file).c_str(), F_OK) == 0) return File(file);
  if (file >= 0) ::close(file);
#endif
  return {};
}

void HeldFolder::give_name(const File& file, const std::string& name,
                           std::error_code& error) const {
  const std::string shown = shown_as(file.native());
  error =
      outcome(::linkat(AT_FDCWD, shown.c_str(), number(), name.c_str(), AT_SYMLINK_FOLLOW) == 0);
}

void HeldFolder::link(const std::string& name, const HeldFolder& to, const std::string& to_name,
                      std::error_code& error) const {
  error = outcome(::linkat(number(), name.c_str(), to.number(), to_name.c_str(), 0) == 0);
}

void HeldFolder::rename(const std::string& name, const HeldFolder& to, const std::string& to_name,
                        std::error_code& error) const {
  error = outcome(::renameat(number(), name.c_str(), to.number(), to_name.c_str()) == 0);
}

void HeldFolder::rename_new(const std::string& name, const HeldFolder& to,
                            const std::string& to_name, std::error_code& error) const {
  error = outcome(rename_no_replace(number(), name.c_str(), to.number(), to_name.c_str()));
  if (error != std::errc::invalid_argument && error != std::errc::function_not_supported) return;
  link(name, to, to_name, error);
  std::error_code ignored;
  if (!error) remove(name, ignored);
  if (!error || error == std::errc::file_exists) return;
  // A file system without hard links: a look before the rename is the best there is.
  static_cast<void>(to.status(to_name, ignored));
  if (ignored) return rename(name, to, to_name, error);
  error = std::make_error_code(std::errc::file_exists);
}

void HeldFolder::remove(const std::string& name, std::error_code& error) const {
  error = outcome(::unlinkat(number(), name.c_str(), 0) == 0);
}

void HeldFolder::remove_folder(const std::string& name, std::error_code& error) const {
  error = outcome(::unlinkat(number(), name.c_str(), AT_REMOVEDIR) == 0);
}

}  // namespace edca::os
