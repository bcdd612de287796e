#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace edca::legacy {

/// Copies bytes that do not overlap. Most texts are short: no call is made for them.
inline char* copy(std::string_view from, char* to) {
  const std::size_t size = from.size();
  const char* const bytes = from.data();
  if (size > 32) {
    std::memcpy(to, bytes, size);
  } else if (size >= 16) {
    char first[16];
    char last[16];
    std::memcpy(first, bytes, 16);
    std::memcpy(last, bytes + size - 16, 16);
    std::memcpy(to, first, 16);
    std::memcpy(to + size - 16, last, 16);
  } else if (size >= 8) {
    std::memcpy(to, bytes, 8);
    std::memcpy(to + size - 8, bytes + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(to, bytes, 4);
    std::memcpy(to + size - 4, bytes + size - 4, 4);
  } else if (size > 0) {
    to[0] = bytes[0];
    to[size / 2] = bytes[size / 2];
    to[size - 1] = bytes[size - 1];
  }
  return to + size;
}

/// A text that grows at its end, piece by small piece; its memory is used again after clear(). Not
/// to be used by two threads.
class Pen {
 public:
  Pen& add(std::string_view text) {
    if (room_ - size_ < text.size()) grow(text.size());
    copy(text, bytes_.get() + size_);
    size_ += text.size();
    return *this;
  }
  /// Several, with a comma in front where something but an opening brace stands before.
  void add_member(std::string_view key, std::string_view value) {
    const std::size_t most = key.size() + value.size() + 1;
    if (room_ - size_ < most) grow(most);
    char* to = bytes_.get() + size_;
    if (size_ > 0 && to[-1] != '{') *to++ = ',';
    to = copy(value, copy(key, to));
    size_ = static_cast<std::size_t>(to - bytes_.get());
  }
  Pen& add(char sign) {
    if (size_ == room_) grow(1);
    bytes_[size_++] = sign;
    return *this;
  }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// Of a text that is not empty.
  char back() const { return bytes_[size_ - 1]; }
  std::string_view view() const { return {bytes_.get(), size_}; }
  /// Takes away what was added behind a size.
  void cut(std::size_t size) { size_ = size; }
  void clear() {
    constexpr std::size_t most_kept = std::size_t{1} << 20;  // a large text is not kept in mind
    if (room_ > most_kept) {
      bytes_.reset();
      room_ = 0;
    }
    size_ = 0;
  }

 private:
  void grow(std::size_t more) {
    const std::size_t room = std::max<std::size_t>({room_ * 2, size_ + more, 256});
    auto bytes = std::make_unique_for_overwrite<char[]>(room);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    room_ = room;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

}  // namespace edca::legacy
