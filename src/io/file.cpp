#include "io/file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace edca::io {

InputFault unreadable(int error) {
  constexpr base::RuleId rule = "input.unreadable";
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return InputFault(rule, "missing");
    case EACCES:
    case EPERM:
      return InputFault(rule, "permission");
    case EISDIR:
      return InputFault(rule, "is-folder");
    default:
      return InputFault(rule, "read-error", {{"reason", std::generic_category().message(error)}});
  }
}

Magic magic_of(std::string_view head) {
  if (head.starts_with("\x1f\x8b")) return Magic::gzip;
  if (head.starts_with("\x28\xb5\x2f\xfd")) return Magic::zstd;
  if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6")) return Magic::zip;
  // Parallel compressors of zstd put a skippable frame (RFC 8878, 3.1.2) first.
  const bool skippable = head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == '\x2a' &&
                         head[2] == '\x4d' && head[3] == '\x18';
  return skippable ? Magic::zstd : Magic::none;
}

File::File(const std::string& path) : descriptor_(-1), owned_(true) {
  do {
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor_ < 0 && errno == EINTR);
  if (descriptor_ < 0) throw unreadable(errno);
}

File::~File() {
  if (owned_) ::close(descriptor_);
}

std::size_t File::read(char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t given = head_.copy(data, size, head_given_);
  head_given_ += given;
  return given != 0 ? given : read_descriptor(data, size);
}

std::string_view File::peek() {
  char bytes[magic_size];
  while (head_.size() < sizeof bytes) {
    const std::size_t more = read_descriptor(bytes, sizeof bytes - head_.size());
    if (more == 0) break;
    head_.append(bytes, more);
  }
  return head_;
}

std::uint64_t File::size() const {
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) throw unreadable(errno);
  return status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::size_t File::read_at(std::uint64_t offset, char* data, std::size_t size) const {
  std::size_t got = 0;
  while (got < size && offset + got <= INT64_MAX) {
    const std::size_t most = std::min(size - got, std::size_t{1} << 30);
    const ::ssize_t more =
        ::pread(descriptor_, data + got, most, static_cast<::off_t>(offset + got));
    if (more == 0) break;
    if (more > 0) {
      got += static_cast<std::size_t>(more);
    } else if (errno != EINTR) {
      throw unreadable(errno);
    }
  }
  return got;
}

std::size_t File::read_descriptor(char* data, std::size_t size) const {
  for (;;) {
    const ::ssize_t got = ::read(descriptor_, data, std::min(size, std::size_t{1} << 30));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) throw unreadable(errno);
    // Whoever shares our standard input may have made it non-blocking.
    struct pollfd waiting = {descriptor_, POLLIN, 0};
    ::poll(&waiting, 1, -1);
  }
}

}  // namespace edca::io
