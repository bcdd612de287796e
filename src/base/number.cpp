#include "base/number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace edca::base {
namespace {

// An integer of any size as text: "-" where negative, digits without leading zeros.
using Integer = std::string;

// A number is `digits` times ten to the `exponent`; zero has no digits, others neither leading nor
// trailing zeros.
struct Digits {
  bool negative = false;
  std::string digits;
  Integer exponent = "0";
};

constexpr std::size_t small_digits = 18;  // always fit std::int64_t, ten times them std::uint64_t

// Adds to a magnitude of more than 18 digits, or takes away from it.
std::string add_to_magnitude(std::string digits, std::uint64_t amount, bool subtract) {
  std::uint64_t carry = amount;
  for (std::size_t i = digits.size(); i-- > 0 && carry > 0;) {
    const auto digit = static_cast<std::uint64_t>(digits[i] - '0');
    const std::uint64_t low = carry % 10;
    carry /= 10;
    std::uint64_t result = 0;
    if (subtract) {
      result = digit + 10 - low;
      carry += result < 10 ? 1 : 0;
    } else {
      result = digit + low;
      carry += result > 9 ? 1 : 0;
    }
    digits[i] = static_cast<char>('0' + result % 10);
  }
  if (carry > 0) digits.insert(0, std::to_string(carry));
  digits.erase(0, digits.find_first_not_of('0'));
  return digits;
}

// exponent + delta, where `exponent` is as JSON has it ("+007") and delta below 10^18 in magnitude.
Integer shifted(std::string_view exponent, std::int64_t delta) {
  const bool negative = exponent.starts_with('-');
  const std::size_t start = exponent.find_first_not_of("+-0");
  exponent.remove_prefix(std::min(start, exponent.size()));
  if (exponent.size() <= small_digits) {
    std::int64_t value = 0;
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
    return std::to_string((negative ? -value : value) + delta);
  }
  const bool subtract = negative != (delta < 0);
  const auto amount = static_cast<std::uint64_t>(delta < 0 ? -delta : delta);
  const std::string magnitude = add_to_magnitude(std::string(exponent), amount, subtract);
  return negative ? "-" + magnitude : magnitude;
}

int sign(int value) {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}

int compare_integers(std::string_view left, std::string_view right) {
  const bool negative = left.starts_with('-');
  if (negative != right.starts_with('-')) return negative ? -1 : 1;
  int order = 0;
  if (left.size() != right.size()) {
    order = left.size() < right.size() ? -1 : 1;
  } else {
    order = sign(left.compare(right));
  }
  return negative ? -order : order;
}

Digits read(std::string_view number) {
  Digits decimal;
  decimal.negative = number.starts_with('-');
  if (decimal.negative) number.remove_prefix(1);
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view exponent = number.substr(std::min(mark + 1, number.size()));
  const std::string_view mantissa = number.substr(0, mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  decimal.digits = mantissa.substr(0, point);
  std::size_t places = 0;
  if (point < mantissa.size()) {
    places = mantissa.size() - point - 1;
    decimal.digits += mantissa.substr(point + 1);
  }
  const std::size_t end = decimal.digits.find_last_not_of('0');
  if (end == std::string::npos) return {};
  const std::size_t zeros = decimal.digits.size() - end - 1;
  decimal.digits.erase(end + 1);
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  decimal.exponent =
      shifted(exponent, static_cast<std::int64_t>(zeros) - static_cast<std::int64_t>(places));
  return decimal;
}

// The exponent of the number when its point is moved before its first digit.
Integer magnitude(const Digits& decimal) {
  return shifted(decimal.exponent, static_cast<std::int64_t>(decimal.digits.size()));
}

int compare_magnitudes(const Digits& left, const Digits& right) {
  if (left.digits.empty() || right.digits.empty()) {
    return static_cast<int>(!left.digits.empty()) - static_cast<int>(!right.digits.empty());
  }
  const int order = compare_integers(magnitude(left), magnitude(right));
  return order != 0 ? order : sign(left.digits.compare(right.digits));
}

// min(left - right, cap), where left is not less than right.
std::size_t capped_difference(const Integer& left, const Integer& right, std::size_t cap) {
  std::size_t low = 0;
  while (low < cap) {
    const std::size_t middle = cap - (cap - low) / 2;
    if (compare_integers(left, shifted(right, static_cast<std::int64_t>(middle))) >= 0) {
      low = middle;
    } else {
      cap = middle - 1;
    }
  }
  return low;
}

bool divisible_by_small(std::string_view digits, std::size_t zeros, std::string_view divisor) {
  std::uint64_t modulus = 0;
  std::from_chars(divisor.data(), divisor.data() + divisor.size(), modulus);
  std::uint64_t rest = 0;
  for (const char digit : digits) {
    rest = (rest * 10 + static_cast<std::uint64_t>(digit - '0')) % modulus;
  }
  for (; zeros > 0 && rest > 0; --zeros) rest = rest * 10 % modulus;
  return rest == 0;
}

// Long division by a divisor of more than one 32-bit limb (Knuth, algorithm D), which keeps only
// the remainder. Divisor and dividend are scaled by one power of two so that the divisor's top bit
// is set.
class LongRemainder {
 public:
  explicit LongRemainder(std::string_view divisor) {
    for (const char digit : divisor) {
      multiply_add(divisor_, 10, static_cast<std::uint64_t>(digit - '0'));
    }
    while ((divisor_.back() >> (31 - shift_) & 1) == 0) ++shift_;
    multiply_add(divisor_, std::uint64_t{1} << shift_, 0);
    rest_.assign(divisor_.size() + 1, 0);
  }

  // Appends digits (fewer than ten of them, worth `value`) to the dividend.
  void append(std::uint64_t value, std::uint64_t power_of_ten) {
    std::uint64_t carry = value << shift_;
    for (std::uint32_t& limb : rest_) {
      // The carry may take more than 32 bits, the sum never more than 64.
      carry += limb * power_of_ten;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    reduce();
  }

  bool zero() const {
    return std::all_of(rest_.begin(), rest_.end(), [](std::uint32_t limb) { return limb == 0; });
  }

 private:
  static void multiply_add(std::vector<std::uint32_t>& number, std::uint64_t factor,
                           std::uint64_t carry) {
    for (std::uint32_t& limb : number) {
      carry += limb * factor;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry > 0) number.push_back(static_cast<std::uint32_t>(carry));
  }

  void reduce() {
    const std::size_t size = divisor_.size();
    const std::uint64_t top = std::uint64_t{rest_[size]} << 32 | rest_[size - 1];
    const std::uint64_t guess = std::min<std::uint64_t>(top / divisor_.back(), 0xFFFFFFFF);
    if (guess == 0) return;
    std::uint64_t carry = 0;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i <= size; ++i) {
      carry += i < size ? guess * divisor_[i] : 0;
      const std::uint64_t difference = rest_[i] - (carry & 0xFFFFFFFF) - borrow;
      rest_[i] = static_cast<std::uint32_t>(difference);
      borrow = difference >> 63;
      carry >>= 32;
    }
    while (borrow > 0) borrow -= add_divisor();  // the guess was one or two too large
  }

  std::uint64_t add_divisor() {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      carry += std::uint64_t{rest_[i]} + (i < divisor_.size() ? divisor_[i] : 0);
      rest_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    return carry;
  }

  std::vector<std::uint32_t> divisor_;  // least significant first
  std::vector<std::uint32_t> rest_;     // one limb more
  unsigned shift_ = 0;
};

bool divisible_by_long(std::string_view digits, std::size_t zeros, std::string_view divisor) {
  LongRemainder rest(divisor);
  const std::size_t all = digits.size() + zeros;
  std::uint64_t chunk = 0;
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < all; ++i) {
    chunk = chunk * 10 + (i < digits.size() ? static_cast<std::uint64_t>(digits[i] - '0') : 0);
    power *= 10;
    if (power < 1000000000 && i + 1 < all) continue;
    rest.append(chunk, power);
    chunk = 0;
    power = 1;
  }
  return rest.zero();
}

// 2^1024 - 2^970: from here on a number is rounded to infinity.
constexpr std::string_view infinity_threshold =
    "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775"
    "8720709633028641669288791094655554785194040263065748867150582068190890200070838367627385484581"
    "7711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699"
    "508093042880177904174497792";

}  // namespace

