#include "schema/diagnose.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "schema/formats.hpp"

#include <algorithm>

namespace edca::schema {
namespace {

using base::is_digit;
using base::is_letter;
using base::is_white;
using base::trim;

bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Reads a text from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : rest_(text) {}

  bool done() const noexcept { return rest_.empty(); }
  char peek() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(char c) noexcept {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view digits() noexcept {
    std::size_t size = 0;
    while (size < rest_.size() && is_digit(rest_[size])) ++size;
    const std::string_view run = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return run;
  }

  bool spaces() noexcept {
    const std::size_t before = rest_.size();
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), before));
    return rest_.size() != before;
  }

 private:
  std::string_view rest_;
};

enum class Order { year_first, day_first, one_digit_year, two_digit_year, long_year, compact };

/// What could be read of a text that may be meant as a date and time.
struct Parts {
  Order order = Order::year_first;
  std::string_view year, month, day;
  bool has_time = false;
  std::string_view hour, minute, second, fraction;  ///< second may be empty
  bool space = false;                               ///< for the T, or before the offset
  char mark = '\0';                                 ///< before the fraction, "." or ","
  std::string offset;                               ///< as RFC 3339 spells it; empty: missing
};

bool short_number(std::string_view digits) noexcept {
  return digits.size() == 1 || digits.size() == 2;
}

unsigned value(std::string_view digits) noexcept {
  unsigned result = 0;
  for (const char c : digits.substr(0, 4)) result = result * 10 + static_cast<unsigned>(c - '0');
  return result;
}

bool read_compact(std::string_view run, Parts& parts) noexcept {
  parts.order = Order::compact;
  parts.year = run.substr(0, 4);
  parts.month = run.substr(4, 2);
  parts.day = run.substr(6, 2);
  if (run.size() == 14) {
    parts.has_time = true;
    parts.hour = run.substr(8, 2);
    parts.minute = run.substr(10, 2);
    parts.second = run.substr(12, 2);
  }
  return true;
}

bool plausible_day_first(std::string_view first, std::string_view second) noexcept {
  const unsigned one = value(first);
  const unsigned two = value(second);
  return one != 0 && two != 0 && one <= 31 && two <= 31 && (one <= 12 || two <= 12);
}

bool read_date(Cursor& cursor, Parts& parts) noexcept {
  const std::string_view first = cursor.digits();
  if (first.size() == 8 || first.size() == 14) return read_compact(first, parts);
  const char separator = cursor.peek();
  if (separator != '-' && separator != '/' && separator != '.') return false;
  cursor.take(separator);
  const std::string_view second = cursor.digits();
  if (!short_number(second) || !cursor.take(separator)) return false;
  const std::string_view third = cursor.digits();
  if (first.size() == 4 && short_number(third)) {
    parts.year = first;
    parts.month = second;
    parts.day = third;
    return true;
  }
  if (!short_number(first)) {
    parts.order = Order::long_year;
    return !first.empty() && short_number(third);
  }
  if (third.size() == 4) {
    parts.order = Order::day_first;
    return plausible_day_first(first, second);
  }
  if (third.size() == 1) {
    // 1/1/1, 01/01/1; in 24-5-1 the year comes first.
    const bool last = first.size() == 1 || (second.size() == 2 && value(first) <= 31);
    parts.order = last ? Order::one_digit_year : Order::two_digit_year;
    return true;
  }
  // 1-01-01 is the year 1; in 1/01/15 and 1-1-15 the day comes first.
  const bool padded = separator == '-' && second.size() == 2;
  parts.order = first.size() == 1 && padded ? Order::one_digit_year : Order::two_digit_year;
  return third.size() == 2;
}

bool read_time(Cursor& cursor, Parts& parts) noexcept {
  parts.has_time = true;
  parts.hour = cursor.digits();
  if (parts.hour.size() == 6) {
    parts.second = parts.hour.substr(4);
    parts.minute = parts.hour.substr(2, 2);
    parts.hour = parts.hour.substr(0, 2);
    return true;
  }
  if (!short_number(parts.hour) || !cursor.take(':')) return false;
  parts.minute = cursor.digits();
  if (!short_number(parts.minute)) return false;
  if (!cursor.take(':')) return true;
  parts.second = cursor.digits();
  return short_number(parts.second);
}

