#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sheets/workbook.hpp"

namespace edca::sheets {

/// What the format of a number says of its meaning.
struct NumberFormat {
  Shown shown = Shown::plain;  ///< `date`: it counts days
  std::uint8_t digits = 0;     ///< as Cell::digits
  std::string currency;        ///< as Cell::currency
};

/// Of a code such as `#,##0.00` (ECMA-376-1, 18.8.31): by its first section.
NumberFormat read_format(std::string_view code);

/// Of the number of a format that Excel has built in (ECMA-376-1, 18.8.30); plain for others.
NumberFormat built_in_format(std::uint64_t number);

/// Appends a number of Excel (xsd:double) as JSON writes it, with the same digits: "+.5" is "0.5".
/// False where it is no number.
bool append_number(std::string_view text, std::string& out);

}  // namespace edca::sheets
