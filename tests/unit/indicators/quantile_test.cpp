#include "indicators/quantile.hpp"

#include <cmath>

#include "catch.hpp"

using edca::indicators::Fences;
using edca::indicators::quantile;

TEST_CASE("quantiles are those of definition 8") {
  CHECK(std::isnan(quantile({}, 0.25)));
  CHECK(std::isnan(quantile({1}, 1.01)));
  CHECK(quantile({7}, 0.25) == 7);
  CHECK(quantile({3, 1, 2}, 0) == 1);
  CHECK(quantile({3, 1, 2}, 1) == 3);
  CHECK(quantile({3, 1, 2}, 0.5) == 2);
  // h = (5 + 1/3) / 4 + 1/3 = 1 2/3
  CHECK(std::abs(quantile({99, 99, 1, 99, 99}, 0.25) - (1 + 98 * 2.0 / 3)) < 1e-9);
}

TEST_CASE("fences stand one and a half distances outside of the quartiles") {
  const Fences fences({1, 99, 99, 99, 99});
  CHECK(std::round(fences.q1 * 10'000) == 663'333);
  CHECK(fences.q3 == 99);
  CHECK(std::round(fences.lower * 10'000) == 173'333);
  const Fences classes({2, 1, 1, 1, 1});
  CHECK(std::round(classes.upper * 10'000) == 18'333);
}
