#include "sheets/cell_name.hpp"

#include "sheets/sheet_text.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t letters = 26;
constexpr std::uint64_t most = UINT32_MAX;

}  // namespace

std::string column_name(std::size_t column) {
  std::string name;
  append_column(static_cast<std::uint32_t>(column), name);
  return name;
}

std::string cell_name(std::size_t column, std::uint32_t row) {
  return column_name(column) + std::to_string(row);
}

std::optional<CellPlace> read_cell_name(std::string_view name) {
  std::uint64_t column = 0;
  std::uint64_t row = 0;
  bool digits = false;
  for (const char c : name) {
    if (c == '$') continue;
    const bool small = c >= 'a' && c <= 'z';
    if (c >= '0' && c <= '9') {
      digits = true;
      row = row * 10 + static_cast<unsigned>(c - '0');
    } else if ((small || (c >= 'A' && c <= 'Z')) && !digits) {
      column = column * letters + static_cast<unsigned>(c - (small ? 'a' : 'A')) + 1;
    } else {
      return std::nullopt;
    }
    if (column > most || row > most) return std::nullopt;
  }
  if (column == 0 || row == 0) return std::nullopt;
  return CellPlace{static_cast<std::size_t>(column - 1), static_cast<std::uint32_t>(row)};
}

}  // namespace edca::sheets
