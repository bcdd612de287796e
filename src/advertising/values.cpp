#include "advertising/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "advertising/standard.hpp"
#include "base/ascii.hpp"
#include "base/text.hpp"

namespace edca::advertising {
namespace {

using base::is_digit;

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

/// "0:00", "10:20:00", "10:20:00.000Z", "12:00:00 a. m."
bool is_time(std::string_view text) {
  const std::size_t hour = std::min(text.find_first_not_of("0123456789"), text.size());
  if (hour == 0 || hour > 2 || number(text.substr(0, hour)) > 23) return false;
  text = text.substr(hour);
  std::size_t parts = 0;
  for (; parts < 2 && text.size() >= 3 && text[0] == ':'; ++parts) {
    if (!all_digits(text.substr(1, 2)) || number(text.substr(1, 2)) > 59) return false;
    text = text.substr(3);
  }
  if (parts == 0) return false;
  if (parts == 2 && text.starts_with('.')) {
    const std::size_t fraction = std::min(text.find_first_not_of("0123456789", 1), text.size());
    if (fraction == 1) return false;
    text = text.substr(fraction);
  }
  if (text.empty() || text == "Z") return true;
  const std::string half = plain_heading(text);
  return half == "am" || half == "pm";
}

/// Where a day ends behind which a time stands; else the size of the text.
std::size_t before_time(std::string_view text) {
  constexpr std::size_t longest = 48;  // "30-septiembre-2016 12:00:00.000000 a. m."
  if (text.size() > longest) return text.size();
  for (std::size_t at = text.find_first_of(" T"); at != std::string_view::npos;
       at = text.find_first_of(" T", at + 1)) {
    if (at > 0 && is_digit(text[at - 1]) && is_time(text.substr(at + 1))) return at;
  }
  return text.size();
}

/// A day without a time.
Date read_day(std::string_view text) {
  if (text.empty() || text == "0000-00-00") return {};
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const std::string_view day = text.substr(8, 2);
    const bool digits =
        all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) && all_digits(day);
    if (digits) {
      return day_of(Form::plain, number(text.substr(0, 4)), number(text.substr(5, 2)), number(day));
    }
  }
  return read_day_first(text);
}

/// The only digit from 1 to 4 that stands alone; 0 where there is none or another one.
unsigned lone_digit(std::string_view text) {
  unsigned found = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool alone =
        (at == 0 || !is_digit(text[at - 1])) && (at + 1 == text.size() || !is_digit(text[at + 1]));
    if (!alone || text[at] < '1' || text[at] > '4') continue;
    if (found != 0) return 0;
    found = static_cast<unsigned>(text[at] - '0');
  }
  return found;
}

/// Which month is named last, from 0; months.size() for none.
std::size_t last_month(std::string_view folded) {
  std::size_t last = months.size();
  std::size_t furthest = 0;
  for (std::size_t month = 0; month < months.size(); ++month) {
    const std::size_t at = folded.rfind(months[month]);
    if (at == std::string_view::npos || at < furthest) continue;
    furthest = at;
    last = month;
  }
  return last;
}

}  // namespace

std::string amount_text(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (is_digit(c) || c == '.' || c == '-') digits += c;
  return digits;
}

namespace {

/// "1234.00": nothing but digits, and one point between them at most.
bool is_short_and_plain(std::string_view text) {
  constexpr std::size_t longest = 18;
  if (text.size() > longest || !is_digit(text.front()) || !is_digit(text.back())) return false;
  std::size_t points = 0;
  for (const char c : text) {
    if (c == '.') {
      ++points;
    } else if (!is_digit(c)) {
      return false;
    }
  }
  return points < 2;
}

}  // namespace

Amount read_amount(std::string_view text) {
  if (text.empty()) return {};
  if (is_short_and_plain(text)) {
    if (const auto value = base::Decimal::nearest(text)) return {Form::plain, *value};
  }
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
      return {decimal_comma ? Form::comma : Form::wrong, {}};
    }
  }
  const auto value =
      base::Decimal::nearest(amount.form == Form::plain ? std::string(text) : amount_text(text));
  if (!value) return {Form::wrong, {}};
  amount.value = *value;
  return amount;
}

Date read_date(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = before_time(text);
  Date date = read_day(text.substr(0, end));
  if (end < text.size() && date.form == Form::plain) date.form = Form::decorated;
  return date;
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
  const std::string folded = base::fold(trimmed(text));
  if (folded.find("cuatrim") != std::string::npos) return 0;
  if (folded.find("trim") != std::string::npos) {
    if (const unsigned digit = lone_digit(folded); digit != 0) return digit;
  }
  for (std::size_t first = 0; first < months.size(); first += 3) {
    if (!folded.starts_with(months[first])) continue;
    const std::size_t last = last_month(folded);
    return last == first || last == first + 2 ? static_cast<unsigned>(first / 3 + 1) : 0;
  }
  return 0;
}

}  // namespace edca::advertising
