#include "io/spool.hpp"

#include <algorithm>
#include <cstring>

namespace edca::io {
namespace {

constexpr std::size_t chunk = 1 << 20;

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
    const std::size_t count = spool_->file_.read_some(offset_, data, size);
    if (count == 0 && spool_->fault_) throw *spool_->fault_;
    offset_ += count;
    return count;
  }

 private:
  std::shared_ptr<const Spool> spool_;
  std::string first_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
};

Spool::Spool(const std::string& folder, Source& source) : file_(folder, 0, "spool.failed") {
  std::vector<char> buffer(chunk);
  try {
    while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
      const std::string_view bytes(buffer.data(), got);
      file_.append({&bytes, 1});
    }
  } catch (const InputFault& fault) {
    fault_ = std::make_unique<InputFault>(fault);
  }
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
