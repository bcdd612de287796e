#include "indicators/legal.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "indicators/deals.hpp"

using namespace edca::indicators;
using edca::base::Decimal;

namespace {

const Settings none;

Legal legal(const std::string& rules) {
  Legal result(none);
  result.parse("legal-profile = \"edca-legal/1\"\n" + rules, "legal");
  return result;
}

Legal::Place place(const char* date, bool works = false) {
  Legal::Place result;
  result.day = *day_of_text(date);
  result.works = works;
  return result;
}

}  // namespace

TEST_CASE("the laws of 2025 hold from 17 April on") {
  CHECK_FALSE(after_reform(*day_of_text("2025-04-16")));
  CHECK(after_reform(*day_of_text("2025-04-17")));
}

TEST_CASE("a rule holds for its buyers, states and days") {
  const Legal given = legal(
      "[[rule]]\nlaw = \"Ley X, art. 4\"\nbuyers = [\"Secretaría de Salud\"]\n"
      "from = 2024-01-01\nto = 2024-12-31\ndirect_goods = 500000\n"
      "[[rule]]\nstates = [\"Jalisco\"]\nfederal = false\nnational_days = 10\n"
      "increase_goods = \"12.5\"\n");
  Legal::Place salud = place("2024-06-01");
  salud.buyer_name = "secretaria de salud";
  CHECK(given.ceiling(true, "goods", salud)->number == Decimal::whole(500'000));
  CHECK(given.ceiling(true, "goods", salud)->law == "Ley X, art. 4");
  CHECK_FALSE(given.ceiling(false, "goods", salud));
  salud.day = *day_of_text("2025-01-01");
  CHECK_FALSE(given.ceiling(true, "goods", salud));
  Legal::Place jalisco = place("2024-06-01");
  jalisco.state = "jalisco";
  CHECK(given.find("national_days", jalisco, 15, "federal")->number == Decimal::whole(10));
  CHECK(given.own("increase_goods", jalisco)->number.plain() == "12.50");
  CHECK_FALSE(given.find("decision_days", jalisco, 40, "federal"));
  CHECK(given.find("decision_days", place("2024-06-01"), 40, "federal")->law == "federal");
}

TEST_CASE("a budget picks the row of the federal decree, for the year that is known") {
  const Legal given = legal("[[rule]]\nbudget = 40000\n");
  CHECK(given.ceiling(true, "goods", place("2025-06-01"))->number == Decimal::whole(361'000));
  CHECK_FALSE(given.ceiling(true, "goods", place("2024-06-01")));
  CHECK_FALSE(given.ceiling(true, "", place("2025-06-01")));
}

TEST_CASE("a budget of the settings is nothing to a body under another law, an amount is") {
  const Settings budget =
      Settings::parse("settings = \"edca-indicators/1\"\n[ceilings]\nbudget = 40000\n", "settings");
  const Settings amount = Settings::parse(
      "settings = \"edca-indicators/1\"\n[ceilings]\ndirect_goods = 500000\n", "settings");
  Legal::Place other = place("2025-06-01");
  CHECK(Legal(budget).ceiling(true, "goods", other)->number == Decimal::whole(361'000));
  other.cites = Legal::Place::Cites::other;
  CHECK_FALSE(Legal(budget).ceiling(true, "goods", other));
  CHECK(Legal(amount).ceiling(true, "goods", other)->number == Decimal::whole(500'000));
}

TEST_CASE("the federal law does not hold where another one is cited") {
  Legal::Place other = place("2025-06-01");
  other.cites = Legal::Place::Cites::other;
  CHECK_FALSE(Legal(none).find("national_days", other, 15, "LAASSP"));
  CHECK(legal("[[rule]]\nfederal = true\n").find("national_days", other, 15, "LAASSP"));
}

TEST_CASE("a legal profile with what there is not is refused") {
  CHECK_THROWS_AS(legal("[[rule]]\ndirect = 5\n"), edca::Error);
  CHECK_THROWS_AS(legal("[[rule]]\ndirect_goods = 5.5\n"), edca::Error);
  CHECK_THROWS_AS(legal("[[rule]]\ndirect_goods = -5\n"), edca::Error);
  CHECK_THROWS_AS(legal("[[rule]]\nbuyers = \"A\"\n"), edca::Error);
  CHECK_THROWS_AS(legal("[[rule]]\nfrom = \"ayer\"\n"), edca::Error);
  CHECK_THROWS_AS(legal("rule = 5\n"), edca::Error);
  CHECK_THROWS_AS(legal("[[rule\n"), edca::Error);
  Legal unmarked(none);
  CHECK_THROWS_AS(unmarked.parse("[[rule]]\ndirect_goods = 5\n", "legal"), edca::Error);
}
