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

TEST_CASE("digits past the ninth can be rounded") {
  const auto nearest = [](const std::string& number) {
    const auto decimal = Decimal::nearest(number);
    return decimal ? decimal->text() : "none";
  };
  CHECK(nearest("1120656.1300000001") == "1,120,656.13");
  CHECK(nearest("1.1206561300000001E+6") == "1,120,656.13");
  CHECK(nearest("0.1234567895") == "0.12345679");
  CHECK(nearest("-0.1234567894") == "-0.123456789");
  CHECK(nearest("0.9999999999") == "1");
  CHECK(nearest("0.0000000005") == "0.000000001");
  CHECK(nearest("0.00000000049") == "0");
  CHECK(nearest("4e-100") == "0");
  CHECK(nearest("0." + std::string(100'000, '0') + "1") == "0");
  CHECK(nearest("0." + std::string(100'000, '3')) == "0.333333333");
  CHECK(nearest("1e30") == "none");
  CHECK(nearest("999999999999999999999999.9999999999") == "1,000,000,000,000,000,000,000,000");
  CHECK(nearest("25") == "25");
}

TEST_CASE("shares of a decimal are rounded half away from zero") {
  const Decimal one = Decimal::whole(1);
  CHECK(Decimal::whole(400).share(one, Decimal::whole(3), 2) == Decimal::read("133.33"));
  CHECK(Decimal::read("0.05")->share(one, Decimal::whole(2), 2) == Decimal::read("0.03"));
  CHECK(Decimal::read("-0.05")->share(one, Decimal::whole(2), 2) == Decimal::read("-0.03"));
  CHECK(Decimal::whole(7).share(one, Decimal::whole(7), 0) == one);
  CHECK(one.share(one, Decimal::whole(3), 9) == Decimal::read("0.333333333"));
  CHECK(one.share(Decimal::whole(2), Decimal::whole(3), 9) == Decimal::read("0.666666667"));
  CHECK(one.share(Decimal::whole(-2), Decimal::whole(3), 9) == Decimal::read("-0.666666667"));
  CHECK_FALSE(one.share(one, Decimal(), 2));
}
