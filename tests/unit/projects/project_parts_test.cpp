#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "edca/projects.hpp"
#include "json/tree.hpp"
#include "projects/history.hpp"
#include "projects/parties.hpp"
#include "projects/values.hpp"
#include "semantics/location.hpp"

using namespace edca::projects;

namespace {

struct Heard final : edca::FindingSink {
  std::vector<edca::Finding> findings;
  void finding(const edca::Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary&) override {}
};

Sum sum_of(const std::vector<std::string>& values) {
  Sum sum;
  for (const std::string& each : values) {
    edca::json::Tree tree;
    REQUIRE(tree.parse(each).error == edca::json::ReadError::none);
    sum.add(&tree.at(0));
  }
  return sum;
}

/// What is told of two releases with this contract.
std::string told(const std::string& before, const std::string& after) {
  const auto release = [](const char* day, const std::string& contracts) {
    return R"({"id":"r","date":"2025-01-)" + std::string(day) + R"(T00:00:00Z","contracts":[)" +
           contracts + "]}";
  };
  const std::string one = release("01", before);
  const std::string other = release("02", after);
  return History(false).tell({{one, {}}, {other, {}}});
}

}  // namespace

TEST_CASE("amounts of projects are added up exactly or not at all") {
  CHECK(sum_of({R"({"amount":"12.50"})", R"({"amount":1})"}).total() == "13.50");
  CHECK(sum_of({R"({"amount":null})"}).empty());
  CHECK(sum_of({R"({"amount":"1,250.00"})", R"({"amount":100})"}).inexact());
  CHECK(sum_of({R"({"amount":"N/A"})"}).inexact());
  const Sum alone = sum_of({R"({"amount":1120656.1300000001})"});
  CHECK_FALSE(alone.inexact());
  CHECK_FALSE(alone.zero());
  CHECK(alone.total() == "1120656.1300000001");
  CHECK(sum_of({R"({"amount":1120656.1300000001})", R"({"amount":1})"}).inexact());
}

TEST_CASE("amounts without a currency are not those of the currency beside them") {
  const std::string bare = R"({"amount":1})";
  const std::string pesos = R"({"amount":2,"currency":"MXN"})";
  CHECK(sum_of({bare, bare}).sure_currency());
  CHECK(sum_of({pesos, pesos}).sure_currency());
  CHECK_FALSE(sum_of({bare, pesos}).sure_currency());
  CHECK_FALSE(sum_of({pesos, bare}).sure_currency());
  CHECK(sum_of({bare, pesos}).one_currency());
  CHECK(sum_of({pesos, R"({"currency":"MXN"})"}).sure_currency());
}

TEST_CASE("a contract that says the same in other words was not modified") {
  const std::string five = R"({"id":"C","value":{"amount":5}})";
  CHECK(told(five, R"({"id":"C","value":{"amount":"5"}})") == "{}");
  CHECK(told(five, R"({"id":"C","value":{"amount":5.0}})") == "{}");
  CHECK(told(R"({"id":"C","period":{"startDate":"2025-01-01T00:00:00-06:00"}})",
             R"({"id":"C","period":{"startDate":"2025-01-01T06:00:00Z"}})") == "{}");
  CHECK(told(five, five + R"(,{"id":"C","value":{"amount":7}})") == "{}");
  CHECK(told(five, R"({"id":"C","value":{"amount":6}})").find(R"("type":"value")") !=
        std::string::npos);
}

TEST_CASE("a link to a release is an address whatever its id") {
  const std::string release = R"({"id":"Año 1","date":"2025-01-01T00:00:00Z"})";
  const std::string links = History(false).tell({{release, "https://u.example/r.json"}});
  CHECK(links.find(R"("url":"https://u.example/r.json#A%C3%B1o%201")") != std::string::npos);
}

TEST_CASE("two RFCs are two organizations") {
  edca::json::Tree tree;
  const std::string text = R"([
    {"id":"X","name":"Uno"},
    {"id":"X","name":"Uno","identifier":{"scheme":"MX-RFC","id":"AAA010101AA1"}},
    {"id":"X","name":"Uno","identifier":{"scheme":"MX-RFC","id":"BBB010101BB1"}}])";
  REQUIRE(tree.parse(text).error == edca::json::ReadError::none);
  Parties parties(false);
  parties.add(&tree.at(0));
  parties.finish([](const std::string&, const std::vector<std::string>&) { CHECK(false); });
  REQUIRE(parties.all().size() == 2);
  CHECK(parties.all()[0].party.text("id") == "X");
  CHECK(parties.all()[1].party.text("id") == "MX-RFC-BBB010101BB1");
  CHECK(parties.id_of(0, 1).as_string() == "X");
}

TEST_CASE("a text in the place of a number is left out of a project and told") {
  edca::ProjectOptions options;
  options.project_id = "P";
  options.now = "2025-09-01";
  const edca::ProjectMaker maker(options);
  for (const std::string days : {"30 días", "007"}) {
    Heard heard;
    const std::string release =
        R"({"ocid":"ocds-vclaro-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],)"
        R"("tender":{"id":"t","contractPeriod":{"durationInDays":")" +
        days + R"("}}})";
    const std::vector<std::string_view> texts = {release};
    CHECK(maker.make(texts, heard).find("durationInDays") == std::string::npos);
    std::vector<std::string> dropped;
    for (const edca::Finding& each : heard.findings)
      if (each.rule->id == "convert.dropped") dropped.push_back(each.ocid);
    CHECK(dropped == std::vector<std::string>{"ocds-vclaro-1"});
  }
}

TEST_CASE("places that are beyond the end of the earth by a part of a degree are on no map") {
  using edca::semantics::is_on_earth;
  CHECK(is_on_earth("-99.1332", "19.4326"));
  CHECK(is_on_earth("180", "-90.0"));
  CHECK_FALSE(is_on_earth("180.9", "19"));
  CHECK_FALSE(is_on_earth("-180.5", "19"));
  CHECK_FALSE(is_on_earth("-99", "90.1"));
  CHECK_FALSE(is_on_earth("9e9", "5e9"));
}
