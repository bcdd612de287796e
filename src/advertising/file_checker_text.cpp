#include <algorithm>
#include <array>

#include "advertising/file_checker.hpp"
#include "base/ascii.hpp"
#include "base/text.hpp"

namespace edca::advertising {
namespace {

using base::is_digit;
using base::is_letter;

/// Excel cuts longer texts off.
constexpr std::size_t longest_cell = 32'767;
constexpr std::size_t longest_tag = 200;

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
/// Whether UTF-8 was read as if it were Latin-1, and written again: "Ã³" for "ó".
bool is_mojibake(std::string_view text) {
  for (const std::string_view sign : {"\xC3\x83\xC2", "\xC3\x82\xC2", "\xC3\xA2\xE2\x82\xAC"})
    if (text.find(sign) != std::string_view::npos) return true;
  return false;
}

/// Whether a letter was lost: U+FFFD, or a question mark within a word, as in "Educaci?n".
bool has_lost_letter(std::string_view text) {
  if (text.find("\xEF\xBF\xBD") != std::string_view::npos) return true;
  if (text.find("://") != std::string_view::npos || text.find('=') != std::string_view::npos)
    return false;
  for (std::size_t at = 1; at + 1 < text.size(); ++at)
    if (text[at] == '?' && is_small(text[at - 1]) && is_small(text[at + 1])) return true;
  return false;
}

/// A tag or entity of HTML.
bool has_markup(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
       at = text.find_first_of("<&", at + 1)) {
    if (text[at] == '<') {
      const std::size_t end = text.substr(at, longest_tag).find('>');
      const char next = at + 1 < text.size() ? text[at + 1] : ' ';
      if (end != std::string_view::npos && (is_letter(next) || next == '/')) return true;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 10 && is_letter(text[end])) ++end;
    if (end > at + 2 && end < text.size() && text[end] == ';') return true;
  }
  return false;
}

/// What a spreadsheet would calculate, or run.
bool is_formula(std::string_view text) {
  if (text.size() < 2) return false;
  if (text[0] == '=') return true;
  const bool starts = text[0] == '+' || text[0] == '-' || text[0] == '@';
  return starts && text.find('|') != std::string_view::npos &&
         text.find('!') != std::string_view::npos;
}

/// The population registry number of a person (CURP) at a place of a text.
bool is_curp(std::string_view text) {
  constexpr std::string_view shape = "AAAA000000AAAAAA*0";
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const char c = text[at];
    const bool capital = c >= 'A' && c <= 'Z';
    if (shape[at] == 'A' && !capital) return false;
    if (shape[at] == '0' && !is_digit(c)) return false;
    if (shape[at] == '*' && !capital && !is_digit(c)) return false;
  }
  return text[10] == 'H' || text[10] == 'M' || text[10] == 'X';
}

bool has_curp(std::string_view text) {
  constexpr std::size_t size = 18;
  for (std::size_t at = 0; at + size <= text.size(); ++at) {
    const bool word = at == 0 || !(is_letter(text[at - 1]) || is_digit(text[at - 1]));
    const bool ends =
        at + size == text.size() || !(is_letter(text[at + size]) || is_digit(text[at + size]));
    if (word && ends && is_curp(text.substr(at, size))) return true;
  }
  return false;
}

/// An address at a provider where people have their private mail.
bool has_private_mail(std::string_view text) {
  constexpr std::array providers = {"@gmail.",   "@hotmail.", "@yahoo.",
                                    "@outlook.", "@live.",    "@prodigy."};
  if (text.find('@') == std::string_view::npos) return false;
  const std::string folded = base::fold(text);
  return std::ranges::any_of(providers, [&](std::string_view provider) {
    const std::size_t at = folded.find(provider);
    return at != std::string::npos && at > 0 && folded[at - 1] != ' ';
  });
}

}  // namespace

/// What is wrong with a text whatever its column.
void FileChecker::text_damage(std::size_t column, std::string_view text) {
  if (text.empty()) return;
  const std::string_view inner = trimmed(text);
  if (text.size() > longest_cell) teller_.tell("advertising.cell-long", column);
  if (text.find('\0') != std::string_view::npos) teller_.tell("advertising.nul", column);
  if (is_mojibake(text)) {
    teller_.tell("advertising.mojibake", column);
  } else if (has_lost_letter(text)) {
    teller_.tell("advertising.lost-letter", column);
  }
  if (is_formula(inner)) teller_.tell("advertising.formula", column);
  if (has_markup(text)) teller_.tally("advertising.markup", column, file_.headings[column]);
  if (has_curp(text)) teller_.tell("advertising.personal-curp", column);
  if (has_private_mail(text))
    teller_.tally("advertising.personal-mail", column, file_.headings[column]);
}

}  // namespace edca::advertising
