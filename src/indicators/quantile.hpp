#pragma once

#include <vector>

namespace edca::indicators {

/// The quantile of numbers in any order by definition 8 of Hyndman and Fan, as Cardinal computes
/// it: h = (n + 1/3) tau + 1/3. Not a number when there are none.
double quantile(std::vector<double> numbers, double tau);

/// Quartiles, and the fences that stand 1.5 times their distance outside of them.
struct Fences {
  explicit Fences(const std::vector<double>& numbers);
  double q1;
  double q3;
  double lower;
  double upper;
};

}  // namespace edca::indicators
