#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sheets/csv_text.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

/// A text in CSV.
struct CsvFile {
  std::string name;  ///< of the sheet
  std::string file;  ///< as it is reported
  OpenText open;
};

/// One sheet for each. Throws as find_csv_facts().
std::unique_ptr<Workbook> csv_workbook(std::vector<CsvFile> files, const WorkbookOptions& options);

}  // namespace edca::sheets
