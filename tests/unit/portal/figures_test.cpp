#include "portal/figures.hpp"

#include "catch.hpp"

namespace {

using edca::portal::Figures;
using edca::portal::Sum;

std::string sum_of(std::initializer_list<std::string_view> numbers) {
  Sum sum;
  for (const std::string_view number : numbers) REQUIRE(sum.add(number));
  return sum.text();
}

}  // namespace

TEST_CASE("sums of amounts are exact") {
  CHECK(sum_of({}) == "0.00");
  CHECK(sum_of({"0.1", "0.2"}) == "0.30");
  CHECK(sum_of({"1500000.10", "0.905"}) == "1,500,001.005");
  CHECK(sum_of({"-1234.5"}) == "-1,234.50");
  CHECK(sum_of({"999", "1"}) == "1,000.00");
  CHECK(sum_of({"1e3", "1E-2", "0e999999999999"}) == "1,000.01");
  CHECK(sum_of({"999999999999999999", "999999999999999999"}) == "1,999,999,999,999,999,998.00");
  CHECK(sum_of({"0.000000001", "-0.000000001"}) == "0.00");
  CHECK(sum_of({"0.100000000000000000000", "00000.1"}) == "0.20");
}

TEST_CASE("numbers that no amount has are not added") {
  for (const char* number : {"1e18", "1000000000000000000", "0.0000000001", "1e999999999999",
                             "-1e-10", "123456789012345678.1234567891"}) {
    Sum sum;
    INFO(number);
    CHECK_FALSE(sum.add(number));
    CHECK(sum.is_zero());
  }
  Sum sum;
  CHECK_FALSE(sum.add(std::string(1'000'000, '9')));
}

TEST_CASE("awards that are active and contracts that were not cancelled count") {
  edca::json::Tree tree;
  const auto read = tree.parse(R"({
    "tender": {"procurementMethod": "direct"},
    "awards": [{"status": "active", "value": {"amount": 10.5, "currency": "MXN"}},
               {"status": "cancelled", "value": {"amount": 1, "currency": "MXN"}},
               {"value": {"amount": 2, "currency": "USD"}},
               {"value": {"amount": "3", "currency": "MXN"}}, {"value": {"amount": null}}, 7],
    "contracts": [{"status": "terminated", "value": {"amount": 10.5, "currency": "MXN"}},
                  {"status": "cancelled", "value": {"amount": 5, "currency": "MXN"}},
                  {"value": {"amount": 5}}, {"value": {"amount": 5, "currency": "pesos"}}]})");
  REQUIRE(read.error == edca::json::ReadError::none);
  Figures figures;
  figures.add_compiled(tree.at(read.root));
  REQUIRE(figures.awarded.size() == 2);
  CHECK(figures.awarded.at("MXN").text() == "10.50");
  CHECK(figures.awarded.at("USD").text() == "2.00");
  REQUIRE(figures.contracted.size() == 1);
  CHECK(figures.contracted.at("MXN").text() == "10.50");
  CHECK(figures.not_summed == 3);
  CHECK(figures.methods == std::map<std::string, std::uint64_t>{{"direct", 1}});

  Figures twice;
  twice += figures;
  twice += figures;
  CHECK(twice.contracted.at("MXN").text() == "21.00");
  CHECK(twice.methods.at("direct") == 2);
}
