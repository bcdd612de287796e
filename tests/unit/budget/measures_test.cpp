#include "budget/measures.hpp"

#include "catch.hpp"

using edca::base::Decimal;
using edca::budget::quarter_of;
using edca::budget::Sum;

TEST_CASE("a quarter is known by its name") {
  CHECK(quarter_of("Primer Trimestre") == 1);
  CHECK(quarter_of("SEGUNDO TRIMESTRE") == 2);
  CHECK(quarter_of("tercer trimestre de 2019") == 3);
  CHECK(quarter_of("Cuarto Trimestre") == 4);
  CHECK(quarter_of("T3") == 3);
  CHECK(quarter_of("4T2024") == 4);
  CHECK(quarter_of("2019-09-30") == 3);
  CHECK(quarter_of("2019-13-30") == 0);
  CHECK(quarter_of("") == 0);
  CHECK(quarter_of("2019") == 0);
  CHECK(quarter_of("anual") == 0);
}

TEST_CASE("a sum without one of its parts is none") {
  Sum sum;
  CHECK_FALSE(sum.total());
  sum.add(Decimal::read("0.10"));
  sum.add(Decimal::read("0.20"));
  CHECK(sum.total()->plain() == "0.30");
  sum.add(Decimal::read("1e400"));
  CHECK_FALSE(sum.total());
  CHECK(sum.missing() == 1);
  CHECK(sum.part().plain() == "0.30");
}

TEST_CASE("shares are exact") {
  const auto of = [](const char* all, const char* part, const char* whole) {
    const auto share = Decimal::read(all)->share(*Decimal::read(part), *Decimal::read(whole), 2);
    return share ? share->plain() : std::string("none");
  };
  CHECK(of("1400000", "1200000", "1650000") == "1018181.82");
  CHECK(of("1400000", "450000", "1650000") == "381818.18");
  CHECK(of("100", "1150000", "1650000") == "69.70");
  CHECK(of("-1", "1", "200") == "-0.01");
  CHECK(of("1", "-1", "-3") == "0.33");
  CHECK(of("1", "1", "0") == "none");
  CHECK(of("99999999999999999999999.99", "99999999999999999999999.99",
           "99999999999999999999999.99") == "99999999999999999999999.99");
  CHECK(of("99999999999999999999999", "99999999999999999999999", "0.000000001") == "none");
}
