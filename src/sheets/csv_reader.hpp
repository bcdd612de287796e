#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"
#include "sheets/sign_scan.hpp"

namespace edca::sheets {

/// How to read CSV, and what a record of it may be at most.
struct CsvForm {
  char delimiter = ',';
  std::size_t most_fields = ~std::size_t{0};  ///< one more is given, and the rest is not
  std::size_t most_bytes = ~std::size_t{0};   ///< io::InputFault(csv-record) beyond
};

/// Reads CSV record by record in memory of the largest one: quoted fields with doubled quotes, line
/// breaks in them kept; records end with CRLF, LF or CR. A byte order mark is read over, and so are
/// empty lines. Quotes that do not stand where a field begins are signs like others.
class CsvReader {
 public:
  CsvReader(std::unique_ptr<io::Source> source, const CsvForm& form);

  /// The next record, whose fields last until the next call; false at the end. A quote that is not
  /// closed takes the rest of the text into its field. Throws io::InputFault.
  bool next(std::vector<std::string_view>& fields);
  // Of the last record: its number, from 1, where empty lines count; the physical line in which it
  // begins, from 1; the place of its first byte; whether it ended within quotes.
  std::uint64_t number() const { return number_; }
  std::uint64_t line() const { return line_; }
  std::uint64_t offset() const { return passed_ + start_; }
  bool unclosed() const { return unclosed_; }

 private:
  /// A field by its first byte and the one behind it, from the start of the record.
  struct Field {
    std::size_t first;
    std::size_t last;
    enum class Form : unsigned char {
      plain,
      quoted,  ///< within two quotes, and no others
      odd,     ///< with doubled quotes, or signs behind those that close
    } form;
  };

  bool find_quickly(std::vector<std::string_view>& fields);
  std::size_t find_closing(bool& doubled, std::uint64_t& breaks);
  bool pass_end(std::size_t end, std::uint64_t breaks);
  bool fill();
  bool more() { return next_ < filled_ || fill(); }
  bool find_end();
  bool pass_quoted(Field& field);
  void pass_plain();
  void pass_line_break();
  void give(std::vector<std::string_view>& fields);
  std::string_view joined(const Field& field);
  void join_odd(std::vector<std::string_view>& fields);

  std::unique_ptr<io::Source> source_;
  CsvForm form_;
  std::array<bool, 256> ends_{};  ///< what ends a field that is not in quotes
  std::vector<Field> fields_;     ///< of the record
  std::string buffer_;
  std::size_t filled_ = 0;        ///< bytes of it that were read
  SignScan scan_;                 ///< of what ends fields, and quotes
  bool scanned_ = false;          ///< it stands at next_
  std::vector<std::size_t> odd_;  ///< fields with quotes in them, found quickly
  std::uint64_t passed_ = 0;      ///< bytes in front of the buffer
  std::size_t start_ = 0;         ///< of the last record
  std::size_t end_ = 0;           ///< of it, without its line break
  std::size_t next_ = 0;          ///< the first byte behind it
  std::uint64_t number_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t next_line_ = 1;
  bool ended_ = false;
  bool unclosed_ = false;
};

}  // namespace edca::sheets
