#include "pages/facts.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"

namespace {

using edca::pages::FactReader;
using edca::pages::ProcessFacts;

/// A record of one release, whose members are given.
std::string record(const std::string& members) {
  const std::string release =
      R"({"ocid":"ocds-mx0001-1","id":"1","date":"2025-03-01T10:00:00-06:00",)" + members + "}";
  return R"({"ocid":"ocds-mx0001-1","releases":[)" + release + R"(],"compiledRelease":)" + release +
         "}";
}

bool has(const FactReader& reader, std::string_view word) {
  return std::ranges::find(reader.words(), word) != reader.words().end();
}

constexpr const char* deal = R"(
  "buyer":{"id":"1","name":"Municipio de San Telmo"},
  "parties":[{"id":"1","name":"Municipio","identifier":{"scheme":"MX-RFC","id":"mvh-830101-4k5"}},
             {"id":"2","name":"Papelera","identifier":{"legalName":"Papelera del Norte, S.A."}}],
  "tender":{"id":"t","title":"Compra de papel","procurementMethod":"open"},
  "awards":[{"id":"a","date":"2025-03-05T00:00:00Z","suppliers":[{"id":"2","name":"Papelera"}]},
            {"id":"b","status":"cancelled","suppliers":[{"id":"9","name":"Otra"}]}],
  "contracts":[{"id":"c","awardID":"a","value":{"amount":0.1,"currency":"MXN"}},
               {"id":"d","awardID":"a","dateSigned":"2026-01-02T00:00:00Z",
                "value":{"amount":0.2,"currency":"MXN"}},
               {"id":"e","awardID":"b","status":"cancelled","value":{"amount":5,"currency":"MXN"}},
               {"id":"f","awardID":"a","value":{"amount":5,"currency":"pesos"}}])";

}  // namespace

TEST_CASE("a process tells who buys, from whom, for how much and when") {
  FactReader reader;
  const ProcessFacts& facts = reader.read(record(deal));
  CHECK(facts.title == "Compra de papel");
  CHECK(facts.method == "open");
  REQUIRE(facts.buyer);
  CHECK(facts.buyer->id == "MVH8301014K5");
  CHECK(facts.buyer->name == "Municipio de San Telmo");
  REQUIRE(facts.suppliers.size() == 2);
  // A running number tells nobody from others.
  CHECK(facts.suppliers[0].id.empty());
  CHECK(facts.suppliers[0].key == "papelera");
  CHECK(facts.suppliers[0].legal_name == "Papelera del Norte, S.A.");
  REQUIRE(facts.contracts.size() == 4);
  CHECK(facts.contracts[0].date == "2025-03-05");
  CHECK(facts.contracts[1].year == "2026");
  CHECK_FALSE(facts.contracts[2].counts);
  CHECK(facts.contracts[3].currency.empty());
  REQUIRE(facts.amounts.size() == 1);
  CHECK(facts.amounts.at("MXN").plain() == "0.30");
  for (const char* word : {"papel", "norte", "b:telmo", "s:norte", "b:mvh8301014k5", "ocds"}) {
    INFO(word);
    CHECK(has(reader, word));
  }
  CHECK_FALSE(has(reader, "s:telmo"));
  CHECK(std::ranges::is_sorted(reader.words()));
}

TEST_CASE("of a record without a compiled release the last one that is there counts") {
  FactReader reader;
  const ProcessFacts& facts = reader.read(
      R"({"ocid":"o","releases":[{"date":"2025-01-02T00:00:00Z","tender":{"title":"Uno"}},
          {"date":"2024-01-02T00:00:00Z","tender":{"title":"Dos"}},{"url":"https://a.example/"}]})");
  CHECK(facts.title == "Dos");
  CHECK(facts.dates.first == "2024-01-02T00:00:00Z");
  CHECK(facts.dates.last == "2025-01-02T00:00:00Z");
}

TEST_CASE("members of other types say nothing") {
  FactReader reader;
  for (const char* members :
       {R"("buyer":5,"tender":[],"awards":{},"contracts":[5,null,[]],"parties":"x")",
        R"("buyer":{"id":null,"name":{}},"tender":{"title":5,"procurementMethod":["open"]})",
        R"("contracts":[{"value":{"amount":"5","currency":"MXN"},"dateSigned":"ayer"}])"}) {
    INFO(members);
    const ProcessFacts& facts = reader.read(record(members));
    CHECK(facts.ocid == "ocds-mx0001-1");
    CHECK_FALSE(facts.buyer);
    CHECK(facts.amounts.empty());
    CHECK(facts.title.empty());
  }
  CHECK(reader.read("[]").ocid.empty());
  CHECK(reader.read("{").ocid.empty());
}

TEST_CASE("titles are cut between characters") {
  std::string text;
  for (int at = 0; at < 300; ++at) text += "ñ";
  CHECK(edca::pages::cut_title(text) == text);
  const std::string cut = edca::pages::cut_title(text + "x");
  CHECK(cut.size() == 2 * 299 + 3);
  CHECK(cut.ends_with("ñ…"));
}
