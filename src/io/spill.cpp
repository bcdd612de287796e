#include "io/spill.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

#include "edca/error.hpp"

namespace edca::io {
namespace {

constexpr std::size_t parts_at_a_time = 512;

std::string reason(int error) {
  return std::generic_category().message(error);
}

int open_nameless(const std::string& folder) {
#ifdef O_TMPFILE
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return file;
#endif
  std::string path = folder + "/edca-XXXXXX";
  const int named = ::mkstemp(path.data());
  if (named >= 0) {
    ::unlink(path.c_str());
    ::fcntl(named, F_SETFD, FD_CLOEXEC);
  }
  return named;
}

}  // namespace

SpillFile::SpillFile(std::string folder, std::uint64_t expected) : folder_(std::move(folder)) {
  if (folder_.empty()) folder_ = "/tmp";
  file_ = open_nameless(folder_);
  if (file_ < 0) {
    throw Error(ErrorKind::input, "spill.open", {{"path", folder_}, {"reason", reason(errno)}});
  }
  struct statvfs space {};
  if (expected == 0 || ::fstatvfs(file_, &space) != 0) return;
  const std::uint64_t free = std::uint64_t{space.f_bavail} * space.f_frsize;
  if (free >= expected) return;
  ::close(file_);
  throw Error(ErrorKind::input, "spill.space",
              {{"path", folder_},
               {"needed", std::to_string((expected + 999999) / 1000000)},
               {"free", std::to_string(free / 1000000)}});
}

SpillFile::~SpillFile() {
  ::close(file_);
}

void SpillFile::fail(int error) const {
  throw Error(ErrorKind::input, "spill.failed", {{"path", folder_}, {"reason", reason(error)}});
}

void SpillFile::append(std::span<const std::string_view> parts) {
  std::vector<iovec> vectors;
  while (!parts.empty()) {
    const std::span<const std::string_view> some =
        parts.first(std::min(parts.size(), parts_at_a_time));
    parts = parts.subspan(some.size());
    vectors.clear();
    for (const std::string_view part : some) {
      vectors.push_back({const_cast<char*>(part.data()), part.size()});
    }
    for (std::size_t at = 0; at < vectors.size();) {
      const ssize_t count =
          ::writev(file_, vectors.data() + at, static_cast<int>(vectors.size() - at));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(errno);
      std::size_t written = static_cast<std::size_t>(count);
      size_ += written;
      while (at < vectors.size() && written >= vectors[at].iov_len) {
        written -= vectors[at++].iov_len;
      }
      if (written == 0) continue;
      vectors[at].iov_base = static_cast<char*>(vectors[at].iov_base) + written;
      vectors[at].iov_len -= written;
    }
  }
}

void SpillFile::read(std::uint64_t offset, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t count = ::pread(file_, to, size, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) fail(count < 0 ? errno : EIO);
    to += count;
    offset += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
}

void SpillFile::release(std::uint64_t offset, std::uint64_t size) const {
#if defined(__linux__) && defined(FALLOC_FL_PUNCH_HOLE)
  static_cast<void>(::fallocate(file_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                                static_cast<off_t>(offset), static_cast<off_t>(size)));
#else
  static_cast<void>(offset), static_cast<void>(size);
#endif
}

}  // namespace edca::io
