#include "messages/messages.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace edca::messages {

namespace {

struct CodePoint {
  std::uint32_t value;
  std::size_t size;  ///< bytes; 0 when the bytes are not UTF-8
};

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The code point at the start of a non-empty text (RFC 3629, section 4).
CodePoint decode(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {0, 0};
  std::uint32_t value = first & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!continues(text[i])) return {0, 0};
    value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {0, 0};
  return {value, size};
}

/// Control characters, line and paragraph separators, and characters that are invisible or turn
/// the direction of the text around them.
bool is_unsafe(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

void append_escape(std::uint32_t c, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[c >> shift & 0xF];
  }
}

}  // namespace

std::string printable(std::string_view text) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.size == 0) {
      out += "\xEF\xBF\xBD";
    } else if (is_unsafe(c.value)) {
      append_escape(c.value, out);
    } else {
      out.append(text.substr(0, c.size));
    }
    text.remove_prefix(std::max<std::size_t>(c.size, 1));
  }
  return out;
}

std::string shorten(std::string text, std::size_t width) {
  assert(width >= 3);
  if (text.size() <= width) return text;
  const auto starts = [](char c) { return !continues(c); };
  if (static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts)) <= width)
    return text;
  std::size_t head = 0;
  for (std::size_t left = width / 2; left > 0; --left)
    while (++head < text.size() && continues(text[head])) {
    }
  std::size_t tail = text.size();
  for (std::size_t left = width - width / 2 - 1; left > 0; --left)
    while (continues(text[--tail])) {
    }
  return text.replace(head, tail - head, "…");
}

}  // namespace edca::messages
