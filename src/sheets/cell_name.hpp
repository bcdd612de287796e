#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace edca::sheets {

/// A place in a sheet.
struct CellPlace {
  std::size_t column = 0;  ///< from 0
  std::uint32_t row = 0;   ///< from 1
};

/// Reads "F12" and "$F$12"; nothing where it is no such name, or lies past 2^32.
std::optional<CellPlace> read_cell_name(std::string_view name);

}  // namespace edca::sheets
