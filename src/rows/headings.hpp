#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rows/fields.hpp"
#include "rows/made_text.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {

/// A row that was kept.
struct HeadRow {
  std::uint32_t number = 0;
  std::uint32_t line = 0;
  std::vector<std::string> cells;
};

/// What became of a heading.
/// `key`: a column by which Flattener joins its tables, which only their description makes use of.
/// `repeated`: another column has the field already, which was told.
enum class Meaning : std::uint8_t { none, path, title, unknown, number, key, repeated };

struct Heading {
  Meaning meaning = Meaning::none;
  Column column;
};

/// The headings of a sheet, and what the rows below them are about.
struct Head {
  std::uint32_t row = 0;  ///< of the headings; 0: none were found
  std::uint32_t line = 0;
  std::uint32_t last_row = 0;      ///< of the head: data stand below it
  bool marked = false;             ///< column A holds marks, and rows that begin with # are none
  bool paths = false;              ///< the headings are ways, not titles
  std::size_t resolved = 0;        ///< columns whose heading is understood
  std::vector<Heading> headings;   ///< by column
  std::vector<std::string> shown;  ///< what people see above the columns
};

/// Understands one heading in a sheet about a table.
Heading read_heading(std::string_view text, const Fields& fields, std::string_view table);

/// Looks for the headings among the first rows of a sheet.
Head find_head(std::span<const HeadRow> rows, const Fields& fields, std::string_view sheet);

/// The format of earlier systems that a row of headings is of, as `edca convert --from` calls it;
/// "" for others.
std::string_view earlier_format(std::span<const HeadRow> rows);

}  // namespace edca::rows
