#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/standard.hpp"
#include "base/md5.hpp"
#include "io/output.hpp"
#include "io/zip_writer.hpp"

namespace edca::convert {

/// Texts in Windows-1252, as the tool writes its files.
class Windows1252 {
 public:
  Windows1252();
  /// False where a letter of the text is not among its 256; then `out` is of no use.
  bool append(std::string_view text, std::string& out) const;

 private:
  std::map<std::string, char, std::less<>> bytes_;
};

/// Writes the archive that the tool exports: `data/archivos/` and `leeme.txt` with the sums.
class ArchivePacker {
 public:
  using Cells = std::vector<std::string_view>;

  /// `output` must outlive it.
  explicit ArchivePacker(io::Output& output) : zip_(output) {}

  /// Whether all letters of a row are of Windows-1252.
  bool fits(const Cells& cells);

  // A file: begin(), row() for each, end().
  /// `narrow`: in Windows-1252, where all of its rows fit; else in UTF-8.
  void begin(const advertising::Table& table, const std::vector<std::string>& headings,
             bool narrow);
  void row(const Cells& cells);
  void end();
  /// After the last file. The output is not committed.
  void finish();

 private:
  void put(const Cells& cells);
  void flush(std::size_t least);

  io::ZipWriter zip_;
  Windows1252 letters_;
  std::map<std::string, unsigned> names_;
  std::string readme_;
  // Of the file at hand.
  const advertising::Table* table_ = nullptr;
  std::string name_;
  std::vector<std::string> headings_;
  bool narrow_ = true;
  base::Md5 sum_;
  std::string text_;
  std::string row_;
};

}  // namespace edca::convert
