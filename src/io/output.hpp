#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "os/file.hpp"

namespace edca::io {

/// Standard output, or a file that gets its name only when commit() is called. Where the system has
/// files without a name (O_TMPFILE), an unfinished one disappears however the program ends;
/// elsewhere it is a hidden file beside its final name, which all but a kill -9 takes away.
class Output {
 public:
  /// `path` empty or "-": standard output. A device, pipe or socket is written to in place. Throws
  /// Error(input, "output.exists") when the file is there and `overwrite` is false, Error(input,
  /// "output.open") when it cannot be made; both with arguments path, reason. A file that is not
  /// `lasting` is not waited for until it is on disk: one that only this run reads.
  Output(std::string path, bool overwrite, bool lasting = true);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Throws Error(input, "output.write") (a full disk, say). A reader of standard output that went
  /// away is no error: closed() becomes true and later writes do nothing.
  void write(std::string_view text);
  bool closed() const noexcept { return closed_; }
  /// Writes a file to disk and takes no more memory until commit(), which has little left to do.
  /// Nothing may be written after it. Throws as write().
  void park();
  /// Flushes, syncs to disk (where lasting) and names the file; later calls do nothing. Throws
  /// Error(input, "output.write"), and Error(input, "output.exists") when `overwrite` is false and
  /// the file has appeared meanwhile.
  void commit();
  /// The same for several files, one after the other. When one of them cannot be named, those that
  /// were named before and replaced nothing are taken away again.
  static void commit_all(std::span<const std::unique_ptr<Output>> outputs);

 private:
  bool is_file() const { return nameless_ || !temporary_.empty(); }
  void open_hidden(std::error_code& error);
  bool finish();
  std::error_code give_name();
  std::error_code name_hidden();
  void flush();

  std::string path_;       ///< empty for standard output
  std::string temporary_;  ///< the hidden name, where there is one
  bool nameless_ = false;
  os::File file_;
  bool line_by_line_ = false;
  std::string buffer_;
  bool overwrite_;
  bool lasting_;
  bool closed_ = false;
};

/// Whether a result can be written there is better known before gigabytes are read: throws as
/// Output's constructor, and leaves nothing behind.
void try_output(const std::string& path, bool overwrite);

}  // namespace edca::io
