#include <algorithm>

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "rows/values.hpp"

namespace edca::rows {
namespace {

using base::is_digit;

std::size_t digits_at(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

/// An amount without the sign of the peso.
struct Bare {
  std::string digits;  ///< with a sign, points, commas and spaces
  bool peso = false;
  bool other = false;  ///< another currency, or a share
};

Bare without_currency(std::string_view text) {
  Bare bare;
  std::string letters;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c) || c == '.' || c == ',' || c == ' ' || c == '\'' ||
        ((c == '-' || c == '+') && bare.digits.empty())) {
      // The points of "M.N." are of its letters.
      if (c == '.' && !letters.empty() && (at + 1 >= text.size() || !is_digit(text[at + 1]))) {
        continue;
      }
      bare.digits += c;
    } else if (text.substr(at).starts_with("\xC2\xA0") ||
               text.substr(at).starts_with("\xE2\x80\xAF")) {
      at += c == '\xC2' ? 1 : 2;
      bare.digits += ' ';
    } else {
      letters += c;
    }
  }
  const std::string_view kept = without_spaces(bare.digits);
  bare.digits = std::string(kept);
  const std::string folded = base::fold(letters);
  bare.peso = folded == "$" || folded == "mxn" || folded == "$mxn" || folded == "mn" ||
              folded == "$mn" || folded == "pesos" || folded == "$pesos" || folded == "mx$";
  bare.other = !bare.peso && !folded.empty();
  return bare;
}

/// Takes marks between groups of three digits away; false where they do not stand so.
bool ungroup(std::string_view whole, char mark, std::string& digits, std::size_t& marks) {
  std::size_t at = digits_at(whole);
  marks = 0;
  if (at == 0) return false;
  digits.append(whole.substr(0, at));
  if (at == whole.size()) return true;
  // No thousands stand behind a zero: 0,500 is half of one where a comma parts the decimals.
  if (at > 3 || whole[0] == '0') return false;
  while (at < whole.size()) {
    const std::string_view group = whole.substr(at + 1);
    if (whole[at] != mark || digits_at(group) < 3) return false;
    if (group.size() > 3 && is_digit(group[3])) return false;
    digits.append(group.substr(0, 3));
    at += 4;
    ++marks;
  }
  return true;
}

/// A number of groups and a fraction, in the form of JSON; "" where it is none.
std::string grouped(std::string_view text, char decimal, std::size_t& marks) {
  std::string number;
  if (text.starts_with('-') || text.starts_with('+')) {
    if (text[0] == '-') number = "-";
    text.remove_prefix(1);
    text = without_spaces(text);
  }
  const std::size_t point = text.rfind(decimal);
  const std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (digits_at(part) != part.size()) return {};
  const char other = decimal == '.' ? ',' : '.';
  std::string digits;
  bool fits = whole.empty() && !part.empty();
  for (const char mark : {other, ' ', '\''}) {
    if (fits) break;
    digits.clear();
    fits = ungroup(whole, mark, digits, marks);
  }
  if (!fits) return {};
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, first);
  if (digits.empty()) digits = "0";
  number += digits;
  if (!part.empty()) number.append(1, '.').append(part);
  return number;
}

/// 3.0 as 3.
bool drop_zeros(std::string& number) {
  const std::size_t point = number.find('.');
  if (point == std::string::npos) return false;
  if (number.find_first_not_of('0', point + 1) != std::string::npos) return false;
  number.erase(point);
  return true;
}

}  // namespace

bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = digits_at(text);
  if (whole == 0 || (whole > 1 && text[0] == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t part = digits_at(text);
    if (part == 0) return false;
    text.remove_prefix(part);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || digits_at(text) != text.size()) return false;
    return true;
  }
  return text.empty();
}

bool lost_digits(std::string_view text) {
  const std::size_t exponent = text.find("E+");
  if (exponent == std::string_view::npos || exponent < 3) return false;
  const std::string_view power = text.substr(exponent + 2);
  std::string plain(text);
  std::ranges::replace(plain, ',', '.');
  return power.size() == 2 && digits_at(power) == 2 && is_json_number(plain) &&
         plain.substr(0, exponent).find('.') != std::string::npos;
}

Value read_number(std::string_view text, bool integer, char decimal) {
  if (lost_digits(text)) return wrong(text, "tables.digits/number");
  Value value;
  std::string number;
  if (decimal == '.' && is_json_number(text)) {
    number = std::string(text);
  } else {
    const Bare bare = without_currency(text);
    if (bare.other) return wrong(text, "tables.value/number");
    std::size_t marks = 0;
    number = grouped(bare.digits, decimal, marks);
    if (number.empty() && decimal == '.') {
      // 1.234.567,50 can be read in one way only.
      std::string other = grouped(bare.digits, ',', marks);
      if (marks < 2 || bare.digits.find('.') == std::string::npos) other.clear();
      if (other.empty()) {
        const bool comma = bare.digits.find(',') != std::string::npos;
        return wrong(text, comma ? base::RuleId("tables.value/comma") : "tables.value/number");
      }
      number = other;
    }
    if (number.empty()) return wrong(text, "tables.value/number");
    if (number != text) value.note = base::RuleId("tables.read/number");
    if (marks > 0) value.note = base::RuleId("tables.read/groups");
    if (bare.peso) value.note = base::RuleId("tables.read/currency");
  }
  if (integer && drop_zeros(number)) value.note = base::RuleId("tables.read/whole");
  value.json = std::move(number);
  return value;
}

Value read_numbers(std::string_view text) {
  Value value;
  value.json = json_list(text);
  if (!value.json.empty()) return value;
  value.json = "[";
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(';');
    const std::string_view part = without_spaces(rest.substr(0, end));
    if (!is_json_number(part)) return wrong(text, "tables.value/number");
    if (value.json.size() > 1) value.json += ',';
    value.json.append(part);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  value.json += ']';
  return value;
}

}  // namespace edca::rows
