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

/// What a byte may be a sign of.
enum Sign : unsigned char {
  zero_sign = 1,
  letter_sign = 2,  ///< of letters that may have been read as if they were Latin-1
  markup_sign = 8,
  mail_sign = 16,
  digit_sign = 32,
  lost_sign = 64,  ///< of letters that may have been lost
};

constexpr std::array<unsigned char, 256> signs = [] {
  std::array<unsigned char, 256> table{};
  table[0] = zero_sign;
  table[0xC3] = letter_sign;
  table[0xEF] = table['?'] = lost_sign;
  table['<'] = table['&'] = markup_sign;
  table['@'] = mail_sign;
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = digit_sign;
  return table;
}();

/// Which signs a text has; the rules look closer where theirs is among them.
unsigned signs_of(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) found |= signs[static_cast<unsigned char>(c)];
  return found;
}

/// Whether UTF-8 was read as if it were Latin-1, and written again: "Ã³" for "ó".
bool is_mojibake(std::string_view text) {
  for (std::size_t at = text.find('\xC3'); at != std::string_view::npos;
       at = text.find('\xC3', at + 1)) {
    const std::string_view rest = text.substr(at + 1, 4);
    if (rest.starts_with("\x83\xC2") || rest.starts_with("\x82\xC2") ||
        rest.starts_with("\xA2\xE2\x82\xAC"))
      return true;
  }
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
  const auto is_sign = [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); };
  for (std::size_t at = 0; at + size <= text.size(); ++at) {
    // None that begins here or at one of the signs behind has another sign at this place.
    if (!is_sign(text[at + size - 1])) {
      at += size - 1;
      continue;
    }
    if (text[at] < 'A' || text[at] > 'Z') continue;
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
  const unsigned found = signs_of(text);
  if (text.size() > longest_cell) teller_.tell("advertising.cell-long", column);
  if ((found & zero_sign) != 0) teller_.tell("advertising.nul", column);
  if ((found & letter_sign) != 0 && is_mojibake(text)) {
    teller_.tell("advertising.mojibake", column);
  } else if ((found & lost_sign) != 0 && has_lost_letter(text)) {
    teller_.tell("advertising.lost-letter", column);
  }
  if (is_formula(trimmed(text))) teller_.tell("advertising.formula", column);
  if ((found & markup_sign) != 0 && has_markup(text))
    teller_.tally("advertising.markup", column, file_.headings[column]);
  if ((found & digit_sign) != 0 && has_curp(text))
    teller_.tell("advertising.personal-curp", column);
  if ((found & mail_sign) != 0 && has_private_mail(text))
    teller_.tally("advertising.personal-mail", column, file_.headings[column]);
}

}  // namespace edca::advertising