/// Accepts also -0600, -06 and -06-00.
bool read_offset(Cursor& cursor, Parts& parts) {
  const char sign = cursor.peek();
  if (cursor.take('Z') || cursor.take('z')) {
    parts.offset = "Z";
    return cursor.done();
  }
  if (!cursor.take('+') && !cursor.take('-')) return false;
  const std::string_view hours = cursor.digits();
  std::string_view minutes = "00";
  if (hours.size() == 4) {
    minutes = hours.substr(2);
  } else if (hours.size() != 2) {
    return false;
  } else if (cursor.take(':') || cursor.take('-')) {
    minutes = cursor.digits();
    if (minutes.size() != 2) return false;
  }
  parts.offset = sign;
  parts.offset.append(hours.substr(0, 2)).append(":").append(minutes);
  return cursor.done();
}

/// Whether the whole text could be read.
bool read(std::string_view text, Parts& parts) {
  Cursor cursor(text);
  if (!read_date(cursor, parts)) return false;
  if (!parts.has_time) {
    if (cursor.done()) return true;
    const bool letter = cursor.take('T') || cursor.take('t');
    if (letter && cursor.done()) return true;
    if (!letter) parts.space = cursor.spaces();
    if ((!letter && !parts.space) || !read_time(cursor, parts)) return false;
  }
  const char mark = cursor.peek();
  if (mark == '.' || mark == ',') {
    cursor.take(mark);
    parts.mark = mark;
    parts.fraction = cursor.digits();
  }
  if (cursor.done()) return true;
  if (cursor.spaces()) parts.space = true;
  return read_offset(cursor, parts);
}

void append_padded(std::string& out, std::string_view digits) {
  if (digits.size() == 1) out += '0';
  out += digits;
}

std::string date_of(const Parts& parts) {
  std::string out(parts.year);
  append_padded(out += '-', parts.month);
  append_padded(out += '-', parts.day);
  return out;
}

bool is_date(const std::string& date) {
  return is_date_time(date + "T00:00:00Z");
}

/// The day after a date that exists; empty after the end of the year 9999.
std::string next_day(const std::string& date) {
  const auto two = [](unsigned number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  const unsigned year = value(date.substr(0, 4));
  const unsigned month = value(date.substr(5, 2));
  std::string next = date.substr(0, 8) + two(value(date.substr(8, 2)) + 1);
  if (is_date(next)) return next;
  if (month < 12) return date.substr(0, 5) + two(month + 1) + "-01";
  return year < 9999 ? two((year + 1) / 100) + two((year + 1) % 100) + "-01-01" : std::string();
}

bool is_midnight(const Parts& parts) noexcept {
  return value(parts.minute) == 0 && value(parts.second) == 0 &&
         parts.fraction.find_first_not_of('0') == std::string_view::npos;
}

/// The text as RFC 3339 spells it; empty when something in it is missing or impossible.
std::string mended(const Parts& parts) {
  std::string date = date_of(parts);
  std::string_view hour = parts.hour;
  if (value(hour) == 24 && is_date(date) && is_midnight(parts)) {
    date = next_day(date);
    hour = "00";
  }
  std::string out = date + 'T';
  append_padded(out, hour);
  append_padded(out += ':', parts.minute);
  append_padded(out += ':', parts.second);
  if (!parts.fraction.empty()) out.append(".").append(parts.fraction);
  out += parts.offset;
  return is_date_time(out) ? out : std::string();
}

bool is_time(const Parts& parts) noexcept {
  return !parts.second.empty() && value(parts.hour) < 24 && value(parts.minute) < 60 &&
         value(parts.second) < 60;
}

std::string_view variant_of_time(const Parts& parts) noexcept {
  if (value(parts.minute) < 60) {
    if (value(parts.hour) == 24) return "hour-24";
    if (value(parts.hour) < 24 && value(parts.second) == 60) return "second-60";
  }
  if (!is_time(parts)) return "other";
  if (parts.space) return "space";
  if (parts.mark == ',' && !parts.fraction.empty()) return "fraction-comma";
  if (parts.mark == '.' && parts.fraction.empty() && !parts.offset.empty()) return "offset-dot";
  return "other";
}

std::string_view variant_of(const Parts& parts) {
  if (parts.order == Order::day_first) return "day-first";
  if (parts.order == Order::one_digit_year) return "one-digit-year";
  if (parts.order == Order::two_digit_year) return "two-digit-year";
  if (parts.order == Order::long_year) return "year-length";
  const bool compact = parts.order == Order::compact;
  if (!compact && value(parts.year) == 0) return "year-zero";
  if (!is_date(date_of(parts))) return compact ? "other" : "impossible-day";
  if (compact) return parts.has_time && !is_time(parts) ? "other" : "compact";
  if (!parts.has_time) return "date-only";
  return variant_of_time(parts);
}

/// Where the scheme and its colon end; 0 when there is none.
std::size_t scheme_end(std::string_view text) noexcept {
  if (text.empty() || !is_letter(text.front())) return 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ':') return at + 1;
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

bool starts_with_http(std::string_view text) noexcept {
  static constexpr std::string_view name = "http";
  if (text.size() < name.size()) return false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) | 0x20U) != static_cast<unsigned char>(name[at])) {
      return false;
    }
  }
  return true;
}

