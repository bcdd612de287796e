// What the system knows of a file beside its bytes.

#include <sys/stat.h>
#ifdef __linux__
#include <sys/xattr.h>
#elif defined(__APPLE__)
#include <copyfile.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <vector>

#include "os/held_folder.hpp"
#include "os/posix/posix.hpp"

namespace edca::os {
namespace {

constexpr mode_t access_bits = S_IRWXU | S_IRWXG | S_IRWXO;

int number_of(const File& file) {
  return static_cast<int>(file.native());
}

/// The outcome of something that the program need not be allowed to do.
std::error_code outcome_if_allowed(bool success) {
  const std::error_code error = outcome(success);
  const bool left =
      error == std::errc::operation_not_permitted || error == std::errc::permission_denied ||
      error == std::errc::not_supported || error == std::errc::operation_not_supported ||
      error == std::errc::function_not_supported || error == std::errc::invalid_argument;
  return left ? std::error_code() : error;
}

std::error_code give_owner(int file, const struct stat& like) {
  if (::fchown(file, like.st_uid, like.st_gid) == 0) return {};
  // The group can be given by whoever is in it.
  return outcome_if_allowed(::fchown(file, static_cast<uid_t>(-1), like.st_gid) == 0);
}

#ifdef __linux__
constexpr const char* access_list = "system.posix_acl_access";

bool is_kept(std::string_view name) {
  return name.starts_with("user.") || name == "security.selinux" || name == access_list ||
         name == "system.nfs4_acl";
}

/// The names of attributes; none where there are none.
std::string names_of(int file) {
  std::string names;
  for (ssize_t size = 1; size > 0;) {
    size = ::flistxattr(file, nullptr, 0);
    if (size <= 0) return {};
    names.resize(static_cast<std::size_t>(size));
    size = ::flistxattr(file, names.data(), names.size());
    if (size >= 0) {
      names.resize(static_cast<std::size_t>(size));
      break;
    }
    if (errno != ERANGE) return {};
    size = 1;
  }
  return names;
}

std::error_code copy_one(int from, int to, const char* name) {
  const ssize_t size = ::fgetxattr(from, name, nullptr, 0);
  if (size < 0) return outcome_if_allowed(errno == ENODATA);
  std::vector<char> value(static_cast<std::size_t>(size) + 1);
  const ssize_t got = ::fgetxattr(from, name, value.data(), static_cast<std::size_t>(size));
  if (got < 0) return outcome_if_allowed(errno == ENODATA);
  return outcome_if_allowed(::fsetxattr(to, name, value.data(), static_cast<std::size_t>(got), 0) ==
                            0);
}

std::error_code copy_further(int from, int to) {
  const std::string names = names_of(from);
  bool list = false;
  for (std::size_t at = 0; at < names.size(); at += std::string_view(&names[at]).size() + 1) {
    const char* const name = &names[at];
    if (!is_kept(name)) continue;
    list = list || std::string_view(name) == access_list;
    if (const std::error_code error = copy_one(from, to, name)) return error;
  }
  // What the folder gave a new file, and the old one did not have.
  if (list || ::fremovexattr(to, access_list) == 0 || errno == ENODATA) return {};
  return outcome_if_allowed(false);
}
#elif defined(__APPLE__)
std::error_code copy_further(int from, int to) {
  return outcome_if_allowed(::fcopyfile(from, to, nullptr, COPYFILE_ACL | COPYFILE_XATTR) == 0);
}
#else
std::error_code copy_further(int, int) {
  return {};
}
#endif

/// Whether an access list of its own says who may do what.
bool has_access_list(int file) {
#ifdef __linux__
  return ::fgetxattr(file, access_list, nullptr, 0) > 0;
#else
  return static_cast<void>(file), false;
#endif
}

}  // namespace

void copy_attributes(const File& from, const File& to, std::error_code& error) {
  struct stat like {};
  error = outcome(::fstat(number_of(from), &like) == 0);
  if (!error) error = give_owner(number_of(to), like);
  if (!error) {
    error = outcome_if_allowed(::fchmod(number_of(to), like.st_mode & access_bits) == 0);
  }
  if (!error) error = copy_further(number_of(from), number_of(to));
}

void HeldFolder::adopt(const File& made, std::error_code& error) const {
  struct stat like {};
  error = outcome(::fstat(number(), &like) == 0);
  if (!error) error = give_owner(number_of(made), like);
  if (error || has_access_list(number_of(made))) return;
  const Status status = made.status(error);
  if (error) return;
  const mode_t mode = status.kind == Kind::folder ? like.st_mode & (access_bits | S_ISGID | S_ISVTX)
                                                  : S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
  error = outcome_if_allowed(::fchmod(number_of(made), mode) == 0);
}

}  // namespace edca::os
