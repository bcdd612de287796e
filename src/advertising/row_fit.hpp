#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
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

/// Where the cells of a row with too many of them stand beside their columns: the first column
/// whose cell does not fit there, where all that comes from it on fits as many columns further as
/// there are cells too many. `nowhere` where that is not so, or is shown by a single cell.
std::size_t moved_from(const TableFile& file, const Cells& cells);

/// A row as it was meant.
struct MeantRow {
  Cells cells;
  std::unique_ptr<std::string> joined;  ///< the text of a cell that had been broken, if any
};

/// A row whose cells stand beside their columns, or that has too many or too few of them, as it was
/// meant: an empty cell is taken away or put in, or the pieces of a text joined that held the
/// delimiter. Nothing where the row is right, and where several rows may have been meant or none
/// fits: each cell of its type, each code known, each required cell filled.
std::optional<MeantRow> meant_row(const TableFile& file, const Cells& cells);

}  // namespace edca::advertising
