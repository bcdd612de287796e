#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sheets/number_format.hpp"
#include "sheets/parts.hpp"
#include "sheets/shared_texts.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

/// What the sheets of a workbook of Excel share (ECMA-376-1, 18).
struct XlsxBook {
  std::unique_ptr<Parts> parts;
  WorkbookOptions options;
  std::vector<SheetInfo> sheets;
  std::vector<std::string> sheet_parts;  ///< where each of them is
  bool from_1904 = false;
  std::string texts_part;  ///< "" for none, as the next one
  std::string styles_part;
  bool complete = false;  ///< the next two were read
  SharedTexts texts{0, {}};
  std::vector<NumberFormat> styles;
};

/// The main part of a workbook, as [Content_Types].xml has it; "" where there is none. Throws
/// io::InputFault, also for a binary workbook (workbook-xlsb).
std::string xlsx_main_part(const Parts& parts);

/// `name` is how the file is reported. Throws io::InputFault.
std::unique_ptr<Workbook> open_xlsx(std::unique_ptr<Parts> parts, const std::string& main_part,
                                    const std::string& name, const WorkbookOptions& options);

/// The rows of a sheet of a complete book, which must outlive them.
std::unique_ptr<Rows> xlsx_rows(const XlsxBook& book, std::size_t sheet);

/// Replaces `_x000D_` by the character that it stands for, as texts of Excel have it (ECMA-376-1,
/// 22.9.2.19); halves of surrogate pairs only where they are a pair.
void unescape_xlsx(std::string& text);

}  // namespace edca::sheets
