#pragma once

#include <memory>
#include <string>

#include "tables/table_target.hpp"

namespace edca::tables {

/// Tables as files of CSV in a folder, which is made where it is missing; they get their names
/// together. Throws Error(input, "output.open").
std::unique_ptr<TableTarget> folder_target(const std::string& folder, bool overwrite);

/// The same files in a zip. Throws as io::Output.
std::unique_ptr<TableTarget> zip_target(const std::string& path, bool overwrite);

}  // namespace edca::tables
