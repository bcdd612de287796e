#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace edca::io {

/// A temporary file without a name: the system removes it whatever becomes of the program.
class SpillFile {
 public:
  /// In `folder`; empty: /tmp. Where it is known that `expected` bytes will come (not 0), there
  /// must be room for them. Throws Error(input): "spill.open" or "spill.space" (also arguments
  /// needed, free: MB).
  SpillFile(std::string folder, std::uint64_t expected);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Appends the parts one after the other. Throws Error(input, "spill.failed") with arguments
  /// path, reason: a full disk, say.
  void append(std::span<const std::string_view> parts);
  std::uint64_t size() const { return size_; }

  /// Reads exactly `size` bytes. Throws as append().
  void read(std::uint64_t offset, char* to, std::size_t size) const;
  /// Gives the space of bytes that are no longer needed back, where the file system can.
  void release(std::uint64_t offset, std::uint64_t size) const;

 private:
  [[noreturn]] void fail(int error) const;

  std::string folder_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace edca::io
