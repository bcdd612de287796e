#include "json/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "json/scan.hpp"

namespace edca::json {
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

Value read_members(std::string_view object, const std::vector<std::string>& lists) {
  Value members{Object{}};
  if (object.empty() || object[0] != '{') return members;
  MemberScan scan(object);
  while (const auto member = scan.next()) {
    const std::string key(member->key);
    if (member->value.starts_with('[') &&
        std::find(lists.begin(), lists.end(), key) != lists.end()) {
      continue;
    }
    try {
      members[key] = parse(member->value, key);
    } catch (const Error&) {
      // The text is judged later; here only what can be read counts.
    }
  }
  return members;
}

Value members_behind(Source& source, const std::vector<std::string>& lists) {
  constexpr std::size_t most = 16 << 20;
  std::vector<char> buffer(chunk);
  ValueSkipper list;
  bool inside = true;
  std::string rest = "{";
  std::size_t held = 0;
  try {
    while (rest.size() < most) {
      const std::size_t got = source.read(buffer.data() + held, buffer.size() - held);
      held += got;
      if (held < buffer.size() && got != 0) continue;
      std::size_t from = 0;
      if (inside) {
        const auto stop = list.feed({buffer.data(), held});
        inside = !stop.has_value();
        from = stop.value_or(held);
      }
      rest.append(buffer.data() + from, held - from);
      held = 0;
      if (got == 0 || (!inside && skip_value(rest.data(), rest.data() + rest.size()) != nullptr))
        break;
    }
  } catch (const InputFault&) {
    // Comes out again where the items are read.
  }
  return read_members(rest, lists);
}

}  // namespace edca::json
