#pragma once

#include <string>
#include <string_view>

namespace edca::base {

// Exact decimal arithmetic on JSON number texts (RFC 8259 section 6). The texts may be hostile:
// "1e999999999999999999" or a million digits cost no more than linear time and memory in the length
// of the text. Precondition everywhere: the text is a valid JSON number.

/// Draft-04 integer: no fraction and no exponent in the text ("1.0" and "1e3" are not).
bool is_integer(std::string_view number) noexcept;

/// Mathematical comparison: negative, zero, positive. "-0" equals "0.0"; "1e2" equals "100".
int compare(std::string_view left, std::string_view right);

/// Whether `number` is an exact multiple of `divisor` (> 0), in decimal. Linear for divisors of up
/// to 18 significant digits; for longer ones the time grows with the product of the lengths.
bool is_multiple(std::string_view number, std::string_view divisor);

/// The one text that all mathematically equal numbers share: sign, digits without leading or
/// trailing zeros, `e`, exponent. "1.50" and "15e-1" give the same; zero is "0".
std::string canonical(std::string_view number);

/// Whether an IEEE double cannot hold the number: overflow to infinity, or an integer (by value)
/// of magnitude above 2^53.
bool beyond_double(std::string_view number);

}  // namespace edca::base
