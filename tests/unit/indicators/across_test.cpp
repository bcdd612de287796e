#include "indicators/across.hpp"

#include <cmath>
#include <string>

#include "catch.hpp"

using namespace edca::indicators;
using edca::base::Decimal;

namespace {

Concentration concentration(std::initializer_list<std::int64_t> amounts) {
  static const std::vector<std::string> names{"A", "B", "C", "D", "E", "F"};
  std::vector<Fact> facts;
  for (const std::int64_t amount : amounts) {
    Fact& fact = facts.emplace_back();
    fact.supplier = names[facts.size() - 1];
    fact.numbers.amount = Decimal::whole(amount);
  }
  std::vector<const Fact*> deals;
  for (const Fact& fact : facts) deals.push_back(&fact);
  return *Concentration::of(deals);
}

bool close(double value, double expected) {
  return std::abs(value - expected) < 0.005;
}

}  // namespace

TEST_CASE("concentration of a market") {
  const Concentration three = concentration({60, 30, 10});
  CHECK(close(three.hhi, 4600));
  CHECK(close(three.dominance, 6512.29));
  const Concentration six = concentration({500, 200, 100, 80, 70, 50});
  CHECK(close(six.hhi, 3138));
  CHECK(close(six.c4, 0.88));
  CHECK(six.amounts.front().first == "A");
  CHECK(close(six.hhi_contracts, 10'000.0 / 6));
}

TEST_CASE("facts come back by their keys, as they were") {
  Kept kept(1 << 20, "");
  Fact fact;
  fact.ocid = "ocds-1";
  fact.pointer = "/contracts/0/value/amount";
  fact.value = "10.50";
  fact.base = "/releases/3";
  fact.numbers.amount = *Decimal::read("10.50");
  fact.numbers.file = kept.file("a.json");
  fact.numbers.is = Fact::direct;
  kept.add("B2", fact);
  fact.ocid = "ocds-2";
  fact.numbers.file = kept.file("b.json");
  kept.add("B1", fact);
  std::vector<std::string> seen;
  kept.each([&](std::string_view key, const std::vector<Fact>& facts) {
    REQUIRE(facts.size() == 1);
    const auto evidence = kept.evidence(facts[0]);
    seen.push_back(std::string(key) + " " + std::string(facts[0].ocid) + " " + evidence.file + " " +
                   evidence.pointer + " " + evidence.value);
    CHECK(facts[0].has(Fact::direct));
    CHECK(facts[0].numbers.amount == *Decimal::read("10.5"));
  });
  CHECK(seen ==
        std::vector<std::string>{"B1 ocds-2 b.json /releases/3/contracts/0/value/amount 10.50",
                                 "B2 ocds-1 a.json /releases/3/contracts/0/value/amount 10.50"});
}
