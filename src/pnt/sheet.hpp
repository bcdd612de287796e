#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "legacy/records.hpp"
#include "legacy/rows.hpp"
#include "sheets/workbook.hpp"

namespace edca::pnt {

/// A sheet of PNT whose columns are known: a main one, or a sub-table.
struct Sheet {
  legacy::Sheet place;              ///< for what is said of its cells
  std::string number;               ///< of a sub-table; "" for a main one
  std::string body;                 ///< that reports, where the sheet says it
  std::vector<std::string> keys;    ///< of its columns; "" for those that are not known
  std::vector<std::string> tables;  ///< numbers of the sub-tables that its columns name
};

/// The number of the sub-table that a sheet is: "334271" of "Tabla_334271"; "" for others.
std::string number_of_sheet(std::string_view name);

/// Looks in the first rows for headings of PNT, and leaves `records` behind them. Nothing where
/// there are none.
std::optional<Sheet> find_headings(legacy::Records& records, const sheets::SheetInfo& info,
                                   bool csv);

/// Whether a workbook or CSV has them. Throws io::InputFault.
bool has_headings(sheets::Workbook& book);

}  // namespace edca::pnt
