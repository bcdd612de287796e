#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/ascii.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "rows/values.hpp"

namespace edca::rows {
namespace {

using base::is_digit;

constexpr int first_year = 1900;
constexpr int last_year = 2100;

struct Local {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_of(int year, int month) {
  constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && is_leap(year)) return 29;
  return days[static_cast<std::size_t>(month - 1)];
}

/// Days since 1970 of the calendar of today.
/// https://howardhinnant.github.io/date_algorithms.html#days_from_civil
int day_number(int year, int month, int day) {
  const int from_march = month <= 2 ? year - 1 : year;
  const int era = (from_march >= 0 ? from_march : from_march - 399) / 400;
  const int of_era = from_march - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/// The day of the first, or last, Sunday of a month.
int sunday(int year, int month, bool last) {
  const int day = last ? days_of(year, month) : 7;
  const int weekday = ((day_number(year, month, day) + 4) % 7 + 7) % 7;
  return day - weekday;
}

/// Summer time in the middle of Mexico: from the first Sunday of April to the last of October, 1996
/// to 2022; in 2001 from May to September. https://www.diputados.gob.mx/LeyesBiblio/pdf/LHHM.pdf
bool is_summer(const Local& at) {
  if (at.year < 1996 || at.year > 2022) return false;
  const int from = at.year == 2001 ? 5 : 4;
  const int to = at.year == 2001 ? 9 : 10;
  if (at.month < from || at.month > to) return false;
  if (at.month > from && at.month < to) return true;
  const int now = at.month * 10000 + at.day * 100 + at.hour;
  return now >= from * 10000 + sunday(at.year, from, false) * 100 + 2 &&
         now < to * 10000 + sunday(at.year, to, true) * 100 + 2;
}

std::string two(int number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// The month that a name in Spanish or English begins with; 0 for other words.
int month_named(std::string_view folded) {
  constexpr std::array names = {"enero",     "febrero",   "marzo",    "abril",      "mayo",
                                "junio",     "julio",     "agosto",   "septiembre", "octubre",
                                "noviembre", "diciembre", "january",  "february",   "march",
                                "april",     "may",       "june",     "july",       "august",
                                "september", "october",   "november", "december",   "setiembre"};
  while (folded.ends_with('.')) folded.remove_suffix(1);
  if (folded.size() < 3) return 0;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const std::string_view name = names[at];
    if (name != folded && name.substr(0, 3) != folded && name.substr(0, 4) != folded) continue;
    return at == 24 ? 9 : static_cast<int>(at % 12) + 1;
  }
  return 0;
}

/// Digits and words, and what stands between them.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < text.size();) {
    const bool digit = is_digit(text[at]);
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; };
    if (!digit && !letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (digit ? is_digit(text[end]) : letter(text[end]))) ++end;
    const std::string_view part = text.substr(at, end - at);
    if (part != "de" && part != "del") parts.push_back(part);
    at = end;
  }
  return parts;
}

/// "10:00", "10:00:30" behind a date.
bool read_time(std::string_view text, Local& at) {
  std::vector<std::string_view> parts;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(':');
    parts.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (parts.size() == 3) parts[2] = parts[2].substr(0, parts[2].find('.'));
  if (parts.size() < 2 || parts.size() > 3) return false;
  for (const std::string_view part : parts) {
    if (part.empty() || part.size() > 2 || !std::ranges::all_of(part, is_digit)) return false;
  }
  at.hour = number_of(parts[0]);
  at.minute = number_of(parts[1]);
  at.second = parts.size() == 3 ? number_of(parts[2]) : 0;
  return at.hour < 24 && at.minute < 60 && at.second < 60;
}

/// Takes the time off the end of a text; "" of the zone where there is none.
bool split_time(std::string_view& text, Local& at) {
  std::size_t space = text.find_first_of(" T");
  while (space != std::string_view::npos && text.find(':', space) != std::string_view::npos &&
         (space + 1 >= text.size() || !is_digit(text[space + 1]) ||
          text.find(':', space) > space + 3)) {
    space = text.find_first_of(" T", space + 1);
  }
  if (space == std::string_view::npos || text.find(':', space) == std::string_view::npos) {
    return text.find(':') == std::string_view::npos;
  }
  const std::string_view time = without_spaces(text.substr(space + 1));
  text = without_spaces(text.substr(0, space));
  return read_time(time, at);
}

Value date_of(const Local& at, std::string_view text, Note note, const Zone& zone) {
  if (at.month < 1 || at.month > 12 || at.day < 1 || at.day > days_of(at.year, at.month)) {
    return wrong(text, "tables.value/impossible-date");
  }
  if (at.year < first_year || at.year > last_year) {
    return wrong(text, "tables.value/year", {{"year", std::to_string(at.year)}});
  }
  Value value;
  value.text = std::to_string(at.year) + "-" + two(at.month) + "-" + two(at.day) + "T" +
               two(at.hour) + ":" + two(at.minute) + ":" + two(at.second) +
               zone.offset(at.year, at.month, at.day, at.hour);
  value.json = json_text(value.text);
  value.note = note;
  return value;
}

