#include "indicators/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace edca::indicators {
namespace {

/// What is not a number stands behind all others.
bool before(double left, double right) {
  return std::isnan(right) ? !std::isnan(left) : left < right;
}

}  // namespace

double quantile(std::vector<double> numbers, double tau) {
  const auto size = static_cast<double>(numbers.size());
  if (numbers.empty() || !(tau >= 0 && tau <= 1)) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(numbers, before);
  const double h = (size + 1.0 / 3.0) * tau + 1.0 / 3.0;
  const double below = std::floor(h);
  if (below < 1 || tau == 0) return numbers.front();
  if (below >= size || tau == 1) return numbers.back();
  const auto at = static_cast<std::size_t>(below);
  const double low = numbers[at - 1];
  return low + (h - below) * (numbers[at] - low);
}

Fences::Fences(const std::vector<double>& numbers)
    : q1(quantile(numbers, 0.25)),
      q3(quantile(numbers, 0.75)),
      lower(std::fma(q3 - q1, -1.5, q1)),
      upper(std::fma(q3 - q1, 1.5, q3)) {}

}  // namespace edca::indicators
