#include "io/sorted_run.hpp"

#include <algorithm>
#include <cstring>

namespace edca::io {
namespace {

constexpr std::size_t write_buffer = std::size_t{256} << 10;

}  // namespace

RunReader::RunReader(const SpillFile& file, std::uint64_t offset, std::uint64_t size,
                     std::size_t index, std::size_t buffer)
    : file_(file),
      offset_(offset),
      end_(offset + size),
      index_(index),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer)),
      capacity_(buffer) {}

void RunReader::read(char* to, std::size_t size) {
  for (;;) {
    const std::size_t count = std::min(size, size_ - at_);
    if (count > 0) std::memcpy(to, buffer_.get() + at_, count);
    at_ += count;
    to += count;
    size -= count;
    if (size == 0) return;
    if (size >= capacity_) {
      file_.read(offset_, to, size);
      offset_ += size;
      return;
    }
    at_ = 0;
    size_ = static_cast<std::size_t>(std::min<std::uint64_t>(capacity_, end_ - offset_));
    file_.read(offset_, buffer_.get(), size_);
    offset_ += size_;
  }
}

bool RunReader::is_after(const RunReader& other) const {
  const int order = key_.compare(other.key_);
  return order != 0 ? order > 0 : index_ > other.index_;
}

bool RunReader::next_key() {
  if (offset_ == end_ && at_ == size_) return false;
  KeySizes sizes{};
  read(reinterpret_cast<char*>(&sizes), sizeof sizes);
  key_.resize(sizes.key);
  read(key_.data(), key_.size());
  entries_ = sizes.entries;
  return true;
}

EntrySizes RunReader::next_entry() {
  EntrySizes sizes{};
  read(reinterpret_cast<char*>(&sizes), sizeof sizes);
  return sizes;
}

void RunWriter::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > write_buffer) flush();
  if (bytes.size() >= write_buffer) {
    file_.append({&bytes, 1});
  } else {
    buffer_ += bytes;
  }
}

void RunWriter::flush() {
  const std::string_view bytes = buffer_;
  if (!bytes.empty()) file_.append({&bytes, 1});
  buffer_.clear();
}

}  // namespace edca::io
