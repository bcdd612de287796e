#include "unit/semantics/judged.hpp"

#include "catch.hpp"
#include "edca/error.hpp"

#include <algorithm>
#include <string>
#include <vector>

using edca::test::Judged;
using Found = std::vector<std::string>;

namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t time = 0; time < times; ++time) out += text;
  return out;
}

bool has(const Found& found, const std::string& finding) {
  return std::find(found.begin(), found.end(), finding) != found.end();
}

}  // namespace

TEST_CASE("findings know pointer, offset and value, whatever stands before them") {
  Judged judged;
  const std::string text =
      R"({"a\u0022/~":[[],null,true,{"x":"\"{"}],"tender":{"value":{"amount":-1.50,"currency":"MXN","netAmount":2}},"n":null})";
  const Found found = judged.release(text);
  CHECK(found == Found{"text.empty /a\"~1~0/0", "money.negative /tender/value/amount"});
  const auto& hits = judged.judge().hits();
  REQUIRE(hits.size() == 2);
  CHECK(text.substr(hits[0].offset, 2) == "[]");
  CHECK(text.substr(hits[1].offset, 5) == "-1.50");
  CHECK(hits[1].finding.value == "-1.50");
}

TEST_CASE("values that are absent or of another type are silent") {
  Judged judged;
  CHECK(judged.release("{}").empty());
  for (const char* value : {"null", "true", "0", "\"x\"", "[1]", "[null]", "{\"y\":1}", "[[1]]",
                            "[{\"id\":{\"z\":1}}]"}) {
    std::string text = "{";
    for (const char* name : {"ocid", "id", "date", "tag", "parties", "buyer", "planning", "tender",
                             "awards", "contracts", "relatedProcesses", "language"}) {
      text += (text.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + value;
    }
    text += "}";
    INFO(text);
    judged.release(text);
    judged.record(text);
    Judged projects("oc4ids-0.9.5");
    projects.project(text);
    CHECK(judged.count("date.period-order") == 0);
  }
}

TEST_CASE("only so many findings of a rule are kept, all are counted") {
  Judged judged("edca-mx", 3);
  const Found found = judged.release("{\"x\":[" + repeat("{},", 9) + "{}]}");
  CHECK(found.size() == 3);
  CHECK(judged.count("text.empty") == 10);
}

TEST_CASE("many findings take time in proportion to the text") {
  // With pointers made one by one from the root, this would take minutes.
  Judged judged;
  const Found found = judged.release("{\"x\":[" + repeat("{\"y\":[]},", 200'000) + "{\"y\":[]}]}");
  REQUIRE(found.size() == 200'001);
  CHECK(found.back() == "text.empty /x/200000/y");
}

TEST_CASE("equal ids and references by the thousand are no burden") {
  Judged judged;
  std::string parties;
  std::string suppliers;
  for (int at = 0; at < 50'000; ++at) {
    parties += (at == 0 ? "" : ",") + (R"({"id":"P","name":"N)" + std::to_string(at) + R"("})");
    suppliers += (at == 0 ? "" : ",") + std::string(R"({"id":"P"})");
  }
  judged.release(R"({"parties":[)" + parties + R"(],"awards":[{"suppliers":[)" + suppliers +
                 "]}]}");
  CHECK(judged.count("id.repeated") == 49'999);
  CHECK(judged.count("reference.several-organizations") == 1);
}

TEST_CASE("nesting to the limit is judged") {
  Judged judged;
  const Found found = judged.release("{\"x\":" + repeat("[", 500) + repeat("]", 500) + "}");
  REQUIRE(found.size() == 1);
  CHECK(found[0] == "text.empty /x" + repeat("/0", 499));
}

TEST_CASE("dates compare as points in time, days as days") {
  Judged judged;
  const auto period = [](const char* start, const char* end) {
    return std::string(R"({"tender":{"tenderPeriod":{"startDate":")") + start + R"(","endDate":")" +
           end + "\"}}}";
  };
  const std::string finding = "date.period-order /tender/tenderPeriod/endDate";
  CHECK(judged.release(period("2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z")).empty());
  CHECK(judged.release(period("2025-01-01T01:00:00Z", "2024-12-31T20:00:00-06:00")).empty());
  CHECK(has(judged.release(period("2025-01-02T01:00:00Z", "2025-01-01T01:00:00Z")), finding));
  CHECK(judged.release(period("2025-01-02", "2025-01-01T01:00:00Z")).empty());
  CHECK(judged.release(period("2025-02-30T00:00:00Z", "2025-01-01T01:00:00Z")).empty());
}

TEST_CASE("sums are told exactly at the border") {
  Judged judged;
  const auto contract = [](const char* value, const char* one, const char* other) {
    return std::string(R"({"contracts":[{"id":"1","value":{"amount":)") + value +
           R"(,"currency":"MXN"},"implementation":{"transactions":[{"id":"1","payer":{"id":"a"},"payee":{"id":"b"},"value":{"amount":)" +
           one +
           R"(,"currency":"MXN"}},{"id":"2","payer":{"id":"a"},"payee":{"id":"b"},"value":{"amount":)" +
           other + R"(,"currency":"MXN"}}]}}]})";
  };
  const char* rule = "money.payments-above-contract";
  // Less than a peso is rounding.
  judged.release(contract("0.3", "0.1", "1.2"));
  CHECK(judged.count(rule) == 0);
  judged.release(contract("0.3", "0.1", "1.2000001"));
  CHECK(judged.count(rule) == 1);
  judged.release(contract("9007199254740993", "9007199254740993", "1.01"));
  CHECK(judged.count(rule) == 1);
  judged.release(contract("1e400", "1", "1"));
  CHECK(judged.count(rule) == 0);
}

TEST_CASE("a compiled release is compared with the merge of its releases") {
  Judged judged;
  const auto record = [](const char* title, const char* more) {
    return std::string(
               R"({"ocid":"ocds-mx0001-1","releases":[{"ocid":"ocds-mx0001-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"1","title":"A","items":[{"id":"2"},{"id":"1"}]}},{"ocid":"ocds-mx0001-1","id":"2","date":"2025-01-02T00:00:00Z","tag":["tender"],"tender":{"id":"1","title":"B"}}],"compiledRelease":{"ocid":"ocds-mx0001-1","id":"x","date":"2025-01-02T00:00:00Z","tag":["compiled"],"tender":{"title":")") +
           title + R"(","id":"1","items":[{"id":"1"},{"id":"2"}])" + more + "}}}";
  };
  judged.record(record("B", ""));
  CHECK(judged.count("history.compiled-differs") == 0);
  judged.record(record("B", R"(,"description":null)"));
  CHECK(judged.count("history.compiled-differs") == 0);
  judged.record(record("A", ""));
  CHECK(judged.count("history.compiled-differs") == 1);
  judged.record(record("B", R"(,"description":"C")"));
  CHECK(judged.count("history.compiled-differs") == 1);
}

TEST_CASE("a day given for today ends at midnight") {
  using edca::semantics::point_in_time;
  CHECK(point_in_time("2025-03-14") == point_in_time("2025-03-14T23:59:59Z"));
  CHECK(point_in_time("@0") == point_in_time("1970-01-01T00:00:00Z"));
  CHECK_THROWS_AS(point_in_time("14/03/2025"), edca::Error);
  CHECK_THROWS_AS(point_in_time("@x"), edca::Error);
  CHECK(point_in_time("") > point_in_time("2025-01-01"));
}
