#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sheets/workbook_writer.hpp"

/// The parts of a workbook around its sheets (ECMA-376, part 2: packages).
namespace edca::sheets::parts {

inline constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The file of a sheet, from 1.
std::string sheet_file(std::size_t number);

std::string package_relations();
/// What the file says of itself: its title, and nothing of a time.
std::string properties(std::string_view title);
std::string styles(const std::vector<CellStyle>& styles);
std::string workbook_relations(std::size_t sheets);
std::string content_types(std::size_t sheets);

}  // namespace edca::sheets::parts
