#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/grouper.hpp"
#include "legacy/layout.hpp"
#include "legacy/records.hpp"

namespace edca::legacy {

/// A sheet, or file of CSV, whose layout is known.
struct Sheet {
  std::size_t file = 0;  ///< in the log of the run
  std::string name;      ///< of the sheet; of CSV the file's without its ending
  bool csv = false;
  const Layout* layout = nullptr;
  std::vector<std::size_t> columns;  ///< of the layout, by column; Match::unknown for others
  std::vector<std::string> headings;
  std::size_t named = 0;           ///< headings but for empty ones at the end
  std::vector<std::size_t> keys;   ///< the columns that keys_of() looks at
  std::vector<std::size_t> order;  ///< of the columns: those that others go before come last
  std::vector<std::string>
      additional;  ///< names of additional fields, by column; "" for known ones

  /// What is known of a column; nullptr: nothing.
  const LayoutColumn* column(std::size_t at) const {
    return columns[at] == Match::unknown ? nullptr : &layout->columns[columns[at]];
  }
  /// Fills what follows from layout, columns and headings.
  void prepare();
};

/// Where a row stands.
struct RowAt {
  const Sheet* sheet = nullptr;
  std::uint64_t row = 0;   ///< from 1
  std::uint64_t line = 0;  ///< of CSV
};

/// What a cell says, without spaces, and without an apostrophe that is no part of it.
std::string_view text_of(std::string_view cell, const LayoutColumn* column);

/// The keys of a row; what says that there is none, such as S/N, is "".
struct RowKeys {
  std::string_view procedure;
  std::string_view file;
  std::string_view contract;
  std::string_view element;   ///< as the cell has it
  std::string_view currency;  ///< likewise
};
RowKeys keys_of(const Sheet& sheet, const std::vector<std::string_view>& cells);

/// A row that was kept.
struct Row : RowAt {
  std::size_t number = 0;  ///< of its sheet
  std::vector<std::string_view> cells;
  std::vector<std::uint32_t> numbers;  ///< cells that are numbers of themselves
  std::string_view content;            ///< all of it, for comparing

  bool is_number(std::size_t column) const {
    return std::ranges::find(numbers, column) != numbers.end();
  }

  /// Cells without what stands around them.
  std::string_view text(std::size_t column) const {
    return text_of(cells[column], sheet->column(column));
  }
};

/// Rows on their way through a Grouper.
class RowStore {
 public:
  explicit RowStore(const std::vector<Sheet>& sheets) : sheets_(sheets) {}

  void add(io::Grouper& grouper, std::string_view key, std::size_t sheet, const Record& record);
  /// As it was added; it points into the entry.
  void read(const io::Entry& entry, Row& row) const;
  Row read(const io::Entry& entry) const {
    Row row;
    read(entry, row);
    return row;
  }

 private:
  const std::vector<Sheet>& sheets_;
  std::string head_;
  std::string text_;
};

}  // namespace edca::legacy
