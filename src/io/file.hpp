#pragma once

#include "io/source.hpp"
#include "os/file.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace edca::io {

/// What an error says about an input: missing, permission, is-folder or read-error.
InputFault unreadable(const std::error_code& error);

/// What the first bytes of a file say.
enum class Magic { none, gzip, zstd, zip };
constexpr std::size_t magic_size = 4;
Magic magic_of(std::string_view head);

/// Most bytes of a file that says how a run is to be done, and of an earlier report, of which a run
/// may have a large one.
constexpr std::uint64_t most_settings = std::uint64_t{64} << 20;
constexpr std::uint64_t most_report = std::uint64_t{512} << 20;

/// All of a file that a user names beside the inputs; a pipe or device too, as long as it ends.
/// `error`: why it cannot be read. Throws Error(input, "input.settings-size") with arguments path
/// and mib where it has more than `most` bytes.
std::string read_whole(const std::string& path, std::error_code& error,
                       std::uint64_t most = most_settings);

/// The bytes of an open file, pipe or device, unbuffered. No bytes get lost before a fault.
class File final : public Source {
 public:
  /// Opens a file; waits for the writer of a named pipe. Throws InputFault; for a folder,
  /// reading does.
  explicit File(const std::string& path);
  explicit File(os::File file) noexcept : file_(std::move(file)) {}

  std::size_t read(char* data, std::size_t size) override;

  /// The first bytes, at most four and fewer only where the file ends; read() gives them again.
  /// To be called before read(). Throws InputFault.
  std::string_view peek();
  /// Takes back `bytes`, all that was read so far; read() gives them again.
  void give_back(std::string_view bytes) {
    if (head_.empty()) head_ = bytes;
    head_given_ = 0;
  }

  /// For regular files. Both throw InputFault; read_at gives fewer bytes only where the file ends.
  std::uint64_t size() const;
  std::size_t read_at(std::uint64_t offset, char* data, std::size_t size) const;

 private:
  std::size_t read_file(char* data, std::size_t size) const;

  os::File file_;
  std::string head_;  ///< that read() gives first
  std::size_t head_given_ = 0;
};

}  // namespace edca::io
