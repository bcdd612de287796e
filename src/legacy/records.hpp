#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"
#include "sheets/workbook.hpp"

namespace edca::legacy {

/// How a record could be read.
enum class Reading : std::uint8_t {
  whole,
  joined,  ///< line breaks stood in it without quotes
  quotes,  ///< quotes in it were not doubled
  broken,  ///< it has not as many fields as there are headings
};

/// A row. Its cells last until the next call of Records::next().
struct Record {
  std::vector<std::string_view> cells;
  std::uint64_t row = 0;   ///< from 1
  std::uint64_t line = 0;  ///< of CSV, from 1; else 0
  Reading reading = Reading::whole;
};

/// The rows of a file or sheet.
class Records {
 public:
  virtual ~Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// False at the end. Throws io::InputFault.
  virtual bool next(Record& record) = 0;
  /// From now on, records have so many fields, and begin with one of these texts (empty: with any).
  virtual void expect(std::size_t fields, const std::vector<std::string>& begins) = 0;

 protected:
  Records() = default;
};

/// Of a text in CSV, UTF-8, that may be damaged: quotes that are not doubled, line breaks outside
/// of quotes, a quote that is never closed. What a record is, is told by the number of its fields;
/// where that cannot be, reading goes on with the next line. Memory: some lines.
class CsvRecords final : public Records {
 public:
  CsvRecords(std::unique_ptr<io::Source> source, char delimiter)
      : source_(std::move(source)), delimiter_(delimiter) {}

  bool next(Record& record) override;
  void expect(std::size_t fields, const std::vector<std::string>& begins) override;

 private:
  bool find_line(std::size_t from, std::size_t& end, std::size_t& after);
  bool begins_record(std::size_t at) const;
  bool split(std::string_view text, bool quotes, std::vector<std::string_view>& fields);
  std::size_t quoted(std::string_view text, std::size_t at, std::string_view& field, bool& closed);
  bool collect(Record& record);
  bool fits(std::size_t fields) const { return expected_ == 0 || fields == expected_; }

  static constexpr std::size_t most_lines = 200;  ///< of one record

  std::unique_ptr<io::Source> source_;
  char delimiter_;
  std::string buffer_;
  std::size_t start_ = 0;  ///< of the next record
  bool ended_ = false;
  std::uint64_t row_ = 0;
  std::uint64_t line_ = 1;
  std::size_t expected_ = 0;
  std::vector<std::string> begins_;
  std::deque<std::string> unescaped_;
  bool bare_break_ = false;  ///< a line break without quotes stood in what was split last
  std::size_t patience_ = most_lines;
};

/// Of a sheet. `book` must outlive it.
class SheetRecords final : public Records {
 public:
  SheetRecords(sheets::Workbook& book, std::size_t sheet) : rows_(book.open(sheet)) {}

  bool next(Record& record) override;
  void expect(std::size_t fields, const std::vector<std::string>& begins) override;

 private:
  std::unique_ptr<sheets::Rows> rows_;
  std::size_t expected_ = 0;
};

}  // namespace edca::legacy
