#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/standard.hpp"
#include "io/inputs.hpp"
#include "sheets/csv_reader.hpp"
#include "sheets/csv_text.hpp"

namespace edca::advertising {

/// Of a row with more cells one more is read, and the rest is not.
constexpr std::size_t most_columns = 16'384;

/// A CSV file whose headings are those of a table.
struct TableFile {
  io::Input input;
  const Table* table = nullptr;  ///< nullptr: its headings are of no table
  Lineage lineage = Lineage::v2;
  sheets::CsvFacts facts;
  std::vector<std::string> headings;  ///< UTF-8; cut where they are very long
  std::vector<std::size_t> fields;    ///< of each column, `nowhere` for an unknown one
  std::vector<std::size_t> columns;   ///< of each field, `nowhere` where it is absent
  std::uint64_t head_row = 1;         ///< from 1
  std::uint64_t head_line = 1;
  bool repeated = false;  ///< another file of its archive is of the same table and kind

  /// The column of a field; `nowhere` where the table has none of that name.
  std::size_t column(std::string_view field) const;
};

/// The name of a file without its folders and what follows its first point.
std::string stem_of(const std::string& name);

/// Reads the first row of a file. `table` stays nullptr where most headings are of no table. Throws
/// io::InputFault.
TableFile recognize_table(const io::Input& input, Encoding encoding);

/// "utf-8", "windows-1252" or "utf-16".
std::string_view name(sheets::TextEncoding encoding) noexcept;

/// A row with what it says of itself.
class TableRows {
 public:
  /// Throws io::InputFault.
  explicit TableRows(const TableFile& file);
  TableRows(const TableRows&) = delete;
  TableRows& operator=(const TableRows&) = delete;

  /// The next row below the headings that has anything in it; false at the end. Throws
  /// io::InputFault.
  bool next();

  const std::vector<std::string_view>& cells() const { return cells_; }
  /// The cell of a column; "" where the row has none.
  std::string_view cell(std::size_t column) const {
    return column < cells_.size() ? cells_[column] : std::string_view();
  }
  std::uint64_t row() const { return reader_.number(); }
  std::uint64_t line() const { return reader_.line(); }
  std::uint64_t offset() const { return reader_.offset(); }
  bool unclosed() const { return reader_.unclosed(); }

 private:
  sheets::CsvReader reader_;
  std::vector<std::string_view> cells_;
};

}  // namespace edca::advertising
