#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace edca::json {

/// Standard output, or a file that is written beside its final name and renamed by commit().
/// A file that was not committed leaves nothing behind.
class Output {
 public:
  /// `path` empty or "-": standard output. A device, pipe or socket is written to in place. Throws
  /// Error(input, "output.exists") when the file is there and `overwrite` is false, Error(input,
  /// "output.open") when it cannot be made; both with arguments path, reason.
  Output(std::string path, bool overwrite);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Throws Error(input, "output.write") (a full disk, say). A reader of standard output that went
  /// away is no error: closed() becomes true and later writes do nothing.
  void write(std::string_view text);
  bool closed() const noexcept { return closed_; }
  /// Flushes, syncs to disk and renames; later calls do nothing. Throws Error(input,
  /// "output.write"), and Error(input, "output.exists") when `overwrite` is false and the file has
  /// appeared meanwhile.
  void commit();

 private:
  void open_temporary();
  void flush();

  std::string path_;       ///< empty for standard output
  std::string temporary_;  ///< empty when written in place
  std::FILE* file_ = nullptr;
  bool overwrite_;
  bool closed_ = false;
};

}  // namespace edca::json
