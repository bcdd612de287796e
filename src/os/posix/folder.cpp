#include "os/folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "os/posix/posix.hpp"
#include "os/process.hpp"

namespace edca::os {
namespace {

Kind kind_of(const struct dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return Kind::file;
    case DT_DIR:
      return Kind::folder;
    case DT_LNK:
      return Kind::link;
    case DT_UNKNOWN:
      return Kind::unknown;
    default:
      return Kind::other;
  }
}

/// By the XDG Base Directory Specification, which passes over paths that are not whole.
std::string folder_of_user(const char* name, const char* otherwise) {
  const std::string given = variable(name);
  if (given.starts_with('/')) return given;
  const std::string home = variable("HOME");
  return home.empty() ? home : home + otherwise;
}

#if defined(__linux__) && defined(SYS_renameat2)
// Not every libc names these.
constexpr unsigned no_replace = 1;
constexpr unsigned exchange_both = 2;

bool rename_by(const std::string& from, const std::string& to, unsigned how) {
  return ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), how) == 0;
}
#endif

}  // namespace

struct FolderReader::Listing {
  ~Listing() {
    if (folder != nullptr) ::closedir(folder);
  }

  DIR* folder = nullptr;
  const struct dirent* entry = nullptr;
};

FolderReader::FolderReader(const std::string& path, std::error_code& error)
    : listing_(std::make_unique<Listing>()) {
  listing_->folder = ::opendir(path.c_str());
  error = outcome(listing_->folder != nullptr);
}

FolderReader::~FolderReader() = default;

bool FolderReader::next(Entry& entry, std::error_code& error) {
  error.clear();
  do {
    errno = 0;
    listing_->entry = ::readdir(listing_->folder);
    if (listing_->entry == nullptr) {
      error = outcome(errno == 0);
      return false;
    }
    entry.name = listing_->entry->d_name;
  } while (entry.name == "." || entry.name == "..");
  entry.kind = kind_of(*listing_->entry);
  return true;
}

Status FolderReader::status(Links links, std::error_code& error) const {
  struct stat found {};
  const int flags = links == Links::follow ? 0 : AT_SYMLINK_NOFOLLOW;
  error =
      outcome(::fstatat(::dirfd(listing_->folder), listing_->entry->d_name, &found, flags) == 0);
  return error ? Status() : status_of(found);
}

std::string slashed(std::string path) {
  return path;
}

std::vector<std::string> matching(const std::string&) {
  return {};
}

std::string user_data_folder() {
  return folder_of_user("XDG_DATA_HOME", "/.local/share");
}

std::string user_state_folder() {
  return folder_of_user("XDG_STATE_HOME", "/.local/state");
}

std::string temporary_folder(const std::string& given) {
  if (!given.empty()) return given;
  const char* const folder = std::getenv("TMPDIR");
  return folder == nullptr || *folder == '\0' ? "/tmp" : folder;
}

std::string make_private_folder(const std::string& start, std::error_code& error) {
  std::string path = start + "XXXXXX";
  error = outcome(::mkdtemp(path.data()) != nullptr);
  return error ? std::string() : path;
}

void sync_folder(const std::string& path) noexcept {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

void replace(const std::string& from, const std::string& to, std::error_code& error) {
  error = outcome(std::rename(from.c_str(), to.c_str()) == 0);
}

void rename_new(const std::string& from, const std::string& to, std::error_code& error) {
#if defined(__linux__) && defined(SYS_renameat2)
  error = outcome(rename_by(from, to, no_replace));
  if (!error || error == std::errc::file_exists) return;
#endif
  error = outcome(::link(from.c_str(), to.c_str()) == 0);
  if (!error) ::unlink(from.c_str());
  if (!error || error == std::errc::file_exists) return;
  // A file system without hard links: a look before the rename is the best there is.
  struct stat found {};
  if (::lstat(to.c_str(), &found) == 0) {
    error = std::make_error_code(std::errc::file_exists);
  } else {
    error = outcome(std::rename(from.c_str(), to.c_str()) == 0);
  }
}

void exchange(const std::string& one, const std::string& other, std::error_code& error) {
#if defined(__linux__) && defined(SYS_renameat2)
  error = outcome(rename_by(one, other, exchange_both));
#else
  static_cast<void>(one), static_cast<void>(other);
  error = std::make_error_code(std::errc::function_not_supported);
#endif
}

}  // namespace edca::os
