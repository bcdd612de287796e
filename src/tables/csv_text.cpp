#include "tables/csv_text.hpp"

#include <algorithm>

namespace edca::tables {

void append_field(std::string_view text, char delimiter, std::string& out) {
  const char special[] = {delimiter, '"', '\r', '\n'};
  if (text.find_first_of({special, sizeof special}) == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    out += text.substr(at, quote - at);
    if (quote < text.size()) out += "\"\"";
    at = quote + 1;
  }
  out += '"';
}

}  // namespace edca::tables
