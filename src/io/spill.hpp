#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "os/file.hpp"

namespace edca::io {

/// A temporary file without a name: the system removes it whatever becomes of the program.
class SpillFile {
 public:
  /// In os::temporary_folder(folder). Where it is known that `expected` bytes will come (not 0),
  /// there must be room for them. Throws Error(input): "spill.open" or "spill.space" (also
  /// arguments needed, free: MB). What fails later, a full disk say, is an Error(input, `failed`)
  /// with arguments path, reason.
  explicit SpillFile(const std::string& folder, std::uint64_t expected = 0,
                     std::string failed = "spill.failed");

  /// Appends the parts one after the other.
  void append(std::span<const std::string_view> parts);
  std::uint64_t size() const { return size_; }

  /// Reads exactly `size` bytes.
  void read(std::uint64_t offset, char* to, std::size_t size) const;
  /// The same, but fewer where the file ends.
  std::size_t read_some(std::uint64_t offset, char* to, std::size_t size) const;
  /// Gives the space of bytes that are no longer needed back, where the file system can.
  void release(std::uint64_t offset, std::uint64_t size) const { file_.release(offset, size); }

 private:
  [[noreturn]] void fail(const std::error_code& error) const;

  std::string folder_;
  std::string failed_;
  os::File file_;
  std::uint64_t size_ = 0;
};

}  // namespace edca::io
