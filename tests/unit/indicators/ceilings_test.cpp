#include "indicators/ceilings.hpp"

#include "catch.hpp"

using namespace edca::indicators;
using edca::base::Decimal;

namespace {

Settings settings(const std::string& lines) {
  return Settings::parse("settings = \"edca-indicators/1\"\n[ceilings]\n" + lines, "settings");
}

}  // namespace

TEST_CASE("the ceiling of a budget is that of its row, for the year that is known") {
  const Settings given = settings("budget = 40000\n");
  const Ceilings ceilings(given);
  CHECK(ceilings.find(true, "goods", 2025) == Decimal::whole(361'000));
  CHECK(ceilings.find(true, "services", 2025) == Decimal::whole(361'000));
  CHECK(ceilings.find(false, "goods", 2025) == Decimal::whole(2'860'000));
  CHECK(ceilings.find(true, "works", 2025) == Decimal::whole(650'000));
  CHECK_FALSE(ceilings.find(true, "goods", 2024));
  CHECK_FALSE(ceilings.find(true, "", 2025));
  const Settings edge = settings("budget = 30000\n");
  CHECK(Ceilings(edge).find(true, "goods", 2025) == Decimal::whole(329'000));
  const Settings large = settings("budget = 99000000\n");
  CHECK(Ceilings(large).find(false, "works", 2025) == Decimal::whole(27'716'000));
}

TEST_CASE("ceilings of one's own are for every year") {
  const Settings given = settings("direct_goods = 500000\n");
  CHECK(Ceilings(given).find(true, "goods", 2020) == Decimal::whole(500'000));
  CHECK_FALSE(Ceilings(given).find(false, "goods", 2025));
  const Settings none;
  CHECK_FALSE(Ceilings(none).find(true, "goods", 2025));
}

TEST_CASE("articles that allow an award whatever its amount") {
  CHECK(Ceilings::cites_exception("ARTÍCULO 54, fr. II", false));
  CHECK(Ceilings::cites_exception("art. 41 fracción III LAASSP", false));
  CHECK(Ceilings::cites_exception("Artículo 1, quinto párrafo", false));
  CHECK(Ceilings::cites_exception("art. 42 LOPSRM", true));
  CHECK_FALSE(Ceilings::cites_exception("art. 42 LAASSP", false));
  CHECK_FALSE(Ceilings::cites_exception("Artículo 16, oficio 541", false));
  CHECK_FALSE(Ceilings::cites_exception("", false));
  CHECK(Ceilings::cites_exception("Artículo 134 constitucional y artículo 1 de la LAASSP", false));
  CHECK(Ceilings::cites_exception("Art. 16 y Art. 1 de la LAASSP", false));
  CHECK(Ceilings::cites_exception("Artículos 1 y 26 de la LAASSP", false));
  CHECK_FALSE(Ceilings::cites_exception("Artículo 134 constitucional", false));
}
