#include "base/decimal.hpp"

#include "catch.hpp"

#include <string>

using edca::base::Decimal;

namespace {

std::string text(const char* number) {
  const auto decimal = Decimal::read(number);
  return decimal ? decimal->text() : "none";
}

}  // namespace

TEST_CASE("decimals are read exactly and shown for people") {
  CHECK(text("0") == "0");
  CHECK(text("-0.00") == "0");
  CHECK(text("1250000.5") == "1,250,000.50");
  CHECK(text("999.999") == "999.999");
  CHECK(text("1.5e3") == "1,500");
  CHECK(text("25E-2") == "0.25");
  CHECK(text("-1234.05") == "-1,234.05");
  CHECK(text("0.000000001") == "0.000000001");
  CHECK(text("100000000000000000000000") == "100,000,000,000,000,000,000,000");
}

TEST_CASE("what does not fit is no decimal") {
  CHECK(text("0.0000000001") == "none");
  CHECK(text("1e30") == "none");
  CHECK(text("1e999999999999999999999") == "none");
  CHECK(text("1e-999999999999999999999") == "none");
  CHECK(text(std::string(100'000, '9').c_str()) == "none");
  CHECK(text(("0." + std::string(100'000, '0') + "1").c_str()) == "none");
  CHECK(text(("1" + std::string(100'000, '0') + "e-100000").c_str()) == "none");
}

TEST_CASE("sums have no error of binary arithmetic") {
  Decimal sum;
  for (int time = 0; time < 10; ++time) sum = *sum.plus(*Decimal::read("0.1"));
  CHECK(sum == Decimal::whole(1));
  CHECK(*Decimal::read("3")->times(*Decimal::read("0.35")) == *Decimal::read("1.05"));
  CHECK(*Decimal::read("200")->percent(101) == Decimal::whole(202));
}

TEST_CASE("what would not fit any more is not there") {
  const Decimal large = *Decimal::read("999999999999999999999999");
  CHECK(!large.times(large).has_value());
  Decimal sum = large;
  int steps = 0;
  for (std::optional<Decimal> next; (next = sum.plus(sum)); sum = *next) REQUIRE(++steps < 100);
  CHECK(steps > 10);
}

TEST_CASE("parts of a decimal are rounded half away from zero") {
  CHECK(Decimal::whole(400).divided(3, 2) == Decimal::read("133.33"));
  CHECK(Decimal::read("0.05")->divided(2, 2) == Decimal::read("0.03"));
  CHECK(Decimal::read("-0.05")->divided(2, 2) == Decimal::read("-0.03"));
  CHECK(Decimal::whole(7).divided(7, 0) == Decimal::whole(1));
  CHECK(Decimal::whole(1).divided(3, 9) == Decimal::read("0.333333333"));
  CHECK_FALSE(Decimal::whole(1).divided(0, 2));
  CHECK_FALSE(Decimal::whole(1).divided(3, 10));
}
