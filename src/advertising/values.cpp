#include "advertising/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "advertising/standard.hpp"
#include "base/text.hpp"

namespace edca::advertising {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}
unsigned number(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// "1,234,567": groups of three behind the first.
bool is_grouped(std::string_view whole) {
  std::size_t group = 0;
  for (std::size_t at = whole.size(); at-- > 0;) {
    if (whole[at] == ',') {
      if (group != 3 || at == 0) return false;
      group = 0;
    } else if (!is_digit(whole[at]) || ++group > 3) {
      return false;
    }
  }
  return group > 0;
}

constexpr std::array months = {"enero",      "febrero", "marzo",     "abril",
                               "mayo",       "junio",   "julio",     "agosto",
                               "septiembre", "octubre", "noviembre", "diciembre"};

unsigned month_named(std::string_view text) {
  const std::string folded = base::fold(text);
  for (std::size_t at = 0; at < months.size(); ++at) {
    const std::string_view whole = months[at];
    if (folded == whole || folded == whole.substr(0, 3)) return static_cast<unsigned>(at + 1);
  }
  return 0;
}

Date day_of(Form form, unsigned year, unsigned month, unsigned day) {
  Date date{form, year, month, day};
  const std::chrono::year_month_day real{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day)};
  if (!real.ok()) date.form = Form::impossible;
  return date;
}

/// Day, month and year with one sign between them.
Date read_day_first(std::string_view text) {
  const std::size_t first = text.find_first_of("./-");
  if (first == std::string_view::npos || first == 0 || first > 2) return {Form::wrong};
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return {Form::wrong};
  const std::string_view day = text.substr(0, first);
  const std::string_view month = text.substr(first + 1, second - first - 1);
  const std::string_view year = text.substr(second + 1);
  const bool short_year = year.size() == 2;
  if (!all_digits(day) || !all_digits(year) || (year.size() != 4 && !short_year))
    return {Form::wrong};
  const bool digits = all_digits(month) && month.size() <= 2;
  const unsigned which = digits ? number(month) : month_named(month);
  // Of 01/02/03 nobody knows what is what.
  if (which == 0 || (digits && short_year)) return {Form::wrong};
  return day_of(Form::decorated, number(year) + (short_year ? 2000 : 0), which, number(day));
}

}  // namespace

std::string amount_text(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (is_digit(c) || c == '.' || c == '-') digits += c;
  return digits;
}

Amount read_amount(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {};
  const auto simple = [](std::string_view digits) {
    const std::size_t point = std::min(digits.find('.'), digits.size());
    return all_digits(digits.substr(0, point)) &&
           (point == digits.size() || all_digits(digits.substr(point + 1)));
  };
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest = rest.substr(1);
  Amount amount;
  amount.form = Form::plain;
  if (!simple(rest)) {
    amount.form = Form::decorated;
    if (rest.starts_with('$')) rest = trimmed(rest.substr(1));
    if (!negative && rest.starts_with('-')) rest = trimmed(rest.substr(1));
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const std::string_view fraction = rest.substr(std::min(point + 1, rest.size()));
    const bool fits = is_grouped(rest.substr(0, point)) || all_digits(rest.substr(0, point));
    if (!fits || (point < rest.size() && !all_digits(fraction))) {
      const std::size_t comma = rest.rfind(',');
      const bool decimal_comma = comma != std::string_view::npos && comma > 0 &&
                                 all_digits(rest.substr(comma + 1)) &&
                                 rest.find_first_not_of("0123456789.,") == std::string_view::npos;
      return {decimal_comma ? Form::comma : Form::wrong, {}, 0};
    }
  }
  const std::size_t point = rest.find('.');
  if (point != std::string_view::npos)
    amount.places = static_cast<unsigned>(rest.size() - point - 1);
  const auto value =
      base::Decimal::read(amount.form == Form::plain ? std::string(text) : amount_text(text));
  if (!value) return {Form::wrong, {}, 0};
  amount.value = *value;
  return amount;
}

Date read_date(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text == "0000-00-00") return {};
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    std::string_view day = text.substr(8, 2);
    const bool digits =
        all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) && all_digits(day);
    const bool bare = text.size() == 10;
    if (digits && (bare || text.substr(10) == " 00:00:00" || text.substr(10) == "T00:00:00")) {
      return day_of(bare ? Form::plain : Form::decorated, number(text.substr(0, 4)),
                    number(text.substr(5, 2)), number(day));
    }
  }
  return read_day_first(text);
}

bool is_unlikely(const Date& date) {
  constexpr unsigned first_year = 1990;
  constexpr unsigned last_year = 2100;
  return date.year < first_year || date.year > last_year;
}

std::string iso(const Date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", date.year, date.month, date.day);
  return text;
}

std::optional<unsigned> read_year(std::string_view text) {
  text = trimmed(text);
  if (text.size() != 4 || !all_digits(text)) return std::nullopt;
  const unsigned year = number(text);
  return year >= 1900 && year < 2200 ? std::optional(year) : std::nullopt;
}

unsigned read_quarter(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return 0;
  const std::string folded = base::fold(text);
  const bool says_quarter = folded.find("trim") != std::string::npos;
  if (says_quarter && folded[0] >= '1' && folded[0] <= '4')
    return static_cast<unsigned>(folded[0] - '0');
  constexpr std::array<std::string_view, 4> starts = {"enero", "abril", "julio", "octubre"};
  for (std::size_t at = 0; at < starts.size(); ++at)
    if (folded.starts_with(starts[at])) return static_cast<unsigned>(at + 1);
  return 0;
}

}  // namespace edca::advertising