bool is_integer(std::string_view number) noexcept {
  return number.find_first_of(".eE") == std::string_view::npos;
}

int compare(std::string_view left, std::string_view right) {
  const Digits one = read(left);
  const Digits other = read(right);
  if (one.negative != other.negative) return one.negative ? -1 : 1;
  const int order = compare_magnitudes(one, other);
  return one.negative ? -order : order;
}

bool is_multiple(std::string_view number, std::string_view divisor) {
  const Digits value = read(number);
  const Digits unit = read(divisor);
  if (value.digits.empty()) return true;
  if (unit.digits.empty()) return false;
  // With neither ending in zero the value must have no finer place than the divisor.
  if (compare_integers(value.exponent, unit.exponent) < 0) return false;
  // The value is its digits and so many zeros in units of the divisor's last place. More zeros than
  // the divisor has factors two or five change nothing, and it has fewer than four a digit.
  const std::size_t zeros =
      capped_difference(value.exponent, unit.exponent, 4 * unit.digits.size());
  if (unit.digits.size() <= small_digits) {
    return divisible_by_small(value.digits, zeros, unit.digits);
  }
  return value.digits.size() + zeros >= unit.digits.size() &&
         divisible_by_long(value.digits, zeros, unit.digits);
}

std::string canonical(std::string_view number) {
  const Digits decimal = read(number);
  if (decimal.digits.empty()) return "0";
  std::string text = decimal.negative ? "-" : "";
  text += decimal.digits;
  text += 'e';
  text += decimal.exponent;
  return text;
}

bool beyond_double(std::string_view number) {
  if (number.size() <= 15 && number.find_first_of("eE") == std::string_view::npos) return false;
  Digits decimal = read(number);
  decimal.negative = false;
  const bool integer = !decimal.exponent.starts_with('-');
  if (integer) return compare_magnitudes(decimal, read("9007199254740992")) > 0;
  return compare_magnitudes(decimal, read(infinity_threshold)) >= 0;
}

}  // namespace edca::base
