#include "sheets/sheet_text.hpp"

#include <algorithm>
#include <array>

#include "base/markup.hpp"
#include "base/text.hpp"

namespace edca::sheets {
namespace {

bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether what begins here would be read as one character.
bool looks_escaped(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         std::ranges::all_of(text.substr(2, 4), is_hexadecimal);
}

void append_escape(unsigned unit, std::string& out) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += "_x";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 0xFu];
  out += '_';
}

std::string fixed_name(std::uint32_t row, std::uint32_t column) {
  std::string name = "$";
  append_column(column, name);
  return name + "$" + std::to_string(std::uint64_t{row} + 1);
}

/// The text without bytes that are no UTF-8.
std::string mended(std::string_view text) {
  std::string whole;
  for (std::size_t wrong; (wrong = base::invalid_utf8(text)) < text.size();) {
    whole += text.substr(0, wrong);
    whole += "\xEF\xBF\xBD";
    text.remove_prefix(wrong + 1);
  }
  return whole.append(text);
}

}  // namespace

void append_column(std::uint32_t column, std::string& out) {
  std::array<char, 8> letters;
  std::size_t first = letters.size();
  for (std::uint64_t left = std::uint64_t{column} + 1; left > 0; left = (left - 1) / 26) {
    letters[--first] = static_cast<char>('A' + (left - 1) % 26);
  }
  out.append(letters.data() + first, letters.size() - first);
}

std::string a1_name(std::uint32_t row, std::uint32_t column) {
  std::string name;
  append_column(column, name);
  return name + std::to_string(std::uint64_t{row} + 1);
}

std::string range_name(const CellRange& range) {
  return a1_name(range.first_row, range.first_column) + ":" +
         a1_name(range.last_row, range.last_column);
}

std::string reference(std::string_view sheet, const CellRange& range) {
  std::string text = "'";
  for (const char c : sheet) text.append(c == '\'' ? 2 : 1, c);
  return text + "'!" + fixed_name(range.first_row, range.first_column) + ":" +
         fixed_name(range.last_row, range.last_column);
}

std::size_t code_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += byte >= 0xF0 ? 2 : (byte & 0xC0u) != 0x80u;
  }
  return units;
}

std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    units += byte >= 0xF0 ? 2 : (byte & 0xC0u) != 0x80u;
    if (units > most) return text.substr(0, at);
  }
  return text;
}

bool fits_sheet(std::string_view text) {
  // No character has more units than bytes.
  return text.size() <= longest_text || code_units(text) <= longest_text;
}

bool fits_inline(const std::vector<std::string>& values) {
  std::size_t units = values.size();
  for (const std::string& value : values) {
    if (value.find_first_of(",\"\n") != std::string::npos) return false;
    units += code_units(value);
  }
  return !values.empty() && units - 1 <= longest_inline_list;
}

void append_cell_text(std::string_view text, std::string& out) {
  std::string whole;
  if (!base::is_utf8(text)) {
    whole = mended(text);
    text = whole;
  }
  std::size_t start = 0;
  const auto escape = [&](std::size_t at, std::size_t size, unsigned unit) {
    base::append_escaped(text.substr(start, at - start), out);
    append_escape(unit, out);
    start = at + size;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 && byte != '\t' && byte != '\n') {
      escape(at, 1, byte);
    } else if (byte == '_' && looks_escaped(text.substr(at))) {
      escape(at, 1, byte);
    } else if (byte == 0xEF && text.substr(at, 2) == "\xEF\xBF" && text.size() > at + 2 &&
               static_cast<unsigned char>(text[at + 2]) >= 0xBE) {
      escape(at, 3, 0xFFC0u + (static_cast<unsigned char>(text[at + 2]) & 0x3Fu));
    }
  }
  base::append_escaped(text.substr(start), out);
}

std::string SheetNames::name(std::string_view wanted) {
  std::string plain;
  for (const char c : wanted) {
    const bool fits = c >= ' ' || c < 0;
    plain += !fits || std::string_view("[]:*?/\\").find(c) != std::string_view::npos ? '_' : c;
  }
  plain = cut(plain, longest_sheet_name);
  if (!plain.empty() && plain.front() == '\'') plain.front() = '_';
  if (!plain.empty() && plain.back() == '\'') plain.back() = '_';
  if (plain.empty()) plain = "_";
  if (base::fold(plain) == "history") plain += '_';
  std::string unique = plain;
  for (unsigned number = 2; !taken_.insert(base::fold(unique)).second; ++number) {
    const std::string end = "~" + std::to_string(number);
    unique = std::string(cut(plain, longest_sheet_name - end.size())) + end;
  }
  return unique;
}

}  // namespace edca::sheets
