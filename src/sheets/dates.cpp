#include "sheets/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

namespace edca::sheets {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t last_serial = 2'958'465;  // 9999-12-31
constexpr std::int64_t false_day = 60;

void append_padded(std::int64_t number, std::size_t width, std::string& out) {
  const std::string digits = std::to_string(number);
  out.append(width - std::min(width, digits.size()), '0').append(digits);
}

void append_time(std::int64_t seconds, std::string& out) {
  append_padded(seconds / 3600, 2, out);
  out += ':';
  append_padded(seconds / 60 % 60, 2, out);
  out += ':';
  append_padded(seconds % 60, 2, out);
}

void append_date(std::chrono::sys_days day, std::string& out) {
  const std::chrono::year_month_day date(day);
  append_padded(static_cast<int>(date.year()), 4, out);
  out += '-';
  append_padded(static_cast<unsigned>(date.month()), 2, out);
  out += '-';
  append_padded(static_cast<unsigned>(date.day()), 2, out);
}

/// A number with as many digits as there must be; taken away from the text, with the sign behind it
/// if one must follow.
std::optional<unsigned> take(std::string_view& text, std::size_t digits, char behind = '\0') {
  unsigned number = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
  if (error != std::errc() || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  if (behind == '\0') return number;
  if (!text.starts_with(behind)) return std::nullopt;
  text.remove_prefix(1);
  return number;
}

/// Seconds of a time "10:00:00.25", rounded, up to 86400; what stands behind it stays in the text.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hours = take(text, 2, ':');
  const auto minutes = hours ? take(text, 2) : std::nullopt;
  if (!minutes || *hours > 24 || *minutes > 59) return std::nullopt;
  std::int64_t seconds = std::int64_t{*hours} * 3600 + std::int64_t{*minutes} * 60;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    const auto given = take(text, 2);
    if (!given || *given > 60) return std::nullopt;
    seconds += *given;
    if (text.starts_with('.') || text.starts_with(',')) {
      text.remove_prefix(1);
      if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
      seconds += text[0] >= '5' ? 1 : 0;
      text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    }
  }
  if (seconds > day_seconds) return std::nullopt;
  return seconds;
}

bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
}

}  // namespace

bool append_serial_date(std::string_view days, bool from_1904, std::string& out) {
  // Days up to 9999-12-31 in seconds are far within what a double holds exactly.
  double number = 0;
  const auto [end, error] = std::from_chars(days.data(), days.data() + days.size(), number);
  if (error != std::errc() || end != days.data() + days.size()) return false;
  if (!(number >= 0) || number > static_cast<double>(last_serial + 1)) return false;
  const std::int64_t seconds = std::llround(number * static_cast<double>(day_seconds));
  const std::int64_t day = seconds / day_seconds;
  const std::int64_t time = seconds % day_seconds;
  if (day == 0 && (time != 0 || !from_1904)) {
    append_time(time, out);
    return true;
  }
  const std::int64_t last = from_1904 ? last_serial - 1462 : last_serial;
  if (day > last || (!from_1904 && day == false_day)) return false;
  using std::chrono::sys_days;
  const sys_days first = from_1904 ? sys_days{std::chrono::year{1904} / 1 / 1}
                                   : sys_days{std::chrono::year{1899} / 12 / 31};
  const std::int64_t behind = !from_1904 && day > false_day ? day - 1 : day;
  append_date(first + std::chrono::days(behind), out);
  if (time == 0) return true;
  out += 'T';
  append_time(time, out);
  return true;
}

bool append_iso_date(std::string_view text, std::string& out) {
  const auto year = take(text, 4, '-');
  const auto month = year ? take(text, 2, '-') : std::nullopt;
  const auto day = month ? take(text, 2) : std::nullopt;
  if (!day) return false;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day));
  std::int64_t seconds = 0;
  if (text.starts_with('T') || text.starts_with(' ')) {
    text.remove_prefix(1);
    const auto time = take_time(text);
    if (!time) return false;
    seconds = *time;
  }
  if (!date.ok() || !is_zone(text)) return false;
  append_date(std::chrono::sys_days(date) + std::chrono::days(seconds / day_seconds), out);
  if (seconds % day_seconds == 0) return true;
  out += 'T';
  append_time(seconds % day_seconds, out);
  return true;
}

bool append_duration(std::string_view text, std::string& out) {
  if (!text.starts_with("PT")) return false;
  text.remove_prefix(2);
  std::int64_t seconds = 0;
  std::string_view units = "HMS";
  std::int64_t unit = 3600;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + length, number);
    if (error != std::errc() || length == text.size() || number > day_seconds) return false;
    text.remove_prefix(length);
    bool up = false;
    if (text[0] == '.' || text[0] == ',') {
      text.remove_prefix(1);
      up = !text.empty() && text[0] >= '5' && text[0] <= '9';
      text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
      if (!text.starts_with('S')) return false;
    }
    const std::size_t at = text.empty() ? std::string_view::npos : units.find(text[0]);
    if (at == std::string_view::npos) return false;
    for (std::size_t passed = 0; passed < at; ++passed) unit /= 60;
    seconds += number * unit + (up ? 1 : 0);
    unit /= 60;
    units.remove_prefix(at + 1);
    text.remove_prefix(1);
  }
  if (seconds >= day_seconds) return false;
  append_time(seconds, out);
  return true;
}

}  // namespace edca::sheets
