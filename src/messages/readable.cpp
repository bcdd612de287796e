#include "io/names.hpp"
#include "messages/messages.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace edca::messages {

namespace {

/// The number of `\u00f3` at the start of a text.
std::optional<char32_t> unit(std::string_view text) {
  if (!text.starts_with("\\u") || text.size() < 6) return std::nullopt;
  unsigned number = 0;
  const auto read = std::from_chars(text.data() + 2, text.data() + 6, number, 16);
  if (read.ptr != text.data() + 6) return std::nullopt;
  return static_cast<char32_t>(number);
}

bool is_high(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

void append_pair(char32_t high, char32_t low, std::string& out) {
  const char32_t c = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  for (const int shift : {18, 12, 6, 0}) {
    const auto bits = static_cast<unsigned char>(c >> shift & 0x3F);
    out += static_cast<char>((shift == 18 ? 0xF0 : 0x80) | bits);
  }
}

/// Appends what the escape at the start of a text stands for, or the escape itself where it stands
/// for nothing. Answers its length.
std::size_t append_unescaped(std::string_view text, std::string& out) {
  if (const auto first = unit(text)) {
    const auto second = unit(text.substr(6));
    if (is_high(*first) && second && is_low(*second)) return append_pair(*first, *second, out), 12;
    if (is_high(*first) || is_low(*first)) return out.append(text.substr(0, 6)), 6;
    io::append_utf8(out, static_cast<char16_t>(*first));
    return 6;
  }
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  const std::size_t at = text.size() < 2 ? std::string_view::npos : letters.find(text[1]);
  if (at != std::string_view::npos) return out += meant[at], 2;
  // A long value is cut wherever its length says; half an escape tells nothing.
  const std::size_t cut = text.find_first_not_of("0123456789abcdefABCDEF", text.size() > 1 ? 2 : 1);
  if (text.substr(1).starts_with(left_out)) return 1;
  if (text.size() > 1 && text[1] == 'u' && cut != std::string_view::npos &&
      text.substr(cut) == left_out)
    return cut;
  return out += '\\', 1;
}

}  // namespace

std::string readable(std::string_view value) {
  if (!value.starts_with('"') || value.find('\\') == std::string_view::npos)
    return printable(value);
  std::string text;
  while (!value.empty()) {
    const std::size_t plain = std::min(value.find('\\'), value.size());
    text.append(value.substr(0, plain));
    value.remove_prefix(plain);
    if (!value.empty()) value.remove_prefix(append_unescaped(value, text));
  }
  return printable(text);
}

}  // namespace edca::messages
