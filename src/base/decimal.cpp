#include "base/decimal.hpp"

#include <algorithm>
#include <charconv>

namespace edca::base {
namespace {

constexpr int places_kept = 9;
constexpr std::size_t most_digits = 33;

__extension__ using Unsigned = unsigned __int128;

struct Quotient {
  Unsigned whole;
  bool half_over;  ///< whether half of the divisor or more is left
};

/// left * right / below, with a product of 256 bits between; nothing when it does not fit into 128.
/// `below` is less than 2^127 and not zero.
std::optional<Quotient> product_over(Unsigned left, Unsigned right, Unsigned below) {
  constexpr unsigned half = 64;
  constexpr Unsigned low_half = ~std::uint64_t{0};
  const Unsigned low = (left & low_half) * (right & low_half);
  const Unsigned cross = (left >> half) * (right & low_half) + (low >> half);
  const Unsigned other = (left & low_half) * (right >> half) + (cross & low_half);
  const Unsigned words[] = {(left >> half) * (right >> half) + (cross >> half) + (other >> half),
                            (other << half) | (low & low_half)};
  Unsigned rest = 0;
  Unsigned quotient = 0;
  for (const Unsigned word : words) {
    for (unsigned bit = 128; bit-- > 0;) {
      rest = (rest << 1U) | ((word >> bit) & 1U);
      if (quotient >> 127U) return std::nullopt;
      quotient <<= 1U;
      if (rest < below) continue;
      rest -= below;
      quotient |= 1U;
    }
  }
  return Quotient{quotient, rest >= below - rest};
}

}  // namespace

/// Short numbers without exponent, which are nearly all.
std::optional<Decimal> Decimal::read_plain(std::string_view number) {
  constexpr std::size_t longest = 18;
  if (number.empty() || number.size() > longest) return std::nullopt;
  std::int64_t units = 0;
  int places = -1;
  for (const char c : number) {
    if (c == '.' && places < 0) {
      places = 0;
    } else if (c >= '0' && c <= '9') {
      units = units * 10 + (c - '0');
      places += places < 0 ? 0 : 1;
    } else {
      return std::nullopt;
    }
  }
  if (places > places_kept) return std::nullopt;
  constexpr std::int64_t powers[places_kept + 1] = {
      1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  return Decimal(Wide{units} * powers[std::max(places, 0)]);
}

std::optional<Decimal> Decimal::read(std::string_view number) {
  return read_any(number, false);
}

std::optional<Decimal> Decimal::nearest(std::string_view number) {
  return read_any(number, true);
}

std::optional<Decimal> Decimal::read_any(std::string_view number, bool rounded) {
  if (const auto plain = read_plain(number)) return plain;
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const std::size_t mark = number.find_first_of("eE");
  if (number.substr(0, mark).find_first_of("123456789") == std::string_view::npos) return Decimal();
  std::int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    std::string_view power = number.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (read.ec != std::errc() || exponent > 100 || exponent < -100) return std::nullopt;
    number = number.substr(0, mark);
  }
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (point < number.size()) digits += number.substr(point + 1);
  exponent -= static_cast<std::int64_t>(digits.size() - point);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (digits.ends_with('0')) {
    digits.pop_back();
    ++exponent;
  }
  const std::int64_t shift = exponent + places_kept;
  if (shift < 0 && !rounded) return std::nullopt;
  const std::int64_t size = static_cast<std::int64_t>(digits.size()) + shift;
  if (size < 0) return Decimal();
  if (size > static_cast<std::int64_t>(most_digits)) return std::nullopt;
  const auto kept = static_cast<std::size_t>(size);
  const bool up = kept < digits.size() && digits[kept] >= '5';
  digits.resize(kept, '0');
  Wide units = 0;
  for (const char digit : digits) units = units * 10 + (digit - '0');
  units += up ? 1 : 0;
  return Decimal(negative ? -units : units);
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  Wide sum = 0;
  if (__builtin_add_overflow(units_, other.units_, &sum)) return std::nullopt;
  return Decimal(sum);
}

std::optional<Decimal> Decimal::minus(const Decimal& other) const {
  Wide difference = 0;
  if (__builtin_sub_overflow(units_, other.units_, &difference)) return std::nullopt;
  return Decimal(difference);
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
  Wide product = 0;
  if (__builtin_mul_overflow(units_, other.units_, &product)) return std::nullopt;
  return Decimal(product / one);
}

std::optional<Decimal> Decimal::percent(std::int64_t percent) const {
  Wide product = 0;
  if (__builtin_mul_overflow(units_, Wide{percent}, &product)) return std::nullopt;
  return Decimal(product / 100);
}

std::optional<Decimal> Decimal::share(const Decimal& part, const Decimal& whole,
                                      unsigned places) const {
  if (whole.units_ == 0) return std::nullopt;
  const auto size = [](Wide number) {
    return number < 0 ? -static_cast<Unsigned>(number) : static_cast<Unsigned>(number);
  };
  const auto quotient = product_over(size(units_), size(part.units_), size(whole.units_));
  Unsigned step = 1;
  for (unsigned at = places; at < places_kept; ++at) step *= 10;
  constexpr Unsigned most = ~Unsigned{0} >> 1U;
  if (!quotient || quotient->whole > most - step) return std::nullopt;
  const Unsigned half = step == 1 ? (quotient->half_over ? 1 : 0) : step / 2;
  const Wide rounded = static_cast<Wide>((quotient->whole + half) / step * step);
  const bool negative = (units_ < 0) != ((part.units_ < 0) != (whole.units_ < 0));
  return Decimal(negative ? -rounded : rounded);
}

unsigned Decimal::places() const {
  Wide fraction = units_ % one;
  unsigned places = fraction == 0 ? 0 : places_kept;
  for (; places > 0 && fraction % 10 == 0; fraction /= 10) --places;
  return places;
}

std::string Decimal::text(unsigned least) const {
  Wide left = units_ < 0 ? -units_ : units_;
  std::string digits;
  for (; left > 0 || digits.size() <= places_kept; left /= 10) {
    digits += static_cast<char>('0' + static_cast<int>(left % 10));
  }
  const unsigned shown = std::max(least, places() == 1 ? 2 : places());
  digits.erase(0, places_kept - shown);
  for (std::size_t at = shown + std::size_t{3}; at < digits.size(); at += 4)
    digits.insert(at, 1, ',');
  if (shown > 0) digits.insert(shown, 1, '.');
  if (units_ < 0) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string Decimal::plain(unsigned least) const {
  std::string digits = text(least);
  std::erase(digits, ',');
  return digits;
}

}  // namespace edca::base
