#include "sheets/shared_texts.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace edca::sheets {

void SharedTexts::Store::add(std::string_view bytes) {
  if (!file_ && bytes.size() <= memory_ && bytes_.size() <= memory_ - bytes.size()) {
    bytes_ += bytes;
    return;
  }
  if (!file_) file_ = std::make_unique<io::SpillFile>(folder_);
  waiting_ += bytes;
  if (waiting_.size() < block) return;
  const std::string_view whole = waiting_;
  file_->append({&whole, 1});
  waiting_.clear();
}

void SharedTexts::Store::read(std::uint64_t at, char* to, std::size_t size) const {
  const auto take = [&](std::string_view from, std::uint64_t first) {
    if (size == 0 || at < first || at - first >= from.size()) return;
    const std::string_view part = from.substr(static_cast<std::size_t>(at - first), size);
    std::memcpy(to, part.data(), part.size());
    to += part.size();
    at += part.size();
    size -= part.size();
  };
  take(bytes_, 0);
  const std::uint64_t written = file_ ? file_->size() : 0;
  if (size > 0 && at - bytes_.size() < written) {
    const std::uint64_t offset = at - bytes_.size();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size, written - offset));
    file_->read(offset, to, count);
    to += count;
    at += count;
    size -= count;
  }
  take(waiting_, bytes_.size() + written);
}

void SharedTexts::add(std::string_view text) {
  texts_.add(text);
  end_ += text.size();
  char bytes[sizeof end_];
  std::memcpy(bytes, &end_, sizeof end_);
  ends_.add({bytes, sizeof bytes});
  ++count_;
}

std::uint64_t SharedTexts::end_of(std::uint64_t count) const {
  if (count == 0) return 0;
  std::uint64_t end = 0;
  char bytes[sizeof end];
  ends_.read((count - 1) * sizeof end, bytes, sizeof bytes);
  std::memcpy(&end, bytes, sizeof end);
  return end;
}

std::size_t SharedTexts::bytes(std::uint64_t number) const {
  return static_cast<std::size_t>(end_of(number + 1) - end_of(number));
}

void SharedTexts::append(std::uint64_t number, std::string& out) const {
  const std::size_t size = bytes(number);
  const std::size_t before = out.size();
  out.resize(before + size);
  texts_.read(end_of(number), out.data() + before, size);
}

}  // namespace edca::sheets
