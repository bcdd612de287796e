#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/identities.hpp"
#include "check/input_checker.hpp"
#include "edca/error.hpp"
#include "io/cells.hpp"

namespace edca::check {

/// The cells in which items of tables stand, since the lines of the text that was made of a table
/// tell people nothing. About 50 bytes an item of a table, nothing for others.
class FirstCells {
 public:
  /// Keeps where an item of a table stands; `seen` is what is remembered of it. Items come in the
  /// order of the input.
  void add(const io::CellText& cells, const SeenItem& item, const FirstSeen& seen);
  /// Adds the arguments first_file, first_cell and, of a workbook, first_sheet; false where the
  /// item was in no table.
  bool tell(const FirstSeen& first, Arguments& arguments) const;

 private:
  struct Sheet {
    std::string file;
    std::string name;
    bool operator==(const Sheet&) const = default;
  };
  struct Known {
    std::uint32_t file;
    std::uint32_t line;
    std::uint32_t sheet;
    std::string cell;
  };

  std::vector<Sheet> sheets_;
  std::vector<Known> known_;  ///< by file and line
};

}  // namespace edca::check
