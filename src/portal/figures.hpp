#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "json/tree.hpp"

namespace edca::portal {

/// An exact sum of decimal numbers.
class Sum {
 public:
  /// A JSON number of at most 18 digits before and 9 behind the decimal point; false, and nothing
  /// added, for others.
  bool add(std::string_view number);
  Sum& operator+=(const Sum& other) {
    sum_ = sum_.plus(other.sum_).value();
    return *this;
  }
  /// With thousands separated by commas and at least two decimals: "1,234,567.10".
  std::string text() const { return sum_.text(2); }
  bool is_zero() const { return sum_.zero(); }

 private:
  base::Decimal sum_;  // room for 10^11 of the largest numbers
};

/// What a portal says of a year, or of all years together.
struct Figures {
  std::uint64_t releases = 0;   ///< dated in the year
  std::uint64_t processes = 0;  ///< whose first release is dated in the year; so all below
  std::uint64_t records = 0;
  std::uint64_t projects = 0;
  std::map<std::string, Sum> awarded;            ///< by currency: awards that are active
  std::map<std::string, Sum> contracted;         ///< by currency: contracts that were not cancelled
  std::map<std::string, std::uint64_t> methods;  ///< by tender/procurementMethod; "" when unknown
  std::uint64_t not_summed = 0;  ///< values without a currency, or that are no amount

  /// Counts a process by its compiled release.
  void add_compiled(const json::Node& release);
  Figures& operator+=(const Figures& other);
};

}  // namespace edca::portal
