#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/spill.hpp"

namespace edca::io {

// A run is what a Grouper had in memory, sorted: for each key its sizes and text, then for each of
// its entries sizes, head and text.

struct KeySizes {
  std::uint32_t key;
  std::uint32_t entries;
};
struct EntrySizes {
  std::uint32_t head;
  std::uint32_t text;
};

/// Reads a run once through.
class RunReader {
 public:
  static constexpr std::size_t smallest_buffer = std::size_t{16} << 10;

  /// `file` must outlive the reader.
  RunReader(const SpillFile& file, std::uint64_t offset, std::uint64_t size, std::size_t index,
            std::size_t buffer);

  /// Goes to the next key, once the entries of this one were read; false when there is none.
  bool next_key();
  std::string_view key() const { return key_; }
  std::uint32_t entries() const { return entries_; }
  /// The sizes of the next entry; then read() them together.
  EntrySizes next_entry();
  void read(char* to, std::size_t size);

  /// For heaps: whether it comes out after the other.
  bool is_after(const RunReader& other) const;

 private:
  const SpillFile& file_;
  std::uint64_t offset_;
  std::uint64_t end_;
  std::size_t index_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::string key_;
  std::uint32_t entries_ = 0;
};

/// Appends to a file through a buffer.
class RunWriter {
 public:
  explicit RunWriter(SpillFile& file) : file_(file) {}
  void write(std::string_view bytes);
  void flush();

 private:
  SpillFile& file_;
  std::string buffer_;
};

}  // namespace edca::io
