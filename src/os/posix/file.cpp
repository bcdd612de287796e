#include "os/file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "os/posix/posix.hpp"

namespace edca::os {
namespace {

constexpr std::size_t most_at_once = std::size_t{1} << 30;
constexpr std::size_t most_parts = 512;

int number(File::Native native) {
  return static_cast<int>(native);
}

/// After a call that failed: whether to try again, once the file is ready.
bool try_again(int file, short event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  // Whoever shares our standard streams may have made them non-blocking.
  struct pollfd waiting = {file, event, 0};
  ::poll(&waiting, 1, -1);
  return true;
}

/// Drops what was written from the front; answers where the rest begins.
std::size_t drop(std::vector<iovec>& parts, std::size_t at, std::size_t written) {
  while (at < parts.size() && written >= parts[at].iov_len) written -= parts[at++].iov_len;
  if (written == 0) return at;
  parts[at].iov_base = static_cast<char*>(parts[at].iov_base) + written;
  parts[at].iov_len -= written;
  return at;
}

}  // namespace

Status status_of(const struct stat& from) {
  Status to;
  to.kind = S_ISREG(from.st_mode)   ? Kind::file
            : S_ISDIR(from.st_mode) ? Kind::folder
            : S_ISLNK(from.st_mode) ? Kind::link
                                    : Kind::other;
  to.bytes = from.st_size > 0 ? static_cast<std::uint64_t>(from.st_size) : 0;
  to.device = static_cast<std::uint64_t>(from.st_dev);
  to.number = static_cast<std::uint64_t>(from.st_ino);
#ifdef __APPLE__
  to.modified = from.st_mtimespec.tv_sec;
  to.modified_nanoseconds = from.st_mtimespec.tv_nsec;
#else
  to.modified = from.st_mtim.tv_sec;
  to.modified_nanoseconds = from.st_mtim.tv_nsec;
#endif
  to.shared = (from.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  to.mine = from.st_uid == ::geteuid();
  return to;
}

Status status(const std::string& path, std::error_code& error, Links links) {
  struct stat found {};
  const int failed =
      links == Links::follow ? ::stat(path.c_str(), &found) : ::lstat(path.c_str(), &found);
  error = outcome(failed == 0);
  return error ? Status() : status_of(found);
}

File File::standard(Stream stream) noexcept {
  return File(stream == Stream::input    ? STDIN_FILENO
              : stream == Stream::output ? STDOUT_FILENO
                                         : STDERR_FILENO,
              false);
}

File::File(File&& other) noexcept
    : native_(std::exchange(other.native_, none)), owned_(other.owned_) {}

File& File::operator=(File&& other) noexcept {
  std::swap(native_, other.native_);
  std::swap(owned_, other.owned_);
  return *this;
}

void File::close() noexcept {
  if (native_ != none && owned_) ::close(number(native_));
  native_ = none;
}

File File::duplicate(std::error_code& error) const {
  constexpr int behind_standard_streams = 3;
  File other(::fcntl(number(native_), F_DUPFD_CLOEXEC, behind_standard_streams));
  error = outcome(static_cast<bool>(other));
  return other;
}

Status File::status(std::error_code& error) const {
  struct stat found {};
  error = outcome(::fstat(number(native_), &found) == 0);
  return error ? Status() : status_of(found);
}

bool File::is_terminal() const noexcept {
  return ::isatty(number(native_)) != 0;
}

std::uint64_t File::free_space(std::error_code& error) const {
  struct statvfs space {};
  error = outcome(::fstatvfs(number(native_), &space) == 0);
  return std::uint64_t{space.f_bavail} * space.f_frsize;
}

bool File::may_stay_open() const noexcept {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return native_ < 128;
  return number(native_) < static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 4096) / 2);
}

std::size_t File::read(char* data, std::size_t size, std::error_code& error) const {
  ssize_t got = 0;
  do {
    got = ::read(number(native_), data, std::min(size, most_at_once));
  } while (got < 0 && try_again(number(native_), POLLIN));
  error = outcome(got >= 0);
  return error ? 0 : static_cast<std::size_t>(got);
}

