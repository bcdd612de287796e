#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  /// Its row, as spreadsheet programs count them, from 1.
  virtual std::uint64_t number() const { return line(); }
  /// Whether the last record ended within quotes.
  virtual bool unclosed() const { return false; }
  /// The first byte that is not UTF-8, from 0, where the text was read as windows-1252 for it.
  virtual std::optional<std::uint64_t> not_utf8() const { return std::nullopt; }

 protected:
  Records() = default;
};

}  // namespace edca::tables
