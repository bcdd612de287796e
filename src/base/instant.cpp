#include "base/instant.hpp"

#include <chrono>

#include "base/ascii.hpp"

namespace edca::base {
namespace {

/// Reads parts of a date-time that stand at fixed places; one mismatch and all of it is none.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }

  /// Two digits, of a value of at most `most`.
  int two(std::size_t at, int most) {
    const int value = digit(at) * 10 + digit(at + 1);
    ok_ = ok_ && value <= most;
    return value;
  }
  int four(std::size_t at) { return two(at, 99) * 100 + two(at + 2, 99); }
  void is(std::size_t at, char c) { ok_ = ok_ && text_[at] == c; }

 private:
  int digit(std::size_t at) {
    ok_ = ok_ && is_digit(text_[at]);
    return text_[at] - '0';
  }

  std::string_view text_;
  bool ok_ = true;
};

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::int64_t days_before(int year, int month, int day) {
  constexpr int earlier[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const std::int64_t years = year;
  const std::int64_t days =
      years * 365 + (years + 3) / 4 - (years + 99) / 100 + (years + 399) / 400;
  return days + earlier[month - 1] + (month > 2 && is_leap(year) ? 1 : 0) + day - 1;
}

/// The digits of a fraction of a second, which `rest` loses; nothing when it is none.
std::optional<std::string_view> take_fraction(std::string_view& rest) {
  if (!rest.starts_with('.')) return std::string_view();
  std::size_t end = 1;
  while (end < rest.size() && is_digit(rest[end])) ++end;
  if (end == 1) return std::nullopt;
  const std::string_view digits = rest.substr(1, end - 1);
  rest.remove_prefix(end);
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

/// Seconds that `zone` lies behind UTC: "Z", "-06:00".
std::optional<std::int64_t> behind_utc(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  constexpr std::size_t length = 6;
  if (zone.size() != length || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  DateReader reader(zone);
  const std::int64_t hours = reader.two(1, 23);
  reader.is(3, ':');
  const std::int64_t minutes = reader.two(4, 59);
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  if (!reader.ok()) return std::nullopt;
  return zone[0] == '-' ? seconds : -seconds;
}

}  // namespace

std::optional<Instant> instant(std::string_view text) {
  constexpr std::size_t length = 19;  // 2025-01-31T23:59:59
  if (text.size() <= length) return std::nullopt;
  DateReader reader(text);
  const int year = reader.four(0);
  reader.is(4, '-');
  const int month = reader.two(5, 12);
  reader.is(7, '-');
  const int day = reader.two(8, 31);
  reader.is(10, text[10] == 't' ? 't' : 'T');
  const int hour = reader.two(11, 23);
  reader.is(13, ':');
  const int minute = reader.two(14, 59);
  reader.is(16, ':');
  const int second = reader.two(17, 59);
  if (!reader.ok() || month == 0 || day == 0 || day > days_in(year, month)) return std::nullopt;
  std::string_view rest = text.substr(length);
  const std::optional<std::string_view> fraction = take_fraction(rest);
  const std::optional<std::int64_t> offset = behind_utc(rest);
  if (!fraction || !offset) return std::nullopt;
  const std::int64_t of_day = hour * 3600 + minute * 60 + second;
  return Instant{days_before(year, month, day) * 86400 + of_day + *offset, *fraction};
}

std::string date_time(std::int64_t seconds) {
  using namespace std::chrono;
  constexpr std::int64_t first = -62'167'219'200;  // 0000-01-01
  constexpr std::int64_t last = 253'402'300'799;   // 9999-12-31
  if (seconds < first || seconds > last) return {};
  const sys_seconds time{std::chrono::seconds(seconds)};
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss<std::chrono::seconds> of_day(time - day);
  std::string text = "0000-00-00T00:00:00Z";
  const auto put = [&](std::size_t end, std::int64_t value) {
    for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  put(4, static_cast<int>(date.year()));
  put(7, static_cast<unsigned>(date.month()));
  put(10, static_cast<unsigned>(date.day()));
  put(13, of_day.hours().count());
  put(16, of_day.minutes().count());
  put(19, of_day.seconds().count());
  return text;
}

}  // namespace edca::base
