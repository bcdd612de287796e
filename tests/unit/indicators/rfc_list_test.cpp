#include "indicators/rfc_list.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "indicators/deals.hpp"

using namespace edca::indicators;

TEST_CASE("the RFC in an id") {
  CHECK(rfc_in("MX-RFC-abc250115xy1") == "ABC250115XY1");
  CHECK(rfc_in("ABCD250115XY1") == "ABCD250115XY1");
  CHECK(rfc_in("MX-RFC-XAXX010101000").empty());
  CHECK(rfc_in("MX-RFC-").empty());
  CHECK(rfc_in("ABC25011XY1").empty());
  CHECK(rfc_in("").empty());
  CHECK(rfc_in("250115").empty());
  CHECK(rfc_in("ABC-240115-XY1") == "ABC240115XY1");
  CHECK(rfc_in("MX-RFC-ABC240115XY1") == "ABC240115XY1");
  CHECK(rfc_in("abc 240115 xy1") == "ABC240115XY1");
  CHECK(rfc_in("ñbc240115xy1") == "ÑBC240115XY1");
}

TEST_CASE("the day of foundation is in the RFC of a company") {
  const auto day = day_of_text("2025-06-01");
  REQUIRE(day);
  CHECK(*day - founded("ABC250115XY1", *day).value_or(0) == 137);
  CHECK_FALSE(founded("ABCD250115XY1", *day));
  CHECK_FALSE(founded("ABC251301XY1", *day));
  // What would lie ahead is of the century before.
  CHECK(founded("ABC990101XY1", *day) == day_of_text("1999-01-01"));
}

TEST_CASE("days are those that were written") {
  CHECK(day_of_text("1970-01-01T23:59:59-06:00") == 719528);
  CHECK_FALSE(day_of_text("2025-02-29"));
  CHECK_FALSE(day_of_text("2025-1-1"));
  CHECK(year_of(*day_of_text("2025-12-31")) == 2025);
  CHECK(year_of(*day_of_text("2024-01-01")) == 2024);
}

TEST_CASE("a list names taxpayers for a time") {
  const RfcList list = RfcList::parse(
      "RFC,from,to,source\nABC990101AB1,2025-01-01,2025-02-01,Uno\nabc990101ab1,2026-01-01,,Dos\nX,"
      ",,\n",
      "list");
  CHECK(list.given());
  const auto on = [&](const char* day) {
    const auto* entry = list.find("ABC990101AB1", *day_of_text(day));
    return entry == nullptr ? std::string() : entry->source;
  };
  CHECK(on("2024-12-31").empty());
  CHECK(on("2025-01-01") == "Uno");
  CHECK(on("2025-02-01") == "Uno");
  CHECK(on("2025-02-02").empty());
  CHECK(on("2030-01-01") == "Dos");
  CHECK_FALSE(RfcList::read("").given());
  CHECK_THROWS_AS(RfcList::parse("name\n", "list"), edca::Error);
  CHECK_THROWS_AS(RfcList::parse("rfc,from\nABC990101AB1,x\n", "list"), edca::Error);
}

TEST_CASE("a list may have Spanish headings, and numbers in parts") {
  const RfcList list =
      RfcList::parse("RFC,Desde,Hasta,Fuente\nABC-990101-AB1,2025-01-01,2025-02-01,Uno\n", "list");
  const auto* entry = list.find("ABC990101AB1", *day_of_text("2025-01-15"));
  REQUIRE(entry != nullptr);
  CHECK(entry->source == "Uno");
  CHECK(list.find("ABC990101AB1", *day_of_text("2025-06-02")) == nullptr);
}

TEST_CASE(
    "who was cleared is not on the list of the tax authority; who is on it for good comes first") {
  const RfcList list = RfcList::parse_taxes(
      "RFC,Status,Date\nLIS990101AB1,Presunto,2025-01-01\nLIS990101AB1,Definitivo,2025-05-01\n"
      "LIM990101AB1,Definitivo,2025-01-01\nLIM990101AB1,Sentencia favorable,2025-06-01\n",
      "list");
  const auto status = [&](const char* rfc, const char* day) {
    const RfcList::Entry* entry = list.find(rfc, *day_of_text(day));
    return entry == nullptr ? std::string() : entry->status;
  };
  CHECK(status("LIS990101AB1", "2024-12-31").empty());
  CHECK(status("LIS990101AB1", "2025-02-01") == "presunto");
  CHECK(status("LIS990101AB1", "2025-05-01") == "definitivo");
  CHECK(status("LIM990101AB1", "2025-02-01").empty());
}
