#pragma once

#include <memory>
#include <string>

#include "tables/table_target.hpp"

namespace edca::tables {

/// Where tables go that are none of items, told by the name as for Flattener::run(). A workbook has
/// one row of headings and nothing beside its tables. Throws Error(usage, "tables.target") and as
/// io::Output.
std::unique_ptr<TableTarget> plain_target(const std::string& target, bool overwrite,
                                          const std::string& temporary_folder);

}  // namespace edca::tables
