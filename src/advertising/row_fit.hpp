#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "advertising/table_file.hpp"

namespace edca::advertising {

using Cells = std::vector<std::string_view>;

/// How many cells of a row do not fit where they stand, were all moved by some columns.
struct Misfits {
  std::size_t count = 0;
  std::size_t fitting = 0;  ///< filled cells of a type that do
};
Misfits misfits(const TableFile& file, const Cells& cells, int shift);

/// The code that a text means, however it is spelled; nullptr for none.
const std::string* code_of(const Codelist& codes, std::string_view text);

/// A row whose cells stand beside their columns, or that has too many or too few of them, as it was
/// meant: an empty cell is taken away or put in. Nothing where the row is right, and where several
/// rows may have been meant or none fits: each cell of its type, each code known, each required
/// cell filled.
std::optional<Cells> meant_row(const TableFile& file, const Cells& cells);

}  // namespace edca::advertising
