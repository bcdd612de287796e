#include "io/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace edca::io {
namespace {

constexpr std::size_t chunk = 1 << 20;

[[noreturn]] void fail(const std::string& path) {
  throw Error(ErrorKind::input, "spool.failed", {{"path", path}, {"reason", std::strerror(errno)}});
}

void write_all(int file, const char* data, std::size_t size, const std::string& path) {
  while (size > 0) {
    const ssize_t written = ::write(file, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path);
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

}  // namespace

class SpoolReader : public Source {
 public:
  SpoolReader(std::shared_ptr<const Spool> spool, std::string_view first)
      : spool_(std::move(spool)), first_(first) {}

  std::size_t read(char* data, std::size_t size) override {
    if (at_ < first_.size()) {
      const std::size_t count = std::min(size, first_.size() - at_);
      std::memcpy(data, first_.data() + at_, count);
      at_ += count;
      return count;
    }
    const ssize_t count = ::pread(spool_->file_, data, size, offset_);
    if (count < 0)
      throw InputFault("input.unreadable", "read-error", {{"reason", std::strerror(errno)}});
    if (count == 0 && spool_->fault_) throw *spool_->fault_;
    offset_ += count;
    return static_cast<std::size_t>(count);
  }

 private:
  std::shared_ptr<const Spool> spool_;
  std::string first_;
  std::size_t at_ = 0;
  off_t offset_ = 0;
};

Spool::Spool(const std::string& folder, Source& source) {
  std::string path = (folder.empty() ? "/tmp" : folder) + "/edca-XXXXXX";
  file_ = ::mkstemp(path.data());
  if (file_ < 0) fail(path);
  ::unlink(path.c_str());
  std::vector<char> buffer(chunk);
  try {
    while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
      write_all(file_, buffer.data(), got, path);
    }
  } catch (const InputFault& fault) {
    fault_ = std::make_unique<InputFault>(fault);
  }
}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

std::unique_ptr<Source> Spool::reader(std::string_view first) const {
  return std::make_unique<SpoolReader>(shared_from_this(), first);
}

void skip(Source& source, std::uint64_t bytes) {
  std::vector<char> buffer(chunk);
  while (bytes > 0) {
    const std::size_t got = source.read(buffer.data(), std::min<std::uint64_t>(bytes, chunk));
    if (got == 0) return;
    bytes -= got;
  }
}

}  // namespace edca::io
