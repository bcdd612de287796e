#include "json/escapes.hpp"

#include <cstring>

namespace edca::json {
namespace {

int hex4(const char* at) {
  int value = 0;
  for (int digit = 0; digit < 4; ++digit) {
    const char c = at[digit];
    value *= 16;
    if (c >= '0' && c <= '9') {
      value += c - '0';
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      value += (c | 0x20) - 'a' + 10;
    } else {
      return -1;
    }
  }
  return value;
}

/// The code of the escape \uXXXX at an offset, or -1.
int escape_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  return hex4(text.data() + at + 2);
}

}  // namespace

Escapes scan_escapes(std::string_view text) {
  Escapes escapes;
  for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at)) {
    const std::size_t offset = at;
    const int code = escape_at(text, offset);
    at += code < 0 ? 2 : 6;
    if (code == 0) escapes.nul.push_back(offset);
    if (code < 0xD800 || code > 0xDFFF) continue;
    const int next = code < 0xDC00 ? escape_at(text, at) : -1;
    if (next >= 0xDC00 && next <= 0xDFFF) {
      at += 6;
    } else {
      escapes.surrogates.push_back(offset);
    }
  }
  return escapes;
}

void replace_surrogates(std::string& text, const std::vector<std::size_t>& offsets) {
  for (const std::size_t offset : offsets) std::memcpy(text.data() + offset, "\\uFFFD", 6);
}

}  // namespace edca::json
