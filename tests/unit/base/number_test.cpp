#include "base/number.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <random>

#include "catch.hpp"

namespace {

using edca::base::beyond_double;
using edca::base::canonical;
using edca::base::compare;
using edca::base::is_integer;
using edca::base::is_multiple;

// A decimal in units of 10^-6, written in one of several ways.
std::string random_text(std::mt19937& random, std::int64_t millionths) {
  const bool negative = millionths < 0;
  std::string digits = std::to_string(negative ? -millionths : millionths);
  std::string text = negative ? "-" : "";
  switch (random() % 3) {
    case 0:
      return text + digits + "e-6";
    case 1:
      if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
      digits.insert(digits.size() - 6, ".");
      return text + digits;
    default:
      return text + digits + ".000E-0000006";
  }
}

// Schoolbook product of two integers without sign.
std::string product(const std::string& left, const std::string& right) {
  std::string digits(left.size() + right.size(), '0');
  for (std::size_t i = left.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t k = right.size(); k-- > 0 || carry > 0;) {
      const std::size_t at = i + k + 1;
      carry += (digits[at] - '0') + (k < right.size() ? (left[i] - '0') * (right[k] - '0') : 0);
      digits[at] = static_cast<char>('0' + carry % 10);
      carry /= 10;
      if (k == 0) {
        digits[at - 1] = static_cast<char>(digits[at - 1] + carry);
        break;
      }
    }
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits;
}

std::string random_digits(std::mt19937& random, std::size_t size) {
  std::string digits(size, '1');
  for (char& digit : digits) digit = static_cast<char>('1' + random() % 9);
  return digits;
}

const std::string huge_exponent = "1" + std::string(100, '0');

}  // namespace

TEST_CASE("draft-04 integers have neither fraction nor exponent") {
  CHECK(is_integer("0"));
  CHECK(is_integer("-12345678901234567890123"));
  CHECK_FALSE(is_integer("1.0"));
  CHECK_FALSE(is_integer("1e3"));
  CHECK_FALSE(is_integer("1E3"));
}

TEST_CASE("numbers compare mathematically") {
  CHECK(compare("-0", "0.0") == 0);
  CHECK(compare("0e99999999999999999999", "-0.000e-5") == 0);
  CHECK(compare("1e2", "100") == 0);
  CHECK(compare("1.50", "15e-1") == 0);
  CHECK(compare("0.1", "0.10000000000000000001") < 0);
  CHECK(compare("9007199254740993", "9007199254740992") > 0);
  CHECK(compare("-2", "-1") < 0);
  CHECK(compare("-1", "1") < 0);
  CHECK(compare("-1", "0") < 0);
  CHECK(compare("0", "0.001") < 0);
  CHECK(compare("10", "9") > 0);
  CHECK(compare("0.09", "0.1") < 0);
}

TEST_CASE("hostile exponents compare exactly") {
  const std::string one_less = std::string(100, '9');
  CHECK(compare("1e" + huge_exponent, "9.9e" + one_less) > 0);
  CHECK(compare("1e" + huge_exponent, "10e" + one_less) == 0);
  CHECK(compare("-1e" + huge_exponent, "-10e" + one_less) == 0);
  CHECK(compare("1e-" + huge_exponent, "0.1e-" + one_less) == 0);
  CHECK(compare("1e-" + huge_exponent, "0") > 0);
  CHECK(compare("1e-" + huge_exponent, "1e-" + one_less) < 0);
  CHECK(compare("1e-" + huge_exponent, "1e" + huge_exponent) < 0);
  CHECK(compare("1e999999999999999999", "0.1e1000000000000000000") == 0);
  CHECK(compare("1e9223372036854775807", "10e9223372036854775806") == 0);
  CHECK(compare("1e-9223372036854775808", "0.1e-9223372036854775807") == 0);
  CHECK(compare("1e18446744073709551616", "1") > 0);
  CHECK(compare("1e+0000000000000000000000000000002", "100") == 0);
}

TEST_CASE("a million digits take no time") {
  const std::string digits(1000000, '3');
  CHECK(compare(digits, digits + ".0") == 0);
  CHECK(compare("0." + digits, digits + "e-1000000") == 0);
  CHECK(compare("1e" + digits, "1e" + digits + "0") < 0);
  CHECK(canonical("0." + std::string(1000000, '0') + "1") == "1e-1000001");
  CHECK(is_multiple(digits, "3"));
  CHECK(is_multiple(digits, "0.01"));
  CHECK_FALSE(is_multiple(digits, "2"));
  CHECK_FALSE(is_multiple("0." + digits, "0.01"));
  CHECK(is_multiple("7e" + digits, "0.0078125"));
  CHECK_FALSE(is_multiple("1e" + digits, "3"));
  CHECK(beyond_double(digits));
  CHECK(beyond_double("1e" + digits));
  CHECK_FALSE(beyond_double("1e-" + digits));
}

TEST_CASE("equal numbers share one canonical text") {
  CHECK(canonical("0") == "0");
  CHECK(canonical("-0.000e17") == "0");
  CHECK(canonical("1") == "1e0");
  CHECK(canonical("-1500000.10") == "-15000001e-1");
  CHECK(canonical("1.50") == canonical("15e-1"));
  CHECK(canonical("100") == "1e2");
  CHECK(canonical("0.00123E5") == "123e0");
  CHECK(canonical("1e" + huge_exponent) == "1e" + huge_exponent);
  CHECK(canonical("100e" + huge_exponent) == "1e1" + std::string(99, '0') + "2");
  CHECK(canonical("1.5e" + huge_exponent) == "15e" + std::string(100, '9'));
  CHECK(canonical("1.5e-" + huge_exponent) == "15e-1" + std::string(99, '0') + "1");
  CHECK(canonical("10e-" + huge_exponent) == "1e-" + std::string(100, '9'));
  CHECK(canonical("10e999999999999999999") == canonical("1e1000000000000000000"));
}

