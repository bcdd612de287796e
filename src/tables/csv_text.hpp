#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"

namespace edca::tables {

/// Appends a field of CSV (RFC 4180), in quotes only where it needs them.
void append_field(std::string_view text, char delimiter, std::string& out);

/// Rows of texts, whatever they are read from.
class Records {
 public:
  virtual ~Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// The next record, whose fields last until the next call; false at the end. The first one has
  /// the names of the columns. Throws io::InputFault.
  virtual bool next(std::vector<std::string_view>& fields) = 0;
  /// The line, or the row, of the last record, from 1.
  virtual std::uint64_t line() const = 0;
  /// Whether the last record ended within quotes.
  virtual bool unclosed() const { return false; }

 protected:
  Records() = default;
};

/// Reads CSV record by record in memory of the largest one: quoted fields with doubled quotes, line
/// breaks in them kept; records end with CRLF, LF or CR. A byte order mark is read over, and so are
/// empty lines.
class CsvReader final : public Records {
 public:
  CsvReader(std::unique_ptr<io::Source> source, char delimiter);

  /// A quote that is not closed takes the rest of the text into its field.
  bool next(std::vector<std::string_view>& fields) override;
  /// The physical line in which the last record began.
  std::uint64_t line() const override { return line_; }
  bool unclosed() const override { return unclosed_; }

 private:
  bool fill();
  bool find_end();
  void pass_line_break();
  void split(std::vector<std::string_view>& fields);

  std::unique_ptr<io::Source> source_;
  char delimiter_;
  std::string buffer_;
  std::size_t start_ = 0;  ///< of the last record
  std::size_t end_ = 0;    ///< of it, without its line break
  std::size_t next_ = 0;   ///< the first byte behind it
  std::uint64_t line_ = 1;
  std::uint64_t next_line_ = 1;
  bool ended_ = false;
  bool unclosed_ = false;
  bool began_ = false;
};

}  // namespace edca::tables
