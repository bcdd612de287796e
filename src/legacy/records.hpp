#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/source.hpp"
#include "legacy/row_shape.hpp"
#include "sheets/sign_scan.hpp"
#include "sheets/workbook.hpp"

namespace edca::legacy {

/// How a record could be read.
enum class Reading : std::uint8_t {
  whole,
  joined,  ///< line breaks stood in it without quotes
  quotes,  ///< quotes in it were not doubled
  commas,  ///< delimiters stood in a text without quotes
  broken,  ///< it has not as many fields as there are headings
};

/// A row. Its cells last until the next call of Records::next().
struct Record {
  std::vector<std::string_view> cells;
  std::vector<std::uint32_t> numbers;  ///< cells that are numbers of themselves, in spreadsheets
  std::uint64_t row = 0;               ///< from 1
  std::uint64_t line = 0;              ///< of CSV, from 1; else 0
  Reading reading = Reading::whole;
};

/// What rows have to be like.
struct Expected {
  std::size_t fields = 0;           ///< cells that a row has; 0: any number
  std::size_t most = 0;             ///< with those under headings that say nothing
  std::vector<std::string> begins;  ///< what a row may begin with; empty: anything
  const RowShape* shape = nullptr;  ///< by which damaged rows are put together; else none is

  bool fits(std::size_t count) const {
    return fields == 0 || (count >= fields && count <= std::max(fields, most));
  }
};

/// The rows of a file or sheet.
class Records {
 public:
  virtual ~Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// False at the end. Throws io::InputFault.
  virtual bool next(Record& record) = 0;
  /// What records are like from now on.
  virtual void expect(Expected expected) = 0;

 protected:
  Records() = default;
};

/// Of a text in CSV, UTF-8, that may be damaged: quotes that are not doubled, line breaks outside
/// of quotes, a quote that is never closed, delimiters in texts without quotes. What a record is,
/// is told by the number of its fields and, where lines or fields are put together for that, by
/// what they look like; where that does not prove it, the line is told as broken, and reading goes
/// on with the next one. Memory: some lines.
class CsvRecords final : public Records {
 public:
  /// `quotes`: whether they may stand around fields; else they are signs like others.
  CsvRecords(std::unique_ptr<io::Source> source, char delimiter, bool quotes = true)
      : source_(std::move(source)),
        delimiter_(delimiter),
        quotes_(quotes),
        scan_({'"', '\n', delimiter, delimiter}) {}

  bool next(Record& record) override;
  void expect(Expected expected) override { expected_ = std::move(expected); }

 private:
  /// What was read and is still there.
  std::string_view kept() const { return {buffer_.data(), filled_}; }
  bool find_line(std::size_t from, std::size_t& end, std::size_t& after);
  bool begins_record(std::size_t at) const;
  bool split(std::string_view text, bool quotes, std::vector<std::string_view>& fields);
  std::size_t quoted(std::string_view text, std::size_t at, std::string_view& field, bool& closed);
  bool read_quickly(Record& record);
  std::size_t find_closing(bool& doubled);
  void join_quotes(std::string_view& cell);
  bool collect(Record& record);
  bool is_joined(const Record& record, std::size_t end);
  bool stands_alone(std::string_view line);

  static constexpr std::size_t most_lines = 200;  ///< of one record

  std::unique_ptr<io::Source> source_;
  char delimiter_;
  bool quotes_;
  std::string buffer_;
  std::size_t filled_ = 0;  ///< bytes of it that were read
  std::size_t start_ = 0;   ///< of the next record
  bool ended_ = false;
  std::uint64_t row_ = 0;
  std::uint64_t line_ = 1;
  Expected expected_;
  sheets::SignScan scan_;             ///< of delimiters, line breaks and quotes
  bool scanned_ = false;              ///< it stands at start_
  std::vector<std::size_t> doubled_;  ///< cells with doubled quotes, read quickly
  std::deque<std::string> unescaped_;
  bool bare_break_ = false;  ///< a line break without quotes stood in what was split last
  bool bare_quote_ = false;  ///< a quote that is not doubled stood within quotes there
  std::size_t patience_ = most_lines;
};

/// Of a sheet. `book` must outlive it.
class SheetRecords final : public Records {
 public:
  SheetRecords(sheets::Workbook& book, std::size_t sheet) : rows_(book.open(sheet)) {}

  bool next(Record& record) override;
  void expect(Expected expected) override { expected_ = std::move(expected); }

 private:
  std::unique_ptr<sheets::Rows> rows_;
  Expected expected_;
};

}  // namespace edca::legacy
