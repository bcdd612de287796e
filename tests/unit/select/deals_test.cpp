#include "select/deals.hpp"

#include <string>

#include "catch.hpp"
#include "json/tree.hpp"

using edca::AmountMode;
using edca::select::Case;
using edca::select::day_of;
using edca::select::is_natural;

namespace {

std::string amount(const std::string& release, AmountMode mode, std::size_t deal = 0) {
  edca::json::Tree tree;
  REQUIRE(tree.parse(release).error == edca::json::ReadError::none);
  const Case given(tree.at(0));
  REQUIRE(given.deals().size() > deal);
  const auto money = given.amount(given.deals()[deal], mode);
  return money ? money->amount.plain() : "none";
}

const std::string open_tender =
    R"("tender":{"value":{"amount":1000000,"currency":"MXN"},"minValue":{"amount":400000,"currency":"MXN"}})";

}  // namespace

TEST_CASE("An open contract has a least and a most") {
  const std::string empty = "{" + open_tender + R"(,"contracts":[{"id":1}]})";
  CHECK(amount(empty, AmountMode::contract) == "1000000");
  CHECK(amount(empty, AmountMode::max) == "1000000");
  CHECK(amount(empty, AmountMode::mean) == "700000");
  const std::string filled =
      "{" + open_tender +
      R"(,"contracts":[{"id":1,"value":{"amount":500000.10,"currency":"MXN"}}]})";
  CHECK(amount(filled, AmountMode::contract) == "500000.10");
  CHECK(amount(filled, AmountMode::max) == "1000000");
  CHECK(amount(filled, AmountMode::mean) == "700000");
}

TEST_CASE("Limits of a process are nobody's where there are several contracts") {
  const std::string two = "{" + open_tender + R"(,"contracts":[{"id":1},{"id":2}]})";
  CHECK(amount(two, AmountMode::max) == "none");
  const std::string one_live =
      "{" + open_tender + R"(,"contracts":[{"id":1,"status":"cancelled"},{"id":2}]})";
  CHECK(amount(one_live, AmountMode::max, 1) == "1000000");
}

TEST_CASE("The amount of an award is that of its only contract") {
  const std::string one =
      R"({"awards":[{"id":"a","value":{"amount":7,"currency":"MXN"}}],"contracts":[{"id":1,"awardID":"a"}]})";
  CHECK(amount(one, AmountMode::contract) == "7");
  const std::string two =
      R"({"awards":[{"id":"a","value":{"amount":7,"currency":"MXN"}}],"contracts":[{"id":1,"awardID":"a"},{"id":2,"awardID":"a"}]})";
  CHECK(amount(two, AmountMode::contract) == "none");
  CHECK(amount(R"({"awards":[{"value":{"amount":7,"currency":"MXN"}}]})", AmountMode::contract) ==
        "7");
  CHECK(amount("{}", AmountMode::contract) == "none");
}

TEST_CASE("Days are those that were written") {
  CHECK(day_of("2020-06-01T23:59:59-06:00") == "2020-06-01");
  CHECK(day_of("2020-06-01") == "2020-06-01");
  for (const char* text : {"", "2020-06", "2020-13-01", "2020-02-30", "01/06/2020", "2020-06-012"})
    CHECK(day_of(text).empty());
}

TEST_CASE("Natural persons have 13 characters") {
  CHECK(is_natural("PEGJ800412HX3"));
  CHECK(is_natural("SINA800412HX3"));
  for (const char* rfc : {"ABC250115XY1", "XAXX010101000", "XEXX010101000", ""})
    CHECK_FALSE(is_natural(rfc));
}
