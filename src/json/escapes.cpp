#include "json/escapes.hpp"

#include <algorithm>
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

/// The character of an escape of two bytes; a zero when there is none.
char simple_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

char* put_utf8(unsigned code, char* to) {
  const auto put = [&](unsigned byte) { *to++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return to;
}

/// Decodes the escape \uXXXX, or the pair of them, at the start of `rest`, which loses it; nullptr
/// when it is none.
char* decode_unicode(std::string_view& rest, char* to) {
  int code = escape_at(rest, 0);
  if (code < 0 || (code >= 0xDC00 && code <= 0xDFFF)) return nullptr;
  rest.remove_prefix(6);
  if (code >= 0xD800 && code <= 0xDBFF) {
    const int low = escape_at(rest, 0);
    if (low < 0xDC00 || low > 0xDFFF) return nullptr;
    rest.remove_prefix(6);
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  return put_utf8(static_cast<unsigned>(code), to);
}

}  // namespace

std::optional<std::size_t> decode_in_place(char* text, std::size_t size) {
  std::string_view rest(text, size);
  char* to = text;
  while (!rest.empty()) {
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    std::memmove(to, rest.data(), plain);
    to += plain;
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    if (rest.size() < 2) return std::nullopt;
    if (rest[1] == 'u') {
      to = decode_unicode(rest, to);
      if (to == nullptr) return std::nullopt;
    } else {
      *to = simple_escape(rest[1]);
      if (*to++ == '\0') return std::nullopt;
      rest.remove_prefix(2);
    }
  }
  return static_cast<std::size_t>(to - text);
}

Escapes scan_escapes(std::string_view text) {
  Escapes escapes;
  escapes.first = std::min(text.find('\\'), text.size());
  for (std::size_t at = escapes.first; at < text.size(); at = text.find('\\', at)) {
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
