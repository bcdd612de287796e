#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edca::advertising {

/// Appends a row of CSV as the tool writes it: commas, quotation marks around what holds a space or
/// a sign of its own, a line feed.
void append_row(const std::vector<std::string_view>& cells, std::string& out);

}  // namespace edca::advertising
