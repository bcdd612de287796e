#pragma once

#include <memory>
#include <string>

#include "tables/table_target.hpp"

namespace edca::tables {

/// Tables in one file of SQLite 3 (https://www.sqlite.org/fileformat2.html), with keys, indexes,
/// views with titles, and the tables `_tablas` and `_columnas`, which tell what they
/// are. It is made in a temporary file that has no name and then copied. Throws Error(input,
/// "tables.database") with arguments path, reason where SQLite fails.
std::unique_ptr<TableTarget> sqlite_target(const std::string& path, bool overwrite,
                                           const std::string& temporary_folder, TableTitles titles);

}  // namespace edca::tables
