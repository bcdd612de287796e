#include "merge/dates.hpp"

namespace edca::merge {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads a date-time from left to right; one mismatch and all later reads fail.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }

  /// Exactly `digits` digits, of a value from `least` to `most`.
  int number(std::size_t digits, int least, int most) {
    int value = 0;
    ok_ = ok_ && text_.size() >= digits;
    for (std::size_t at = 0; ok_ && at < digits; ++at) {
      ok_ = is_digit(text_[at]);
      value = value * 10 + (text_[at] - '0');
    }
    ok_ = ok_ && least <= value && value <= most;
    if (ok_) text_.remove_prefix(digits);
    return value;
  }

  /// One of the characters; which one.
  char one_of(std::string_view choices) {
    ok_ = ok_ && !text_.empty() && choices.find(text_.front()) != std::string_view::npos;
    if (!ok_) return 0;
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }

  std::string_view fraction() {
    if (!ok_ || text_.empty() || text_.front() != '.') return {};
    std::size_t end = 1;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    ok_ = end > 1;
    std::string_view digits = text_.substr(1, end - 1);
    text_.remove_prefix(end);
    return digits.substr(0, digits.find_last_not_of('0') + 1);
  }

 private:
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
  const std::int64_t years = year;
  std::int64_t days = years * 365 + (years + 3) / 4 - (years + 99) / 100 + (years + 399) / 400;
  for (int earlier = 1; earlier < month; ++earlier) days += days_in(year, earlier);
  return days + day - 1;
}

}  // namespace

std::optional<Instant> instant(std::string_view text) {
  DateReader reader(text);
  const int year = reader.number(4, 0, 9999);
  reader.one_of("-");
  const int month = reader.number(2, 1, 12);
  reader.one_of("-");
  const int day = reader.number(2, 1, 31);
  if (!reader.ok() || day > days_in(year, month)) return std::nullopt;
  reader.one_of("Tt");
  const int hour = reader.number(2, 0, 23);
  reader.one_of(":");
  const int minute = reader.number(2, 0, 59);
  reader.one_of(":");
  const int second = reader.number(2, 0, 59);
  const std::string_view fraction = reader.fraction();
  const char sign = reader.one_of("Zz+-");
  std::int64_t offset = 0;
  if (sign == '+' || sign == '-') {
    offset = reader.number(2, 0, 23) * 3600;
    reader.one_of(":");
    offset += reader.number(2, 0, 59) * 60;
    if (sign == '+') offset = -offset;
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  const std::int64_t of_day = hour * 3600 + minute * 60 + second;
  return Instant{days_before(year, month, day) * 86400 + of_day + offset, fraction};
}

}  // namespace edca::merge
