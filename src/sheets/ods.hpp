#pragma once

#include <memory>
#include <string>

#include "sheets/parts.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

/// A spreadsheet of OpenDocument (OpenDocument 1.3, part 3, chapter 9). `name` is how the file is
/// reported. Throws io::InputFault.
std::unique_ptr<Workbook> open_ods(std::unique_ptr<Parts> parts, const std::string& name,
                                   const WorkbookOptions& options);

}  // namespace edca::sheets