/// A number of days, as spreadsheet programs count them.
Value date_of_serial(std::string_view text, Local at, const Zone& zone) {
  const int days = text.size() > 5 ? 0 : number_of(text);
  // A year alone is no day of 1905.
  if (text.size() == 4 && days >= first_year && days <= last_year) {
    return wrong(text, "tables.value/month-only");
  }
  constexpr int first_certain = 61;  // a day of February 1900 is counted that was not
  constexpr int most = 73050;        // in 2099
  if (days < first_certain || days > most) return wrong(text, "tables.value/serial");
  int left = days - 61 + 59;  // since the first of January 1900
  for (at.year = 1900; left >= (is_leap(at.year) ? 366 : 365); ++at.year) {
    left -= is_leap(at.year) ? 366 : 365;
  }
  for (at.month = 1; left >= days_of(at.year, at.month); ++at.month) {
    left -= days_of(at.year, at.month);
  }
  at.day = left + 1;
  return date_of(at, text, base::RuleId("tables.read/serial-date"), zone);
}

int whole_year(std::string_view digits, Note& note) {
  if (digits.size() == 4) return number_of(digits);
  note = base::RuleId("tables.read/short-year");
  return 2000 + number_of(digits);
}

/// Takes the part of a day behind a number of days off the end of a text: "45351.5" is noon.
void split_day(std::string_view& text, Local& at) {
  constexpr std::size_t days = 5;  // digits that they have since 1927
  if (text.size() <= days + 1 || text[days] != '.') return;
  const auto digit = [](char c) { return is_digit(c); };
  if (!std::ranges::all_of(text.substr(0, days), digit)) return;
  if (!std::ranges::all_of(text.substr(days + 1), digit)) return;
  double part = 0;
  std::from_chars(text.data() + days, text.data() + text.size(), part);
  const int seconds = std::min(static_cast<int>(part * 86400 + 0.5), 86399);
  at.hour = seconds / 3600;
  at.minute = seconds / 60 % 60;
  at.second = seconds % 60;
  text = text.substr(0, days);
}

/// Three parts: day, month and year, in the order of Mexico or with the year first.
Value date_of_parts(const std::vector<std::string_view>& parts, Local at, std::string_view text,
                    const Zone& zone) {
  const auto number = [](std::string_view part) { return is_digit(part[0]); };
  Note note;
  if (!number(parts[0]) || !number(parts[2]) || parts[0].size() > 4 || parts[2].size() > 4) {
    return wrong(text, "tables.value/date");
  }
  if (parts[0].size() == 4) {
    if (!number(parts[1]) || parts[2].size() > 2) return wrong(text, "tables.value/date");
    at.year = number_of(parts[0]);
    at.month = number_of(parts[1]);
    at.day = number_of(parts[2]);
    const bool iso = text.find('-') == 4 && parts[1].size() == 2 && parts[2].size() == 2;
    if (!iso) note = base::RuleId("tables.read/year-first");
    return date_of(at, text, note, zone);
  }
  if (parts[0].size() > 2 || parts[2].size() == 3 || parts[2].size() == 1) {
    return wrong(text, "tables.value/date");
  }
  at.day = number_of(parts[0]);
  at.month = number(parts[1]) ? number_of(parts[1]) : month_named(parts[1]);
  if (number(parts[1])) {
    const bool either = at.day <= 12 && at.month <= 12 && at.day != at.month;
    note = either ? base::RuleId("tables.read/either-date") : base::RuleId("tables.read/day-first");
  } else {
    note = base::RuleId("tables.read/month-name");
  }
  at.year = whole_year(parts[2], note);
  if (number(parts[1]) && at.month > 12 && at.month <= 31 && at.day <= 12) {
    return wrong(text, "tables.value/month-first");
  }
  return date_of(at, text, note, zone);
}

}  // namespace

Zone::Zone(std::string_view name) {
  if (name.empty() || name == "America/Mexico_City") return;
  if (name == "Z" || name == "UTC") {
    fixed_ = "Z";
    return;
  }
  const bool offset = name.size() == 6 && (name[0] == '-' || name[0] == '+') && name[3] == ':' &&
                      base::instant("2020-01-01T00:00:00" + std::string(name));
  if (!offset) {
    throw Error(ErrorKind::usage, "tables.timezone", {{"timezone", std::string(name)}});
  }
  fixed_ = std::string(name);
}

std::string Zone::offset(int year, int month, int day, int hour) const {
  if (!fixed_.empty()) return fixed_;
  return is_summer({year, month, day, hour, 0, 0}) ? "-05:00" : "-06:00";
}

Value read_date(std::string_view text, const Zone& zone) {
  if (base::instant(text)) {
    Value value;
    value.text = std::string(text);
    value.json = json_text(text);
    return value;
  }
  Local at;
  const std::string folded = base::fold(text);
  std::string_view rest = folded;
  // The mark between date and time is a capital letter.
  if (text.size() > 10 && text[10] == 'T') rest = text;
  if (!split_time(rest, at)) return wrong(text, "tables.value/date");
  split_day(rest, at);
  if (std::ranges::all_of(rest, is_digit)) return date_of_serial(rest, at, zone);
  const std::vector<std::string_view> parts = parts_of(rest);
  if (parts.size() == 3) {
    Value value = date_of_parts(parts, at, rest, zone);
    if (value.wrong) return wrong(text, *value.wrong, value.arguments);
    return value;
  }
  const bool month_only =
      parts.size() == 2 && (month_named(parts[0]) != 0 || is_digit(parts[0][0]));
  return wrong(text, month_only ? base::RuleId("tables.value/month-only") : "tables.value/date");
}

}  // namespace edca::rows
