#include "budget/books.hpp"

#include "budget/checks.hpp"
#include "catch.hpp"
#include "json/tree.hpp"

using namespace edca::budget;
using edca::base::Decimal;

namespace {

/// A process with one line for each text of measures: "modified": 100, "executed": 60.
Case process(const std::string& ocid, const std::vector<std::string>& lines) {
  std::string text = R"({"date":"2026-01-01T00:00:00Z","planning":{"budget":{"budgetBreakdown":[{)"
                     R"("sourceParty":{"id":"b"},"period":{"startDate":"2025-01-01"},)"
                     R"("budgetLines":[)";
  for (std::size_t at = 0; at < lines.size(); ++at) {
    text += at == 0 ? "" : ",";
    text += R"({"id":"L-)" + std::to_string(at) + R"(","measures":[)" + lines[at] + "]}";
  }
  text += "]}]}}}";
  edca::json::Tree tree;
  const auto read = tree.parse(text);
  REQUIRE(read.error == edca::json::ReadError::none);
  return read_case(tree.at(read.root), ocid, "", "");
}

std::string measure(const std::string& id, const std::string& amount) {
  return R"({"id":")" + id + R"(","value":{"amount":)" + amount + R"(,"currency":"MXN"}})";
}
std::string measures(const std::string& modified, const std::string& executed,
                     const std::string& committed, const std::string& reserved) {
  return measure("modified", modified) + "," + measure("executed", executed) + "," +
         measure("committed", committed) + "," + measure("reserved", reserved);
}

Convention concluded(const std::vector<std::string>& lines) {
  Books books;
  books.add(process("ocds-ej0001-1", lines));
  books.finish();
  return books.conventions().at("ocds-ej0001").convention;
}

}  // namespace

TEST_CASE("balances add up to modified") {
  Books books;
  books.add(process("ocds-ej0001-1", {measures("1450000", "84364.48", "505135.52", "860500")}));
  books.finish();
  const Line& line = books.lines().begin()->second;
  const View view = books.view(line);
  CHECK(view.convention == Convention::balances);
  CHECK(view.available->zero());
  CHECK(view.committed->plain() == "589500");
}

TEST_CASE("a convention is concluded only where lines tell") {
  CHECK(concluded({measures("100", "60", "70", "0")}) == Convention::cumulative);
  CHECK(concluded({measures("100", "0", "100", "0")}) == Convention::unknown);
  CHECK(concluded({measures("100", "10", "50", "0")}) == Convention::unknown);
  CHECK(concluded({measure("modified", "100")}) == Convention::unknown);
  // Less is committed than executed: that cannot be cumulative.
  CHECK(concluded({measures("1200000", "700000", "300000", "100000"),
                   measures("450000", "450000", "0", "0")}) == Convention::balances);
  std::vector<std::string> lines(9, measures("100", "60", "40", "0"));
  lines.push_back(measures("100", "60", "70", "0"));
  CHECK(concluded(lines) == Convention::unknown);
}

TEST_CASE("parts make up the whole to the cent") {
  const auto parts = shares(*Decimal::read("100"),
                            {*Decimal::read("1"), *Decimal::read("1"), *Decimal::read("1")});
  REQUIRE(parts);
  Sum sum;
  for (const Decimal& each : *parts) sum.add(std::optional(each));
  CHECK(sum.total()->plain() == "100");
  CHECK_FALSE(shares(*Decimal::read("100"), {Decimal(), Decimal()}));
}

TEST_CASE("a line of two processes counts once, and the newest release is right") {
  Case first = process("ocds-ej0001-1", {measures("100", "60", "40", "0")});
  Case second = process("ocds-ej0001-2", {measures("120", "60", "60", "0")});
  second.date = "2025-12-31T23:59:59Z";
  Books books;
  books.add(first);
  books.add(second);
  books.finish();
  REQUIRE(books.lines().size() == 1);
  const Line& line = books.lines().begin()->second;
  CHECK(books.view(line).modified->plain() == "100");
  CHECK(line.conflicts.size() == 2);
  CHECK(line.ocids.size() == 2);
}