/// Whether a text without a scheme is an address all the same, not a word such as "N/A".
bool is_address(std::string_view text) noexcept {
  if (text.size() > 1 && (text.front() == '/' || starts_with_http(text))) return true;
  std::size_t label = 0;
  bool dots = false;
  for (const char c : text) {
    if (c == '/' || c == '?' || c == '#' || c == ':') break;
    if (c == '.') {
      if (label == 0) return false;
      dots = true;
      label = 0;
    } else if (is_letter(c) || is_digit(c) || c == '-' || c == '_' || !is_ascii(c)) {
      ++label;
    } else {
      return false;
    }
  }
  return dots && label >= 2;
}

/// Whether a second address follows the first, after a space or a comma.
bool holds_two(std::string_view text, std::size_t scheme) noexcept {
  for (std::size_t at = text.find("://", scheme + 2); at != std::string_view::npos;
       at = text.find("://", at + 3)) {
    std::size_t begin = at;
    while (begin > scheme && is_letter(text[begin - 1]) && at - begin < 5) --begin;
    const char before = text[begin - 1];
    if (starts_with_http(text.substr(begin)) &&
        (is_white(before) || before == ',' || before == ';'))
      return true;
  }
  return false;
}

bool has_bad_percent(std::string_view text) noexcept {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const std::string_view digits = text.substr(at + 1, 2);
    if (digits.size() < 2) return true;
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) return true;
  }
  return false;
}

/// Percent-encodes what a URI may not hold; empty when that does not make it one.
std::string encoded(std::string_view text, std::size_t scheme) {
  static constexpr char hex[] = "0123456789ABCDEF";
  static constexpr std::string_view outside = " \"<>[]^`{|}";
  std::size_t path = scheme;
  if (text.substr(scheme).starts_with("//")) path = text.find_first_of("/?#", scheme + 2);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if ((is_ascii(c) && c < ' ') || c == '\x7f') return {};
    if (is_ascii(c) && (at < path || outside.find(c) == std::string_view::npos)) {
      out += c;
      continue;
    }
    out.append(
        {'%', hex[static_cast<unsigned char>(c) >> 4U], hex[static_cast<unsigned char>(c) & 15U]});
  }
  return is_uri(out) && base::is_utf8(text) ? out : std::string();
}

/// "Sin dato", "N/A": nothing in it is a part of an address.
bool is_words(std::string_view text) {
  if (text.find_first_of("@:\\") != std::string_view::npos) return false;
  const auto stands_in_name = [](char c) { return c != '.' && c != ' '; };
  for (std::size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
    if (at > 0 && stands_in_name(text[at - 1]) && at + 1 < text.size() &&
        stands_in_name(text[at + 1])) {
      return false;
    }
  }
  return true;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::string_view diagnose_date_time(std::string_view text, std::string& hint) {
  hint.clear();
  const std::string_view inner = trim(text);
  if (inner.empty()) return "empty";
  if (is_date_time(std::string(inner) + 'Z')) return "offset-missing";
  Parts parts;
  if (!read(inner, parts)) return has_digit(inner) ? "other" : "words";
  if (parts.has_time && (parts.order == Order::year_first || parts.order == Order::compact)) {
    hint = mended(parts);
    if (hint == text) hint.clear();
  }
  return variant_of(parts);
}

std::string_view diagnose_uri(std::string_view text, std::string& hint) {
  hint.clear();
  const std::string_view inner = trim(text);
  if (inner.empty()) return "empty";
  if (inner.size() != text.size() && is_uri(inner)) {
    hint = inner;
    return "spaces";
  }
  const std::size_t scheme = scheme_end(inner);
  if (scheme == 0) {
    if (is_address(inner)) return "scheme-missing";
    return is_words(inner) ? "words" : "other";
  }
  const bool white = inner.find_first_of(" \t\n\v\f\r") != std::string_view::npos;
  if (white && !inner.substr(scheme).starts_with("//")) return "other";
  if (holds_two(inner, scheme)) return "other";
  if (has_bad_percent(inner)) return "percent";
  hint = encoded(inner, scheme);
  if (hint == text) hint.clear();
  if (white) return "spaces";
  for (const char c : inner) {
    if (!is_ascii(c)) return "non-ascii";
  }
  return "other";
}

}  // namespace edca::schema
