#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "edca/read_options.hpp"
#include "io/cells.hpp"

namespace edca::rows {

/// What was put together of tables that Flattener made.
struct Described {
  std::shared_ptr<const io::CellText> text;
  std::vector<std::string> files;  ///< that it was made of, as they are displayed
};

/// Reads tables of Flattener: a workbook, a database, or CSV beside a datapackage.json, in memory.
/// Nothing where it is none of these. It is defined in the room of tables, which is above this one:
/// so that every command reads what flatten wrote through the one door of expand().
std::optional<Described> read_described(const std::string& path, const ReadOptions& options,
                                        const std::string& temporary_folder);

}  // namespace edca::rows
