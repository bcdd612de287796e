#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sheets/parts.hpp"

namespace edca::sheets {

/// A rectangle of merged cells, of which the first has the value. Rows from 1, columns from 0.
struct Merge {
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::size_t first_column = 0;
  std::size_t last_column = 0;
};

/// Says row by row which cells of a sheet of Excel are covered by others.
class Merges {
 public:
  /// Reads those of a sheet, which stand behind its rows: the sheet is gone through for the name of
  /// their element first, and read as XML only if that is there. Throws io::InputFault.
  void read(const Parts& parts, const std::string& part);

  /// Calls `cover(first column, last column)` for what is covered in a row. Rows come from top to
  /// bottom; one may come again.
  template <class Cover>
  void in_row(std::uint32_t row, Cover cover) {
    if (merges_.empty()) return;
    advance(row);
    for (const Merge& merge : active_) {
      cover(merge.first_column + (merge.first_row == row ? 1 : 0), merge.last_column);
    }
  }

 private:
  void advance(std::uint32_t row);

  std::vector<Merge> merges_;  ///< by their first rows
  std::size_t next_ = 0;
  std::vector<Merge> active_;  ///< in the row at hand
  std::size_t width_ = 0;      ///< of all of these
};

}  // namespace edca::sheets
