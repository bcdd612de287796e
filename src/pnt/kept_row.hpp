#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "pnt/row.hpp"
#include "pnt/sheet.hpp"

namespace edca::pnt {

// Rows of sheets on their way through a Grouper.

/// Between the parts of a key.
constexpr char apart = '\0';

/// What stands in front of the cells of an entry: sheet, row, line, and of a sub-row the sheet, row
/// and column of the cell that names it.
using Head = std::array<std::uint64_t, 6>;

/// The bytes of a head, which must outlive them.
std::string_view bytes_of(const Head& head);
Head read_head(std::string_view bytes);

/// Appends a cell to the text of an entry.
void put(std::string& out, std::string_view cell);
/// The cells of such a text, by the keys of their columns.
Cells by_key(const Sheet& sheet, std::string_view text);

/// "3" of "3" and "3.0": numbers of sub-rows.
std::string link_id(std::string_view cell);

}  // namespace edca::pnt
