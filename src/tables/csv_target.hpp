#pragma once

#include <memory>
#include <string>

#include "tables/table_target.hpp"

namespace edca::tables {

/// How CSV is written.
struct CsvForm {
  char delimiter = ',';
  bool byte_order_mark = false;
  TableTitles titles = TableTitles::spanish;  ///< in datapackage.json
  bool described = true;                      ///< whether there is one
};

/// Tables as files of CSV in a folder, which is made where it is missing; they get their names
/// together. Throws Error(input, "output.open").
std::unique_ptr<TableTarget> folder_target(const std::string& folder, bool overwrite, CsvForm form);

/// The same files in a zip. Throws as io::Output.
std::unique_ptr<TableTarget> zip_target(const std::string& path, bool overwrite, CsvForm form);

}  // namespace edca::tables
