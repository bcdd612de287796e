#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <algorithm>
#include <string>
#include <utility>

using edca::test::Judged;

// OCDS guidance/build#releases-and-records: releases may "include new information only", so that
// completeness is asked of compiled releases and of what a release tells for the first time.

namespace {

/// What a process lacks in a release with these tags, which has these members too.
std::uint64_t lacking(const char* tags, const std::string& members, const char* rule) {
  Judged judged;
  judged.release(std::string(R"({"date":"2025-03-14T09:00:00-06:00","tag":)") + tags + "," +
                 members + "}");
  return judged.count(rule);
}

const char* const tender = R"("tender":{"id":"1","title":"T"},)";

}  // namespace

TEST_CASE("a party is asked for what it lacks where it is introduced") {
  const auto count = [](const char* tags, const std::string& more, const char* party,
                        const char* rule) {
    return lacking(tags, more + R"("parties":[{"id":"1",)" + party + "}]", rule);
  };
  const char* contact = R"("contactPoint":{"name":"Ventas"})";
  for (const char* rule : {"party.name", "party.identifier", "party.roles"}) {
    INFO(rule);
    CHECK(count(R"(["compiled"])", "", contact, rule) == 1);
    CHECK(count(R"(["planning"])", "", contact, rule) == 1);
    CHECK(count(R"(["contractUpdate"])", "", contact, rule) == 0);
    CHECK(count(R"(["award"])", "", contact, rule) == 0);
    CHECK(count(R"(["award","implementation"])", "", contact, rule) == 0);
    // A process that is told at once.
    CHECK(count(R"(["contract"])", std::string(tender) + R"("contracts":[{"id":"1"}],)", contact,
                rule) == 1);
    // Only what is new in the tender.
    CHECK(count(R"(["award"])", R"("tender":{"id":"1","status":"complete"},"awards":[{"id":"1"}],)",
                contact, rule) == 0);
  }
  const char* named = R"("name":"A","roles":["supplier"])";
  CHECK(count(R"(["award"])", "", named, "party.identifier") == 1);
  CHECK(count(R"(["tender"])", "", named, "party.identifier") == 1);
  CHECK(count(R"(["implementation"])", "", named, "party.identifier") == 0);
  CHECK(count(R"(["awardUpdate"])", "", named, "party.identifier") == 0);
  const char* numbered = R"("name":"A","identifier":{"id":"1"})";
  CHECK(count(R"(["award"])", "", numbered, "party.scheme") == 1);
  CHECK(count(R"(["awardUpdate"])", "", numbered, "party.scheme") == 0);
  CHECK(count(R"(["award"])", "", numbered, "party.roles") == 1);
}

TEST_CASE("awards and contracts are asked where they are told for the first time") {
  const std::string award = R"("awards":[{"id":"1","status":"active","value":)";
  for (const auto& [rule, value] : {std::pair("money.currency-missing", R"({"amount":5})"),
                                    std::pair("money.amount-missing", R"({"currency":"MXN"})"),
                                    std::pair("status.award-suppliers", "{}")}) {
    INFO(rule);
    const std::string all = award + value + "}]";
    CHECK(lacking(R"(["award"])", all, rule) == 1);
    CHECK(lacking(R"(["compiled"])", all, rule) == 1);
    CHECK(lacking(R"(["awardUpdate"])", all, rule) == 0);
    CHECK(lacking(R"(["award","awardUpdate"])", all, rule) == 0);
    CHECK(lacking(R"(["contract"])", all, rule) == 0);
    CHECK(lacking(R"(["somethingElse"])", all, rule) == 1);
  }
  const char* payment =
      R"("contracts":[{"id":"1","implementation":{"transactions":[{"id":"1","payee":{"id":"1"}}]}}])";
  CHECK(lacking(R"(["contract","implementation"])", payment, "reference.payment-parties") == 1);
  CHECK(lacking(R"(["implementation"])", payment, "reference.payment-parties") == 0);
}

TEST_CASE("references lead to parties of earlier releases too") {
  const char* supplier = R"("awards":[{"id":"1","suppliers":[{"id":"A"}]}])";
  const std::string parties = R"("parties":[{"id":"B","roles":["supplier"]}],)";
  const char* rule = "reference.organization";
  CHECK(lacking(R"(["award"])", parties + supplier, rule) == 1);
  CHECK(lacking(R"(["award"])", supplier, rule) == 0);
  CHECK(lacking(R"(["award"])", tender + std::string(supplier), rule) == 1);
  CHECK(lacking(R"(["awardUpdate"])", parties + supplier, rule) == 0);
  CHECK(lacking(R"(["compiled"])", supplier, rule) == 1);
  const std::string contract = R"("contracts":[{"id":"1","awardID":"2"}],)" + std::string(supplier);
  CHECK(lacking(R"(["contract"])", contract, "reference.award") == 0);
  CHECK(lacking(R"(["award","contract"])", contract, "reference.award") == 0);
  CHECK(lacking(R"(["award","contract"])", tender + contract, "reference.award") == 1);
  CHECK(lacking(R"(["compiled"])", contract, "reference.award") == 1);
  const std::string two =
      R"("parties":[{"id":"A","roles":["supplier"]},{"id":"B","roles":["supplier"]}],)";
  CHECK(lacking(R"(["award"])", two + supplier, "reference.role-unused") == 1);
  CHECK(lacking(R"(["awardUpdate"])", two + supplier, "reference.role-unused") == 0);
}

TEST_CASE("bidders are counted where the tender is told") {
  const char* bidders = R"("tender":{"id":"1","numberOfTenderers":3,"tenderers":[{"id":"1"}]})";
  CHECK(lacking(R"(["tender"])", bidders, "status.number-of-tenderers") == 1);
  CHECK(lacking(R"(["tenderUpdate"])", bidders, "status.number-of-tenderers") == 0);
  const char* direct = R"("tender":{"id":"1","procurementMethod":"direct"})";
  CHECK(lacking(R"(["tender"])", direct, "mexico.direct-rationale") == 1);
  CHECK(lacking(R"(["tenderAmendment"])", direct, "mexico.direct-rationale") == 0);
}

TEST_CASE("beside a compiled release, what is lacking is told of that one") {
  Judged judged;
  const std::string party = R"("parties":[{"id":"1","name":"A","roles":["buyer"]}])";
  const std::string release =
      R"({"ocid":"ocds-mx0001-1","id":"1","tag":["planning"],)" + party + "}";
  judged.record(R"({"ocid":"ocds-mx0001-1","releases":[)" + release + "]}");
  CHECK(judged.count("party.identifier") == 1);
  const auto found = judged.record(R"({"ocid":"ocds-mx0001-1","releases":[)" + release +
                                   R"(],"compiledRelease":{"tag":["compiled"],)" + party + "}}");
  CHECK(judged.count("party.identifier") == 1);
  CHECK(std::find(found.begin(), found.end(), "party.identifier /compiledRelease/parties/0") !=
        found.end());
}
