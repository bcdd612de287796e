#pragma once

#include <memory>
#include <string>

#include "sheets/parts.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

inline constexpr char ods_content[] = "content.xml";

/// The rows of the n-th sheet, from 0. `parts` and `options` must outlive them.
std::unique_ptr<Rows> ods_rows(const Parts& parts, const WorkbookOptions& options,
                               const std::string& sheet, std::size_t index);

}  // namespace edca::sheets