TEST_CASE("multiples are exact in decimal") {
  CHECK(is_multiple("0.3", "0.1"));
  CHECK(is_multiple("1500000.10", "0.01"));
  CHECK_FALSE(is_multiple("1500000.105", "0.01"));
  CHECK(is_multiple("0", "7"));
  CHECK(is_multiple("-0.0", "0.0003"));
  CHECK(is_multiple("-14", "7"));
  CHECK(is_multiple("1e2", "4"));
  CHECK_FALSE(is_multiple("1e1", "4"));
  CHECK(is_multiple("1e1000000000000", "1024"));
  CHECK_FALSE(is_multiple("1e1000000000000", "1025"));
  CHECK(is_multiple("41e1000000000000", "1025"));
  CHECK(is_multiple("1e" + huge_exponent, "1e" + huge_exponent));
  CHECK(is_multiple("1e" + huge_exponent, "5e" + std::string(100, '9')));
  CHECK_FALSE(is_multiple("1e" + huge_exponent, "3e" + std::string(100, '9')));
  CHECK_FALSE(is_multiple("1e" + huge_exponent, "1e1" + huge_exponent));
  CHECK(is_multiple("1e-" + huge_exponent, "2e-1" + huge_exponent));
  CHECK_FALSE(is_multiple("1", "10"));
  CHECK_FALSE(is_multiple("15", "10"));
  CHECK(is_multiple("999999999999999999", "999999999999999999"));
  CHECK(is_multiple("9223372036854775808", "4.611686018427387904"));
}

TEST_CASE("arithmetic on random decimals agrees with integers") {
  std::mt19937 random(20240501);
  for (int i = 0; i < 5000; ++i) {
    const auto draw = [&] {
      const std::int64_t range = random() % 2 == 0 ? 20 : 3000000000;
      return static_cast<std::int64_t>(random()) % range * (random() % 3 == 0 ? 1000 : 1);
    };
    const std::int64_t left = draw() * (random() % 2 == 0 ? 1 : -1);
    const std::int64_t right = draw() * (random() % 2 == 0 ? 1 : -1);
    const std::int64_t divisor = 1 + draw();
    const std::string left_text = random_text(random, left);
    const std::string right_text = random_text(random, right);
    INFO(left_text << " " << right_text << " " << divisor);
    CHECK(compare(left_text, right_text) == (left < right ? -1 : left > right ? 1 : 0));
    CHECK((canonical(left_text) == canonical(right_text)) == (left == right));
    CHECK(is_multiple(left_text, random_text(random, divisor)) == (left % divisor == 0));
  }
}

TEST_CASE("divisors of many digits") {
  std::mt19937 random(99);
  for (int i = 0; i < 300; ++i) {
    const std::string divisor = random_digits(random, 15 + random() % 60);
    const std::string factor = random_digits(random, 1 + random() % 60);
    std::string multiple = product(divisor, factor);
    INFO(divisor << " times " << factor);
    CHECK(is_multiple(multiple, divisor));
    CHECK(is_multiple(multiple + "e3", divisor));
    CHECK(is_multiple(multiple + "e-3", divisor + "e-3"));
    CHECK_FALSE(is_multiple(multiple + ".5", divisor));
    char& last = multiple.back();
    last = last == '9' ? '8' : static_cast<char>(last + 1);
    CHECK_FALSE(is_multiple(multiple, divisor));
  }
  const std::string power_of_two = "1267650600228229401496703205376";  // 2^100
  CHECK(is_multiple("1e100", power_of_two));
  CHECK_FALSE(is_multiple("1e99", power_of_two));
  CHECK(is_multiple("1e" + huge_exponent, power_of_two));
  CHECK_FALSE(is_multiple("3", power_of_two));
}

TEST_CASE("what a double cannot hold") {
  CHECK_FALSE(beyond_double("0"));
  CHECK_FALSE(beyond_double("9007199254740992"));
  CHECK(beyond_double("9007199254740993"));
  CHECK(beyond_double("-9007199254740993"));
  CHECK(beyond_double("9007199254740993.0"));
  CHECK(beyond_double("1e16"));
  CHECK(beyond_double("1E400"));
  CHECK_FALSE(beyond_double("1e-400"));
  CHECK_FALSE(beyond_double("12345678901234567890.5"));
  CHECK(beyond_double("0.1e17"));
  CHECK_FALSE(beyond_double("123456.78901234567890123456789"));
  const std::string largest(309, '9');
  CHECK(beyond_double(largest + ".5"));
  CHECK_FALSE(beyond_double(largest.substr(1) + ".5"));
  CHECK_FALSE(beyond_double("0e99999999999999999999999"));
}

TEST_CASE("overflow is told as strtod tells it") {
  std::mt19937 random(5);
  const std::string start = "1797693134862315";
  for (int i = 0; i < 300; ++i) {
    const std::string text = start + random_digits(random, 293) + ".5";
    const std::string near = "17976931348623158079372897140530" + random_digits(random, 277) + ".5";
    CHECK(beyond_double(text) == std::isinf(std::strtod(text.c_str(), nullptr)));
    CHECK(beyond_double(near) == std::isinf(std::strtod(near.c_str(), nullptr)));
  }
}
