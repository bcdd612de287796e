#include "advertising/csv_row.hpp"

namespace edca::advertising {

void append_row(const std::vector<std::string_view>& cells, std::string& out) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) out += ',';
    first = false;
    if (cell.find_first_of(" ,\"\\\n\r\t") == std::string_view::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace edca::advertising