std::size_t File::read_at(std::uint64_t offset, char* data, std::size_t size,
                          std::error_code& error) const {
  std::size_t got = 0;
  error.clear();
  while (got < size && offset + got <= INT64_MAX) {
    const ssize_t more = ::pread(number(native_), data + got, std::min(size - got, most_at_once),
                                 static_cast<off_t>(offset + got));
    if (more == 0) break;
    if (more > 0) {
      got += static_cast<std::size_t>(more);
    } else if (errno != EINTR) {
      error = outcome(false);
      break;
    }
  }
  return got;
}

void File::write(std::string_view bytes, std::error_code& error) const {
  error.clear();
  while (!bytes.empty() && !error) {
    const ssize_t count = ::write(number(native_), bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (!try_again(number(native_), POLLOUT)) {
      error = outcome(false);
    }
  }
}

void File::write(std::span<const std::string_view> parts, std::error_code& error) const {
  error.clear();
  std::vector<iovec> some;
  while (!parts.empty() && !error) {
    const std::size_t taken = std::min(parts.size(), most_parts);
    some.clear();
    for (const std::string_view part : parts.first(taken)) {
      some.push_back({const_cast<char*>(part.data()), part.size()});
    }
    parts = parts.subspan(taken);
    for (std::size_t at = 0; at < some.size() && !error;) {
      const ssize_t count =
          ::writev(number(native_), some.data() + at, static_cast<int>(some.size() - at));
      if (count >= 0) {
        at = drop(some, at, static_cast<std::size_t>(count));
      } else if (!try_again(number(native_), POLLOUT)) {
        error = outcome(false);
      }
    }
  }
}

void File::cut(std::error_code& error) const {
  error =
      outcome(::ftruncate(number(native_), 0) == 0 && ::lseek(number(native_), 0, SEEK_SET) == 0);
}

void File::reserve(std::uint64_t bytes, std::error_code& error) const {
  error.clear();
#if defined(__linux__) && defined(FALLOC_FL_KEEP_SIZE)
  const Status now = status(error);
  if (error) return;
  const auto end = static_cast<off_t>(now.bytes);
  if (bytes == 0) {
    error = outcome(::ftruncate(number(native_), end) == 0);
    return;
  }
  int failed = 0;
  do {
    failed = ::fallocate(number(native_), FALLOC_FL_KEEP_SIZE, end, static_cast<off_t>(bytes));
  } while (failed != 0 && errno == EINTR);
  error = outcome(failed == 0 || errno == EOPNOTSUPP || errno == ENOSYS);
#else
  static_cast<void>(bytes);
#endif
}

void File::release(std::uint64_t offset, std::uint64_t size) const noexcept {
#if defined(__linux__) && defined(FALLOC_FL_PUNCH_HOLE)
  static_cast<void>(::fallocate(number(native_), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                                static_cast<off_t>(offset), static_cast<off_t>(size)));
#else
  static_cast<void>(offset), static_cast<void>(size);
#endif
}

void File::sync(std::error_code& error) const {
  // EINVAL: a file system that has nothing to wait for.
  error = outcome(::fsync(number(native_)) == 0 || errno == EINVAL);
}

void File::sync_data(std::error_code& error) const {
#ifdef __APPLE__
  error = outcome(::fsync(number(native_)) == 0);
#else
  error = outcome(::fdatasync(number(native_)) == 0);
#endif
}

bool File::lock() const noexcept {
  return ::flock(number(native_), LOCK_EX | LOCK_NB) == 0;
}

void File::let_read(std::error_code& error) const {
  error = outcome(::fchmod(number(native_), 0644) == 0);
}

File open(const std::string& path, Open how, std::error_code& error) {
  const int flags = how == Open::read    ? O_RDONLY
                    : how == Open::write ? O_WRONLY
                    : how == Open::make  ? O_RDWR | O_CREAT
                    : how == Open::empty ? O_WRONLY | O_CREAT | O_TRUNC
                                         : O_WRONLY | O_CREAT | O_APPEND;
  int file = -1;
  do {
    file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  } while (file < 0 && errno == EINTR);
  error = outcome(file >= 0);
  return File(file);
}

}  // namespace edca::os
