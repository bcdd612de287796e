#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace edca::sheets {

// What a sheet can have. https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
inline constexpr std::uint32_t most_rows = 1048576;
inline constexpr std::uint32_t most_columns = 16384;
inline constexpr std::size_t longest_text = 32767;       ///< of a cell, in UTF-16 code units
inline constexpr std::size_t longest_sheet_name = 31;    ///< likewise
inline constexpr std::size_t longest_inline_list = 255;  ///< likewise, with the commas

/// A rectangle of cells; rows and columns count from 0, and the last ones are in it.
struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

/// Appends the letters of a column: "B" for 1.
void append_column(std::uint32_t column, std::string& out);
/// "B3"; from 0.
std::string a1_name(std::uint32_t row, std::uint32_t column);
/// "B3:C10".
std::string range_name(const CellRange& range);
/// "'Hoja 1'!$B$3:$C$10", as names and lists refer to cells.
std::string reference(std::string_view sheet, const CellRange& range);

/// UTF-16 code units of a text in UTF-8.
std::size_t code_units(std::string_view text);
/// The first `most` UTF-16 code units of a text, never half a character.
std::string_view cut(std::string_view text, std::size_t most);
/// Whether a text fits into one cell.
bool fits_sheet(std::string_view text);
/// Whether a list of values can stand in the rule of a cell, instead of in cells of its own.
bool fits_inline(const std::vector<std::string>& values);

/// Appends what stands for a text in the XML of a sheet. Characters that XML has no place for or
/// changes, and what looks like an escaped one, are escaped as `_xHHHH_` (ECMA-376, part 1,
/// 22.9.2.19, ST_Xstring); bytes that are no UTF-8 become U+FFFD.
void append_cell_text(std::string_view text, std::string& out);

/// Names for sheets, each given once whatever its capital letters: without `[ ] : * ? / \`,
/// apostrophes at the ends and the name History, which is Excel's own; at most 31 long.
class SheetNames {
 public:
  /// The name wanted, or the nearest one that is free: "contratos~2".
  std::string name(std::string_view wanted);

 private:
  std::set<std::string> taken_;
};

}  // namespace edca::sheets
