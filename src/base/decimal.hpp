#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace edca::base {

/// An exact decimal number with up to nine digits behind the point and 24 before it. Sums and
/// products are exact or not there at all.
class Decimal {
 public:
  constexpr Decimal() = default;

  /// A JSON number text, or nothing when it does not fit.
  static std::optional<Decimal> read(std::string_view number);
  /// The same, rounded half away from zero where there are more than nine digits behind the point:
  /// programs that count in binary write 1120656.1300000001 for 1120656.13.
  static std::optional<Decimal> nearest(std::string_view number);
  static constexpr Decimal whole(std::int64_t number) { return Decimal(number * Wide{one}); }

  std::optional<Decimal> plus(const Decimal& other) const;
  std::optional<Decimal> minus(const Decimal& other) const;
  /// Digits past the ninth are cut off.
  std::optional<Decimal> times(const Decimal& other) const;
  /// `percent` hundredths of it.
  std::optional<Decimal> percent(std::int64_t percent) const;
  /// Its part, as `part` is one of `whole`, rounded to `places` digits behind the point (at most
  /// nine), halves away from zero. Nothing where `whole` is zero or the result does not fit.
  std::optional<Decimal> share(const Decimal& part, const Decimal& whole, unsigned places) const;

  bool negative() const { return units_ < 0; }
  bool zero() const { return units_ == 0; }
  /// Digits behind the point, without zeros at the end.
  unsigned places() const;

  auto operator<=>(const Decimal&) const = default;

  /// For people: "1,250,000.50", "12". Where there are digits behind the point at least two, and
  /// `least` in any case.
  std::string text(unsigned least = 0) const;
  /// The same without separators: "1250000.50".
  std::string plain(unsigned least = 0) const;

 private:
  __extension__ using Wide = __int128;
  static constexpr std::int64_t one = 1'000'000'000;

  static std::optional<Decimal> read_plain(std::string_view number);
  static std::optional<Decimal> read_any(std::string_view number, bool rounded);

  constexpr explicit Decimal(Wide units) : units_(units) {}

  Wide units_ = 0;  ///< billionths
};

}  // namespace edca::base
