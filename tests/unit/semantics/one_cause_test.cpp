#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using edca::test::Judged;

namespace {

const std::string head =
    R"("ocid":"ocds-07smqs-1","id":"1","date":"2024-06-01T18:00:00-06:00","initiationType":"tender",)";

/// A release with these tags and fields.
std::string release(const char* tags, const std::string& fields) {
  return "{" + head + R"("tag":)" + tags + "," + fields + "}";
}

}  // namespace

TEST_CASE("numbers that name nobody tell no organization from another") {
  for (const char* number : {"XAXX010101000", "XEXX010101000", "N/A", "SIN RFC", "S/N", "0"}) {
    Judged judged;
    INFO(number);
    const auto party = [&](const char* id, const char* name) {
      return std::string(R"({"id":")") + id + R"(","name":")" + name +
             R"(","roles":["tenderer"],"identifier":{"scheme":"MX-RFC","id":")" + number + "\"}}";
    };
    judged.release(release(R"(["tender"])",
                           R"("parties":[)" + party("a", "Alfa") + "," + party("b", "Alfa") + "]"));
    CHECK(judged.count("party.repeated") == 0);
    CHECK(judged.count("mexico.party-id") == 0);
  }
}

// https://standard.open-contracting.org/1.1/en/schema/identifiers/#organization-ids
TEST_CASE("units have the number of their body and names of their own") {
  Judged judged("ocds-1.1");
  const auto count = [&](const char* other) {
    judged.release(release(
        R"(["compiled"])",
        std::string(
            R"("parties":[{"id":"1","name":"Unidad de Obras, S.C.","identifier":{"scheme":"MX-RFC","id":"IET140508QX1"}},{"id":"2","name":")") +
            other + R"(","identifier":{"scheme":"MX-RFC","id":"IET140508QX1"}}])"));
    return judged.count("party.repeated");
  };
  CHECK(count("Unidad de Compras") == 0);
  CHECK(count("UNIDAD DE OBRAS SC") == 1);
}

// Releases may "include new information only":
// https://standard.open-contracting.org/1.1/en/guidance/build/#releases-and-records
TEST_CASE("whether a contract is an open one may have been told before") {
  Judged judged;
  const std::string contract =
      R"("awards":[{"id":"a","value":{"amount":400,"currency":"MXN"}}],"contracts":[{"id":"c","awardID":"a","value":{"amount":700,"currency":"MXN"}}])";
  const auto count = [&](const char* tags, const std::string& tender) {
    judged.release(release(tags, tender + contract));
    return judged.count("money.contracts-above-award");
  };
  const std::string closed = R"("tender":{"id":"t","value":{"amount":1000,"currency":"MXN"}},)";
  const std::string open =
      R"("tender":{"id":"t","value":{"amount":1000,"currency":"MXN"},"minValue":{"amount":0,"currency":"MXN"}},)";
  CHECK(count(R"(["award","contract"])", "") == 0);
  CHECK(count(R"(["compiled"])", closed) == 1);
  CHECK(count(R"(["compiled"])", open) == 0);
}

TEST_CASE("nobody has won an award that came to nothing") {
  Judged judged;
  const auto count = [&](const char* status) {
    judged.release(release(
        R"(["compiled"])",
        std::string(
            R"("tender":{"id":"t","tenderers":[{"id":"a"}]},"awards":[{"id":"1","status":")") +
            status + R"(","suppliers":[{"id":"z"}]}])"));
    return judged.count("status.supplier-not-tenderer");
  };
  CHECK(count("active") == 1);
  CHECK(count("unsuccessful") == 0);
  CHECK(count("cancelled") == 0);
}

TEST_CASE("a day is the same one in two zones") {
  Judged judged;
  const auto count = [&](const char* award) {
    judged.release(
        release(R"(["award"])", std::string(R"("awards":[{"id":"1","date":")") + award + "\"}]"));
    return judged.count("date.after-release");
  };
  CHECK(count("2024-06-02T00:30:00Z") == 0);
  CHECK(count("2024-06-01T23:59:59-06:00") == 0);
  CHECK(count("2024-06-03T12:00:00Z") == 1);
}

TEST_CASE("a project is told to write an OCID into an id only where it is one") {
  Judged judged("oc4ids-0.9.5");
  const auto found = [&](const char* ocid) {
    return judged.project(
        std::string(
            R"({"id":"oc4ids-mx0001-1","contractingProcesses":[{"id":"109","summary":{"ocid":")") +
        ocid + R"("}}]})");
  };
  const std::string place = " /contractingProcesses/0/summary/ocid";
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  CHECK(has(found("ocds-07smqs-9"), "project.process-id /contractingProcesses/0/id"));
  for (const auto& [ocid, rule] :
       {std::pair{"ocds-07smqs", "ocid.local-part"}, std::pair{"ocds-07smqs-", "ocid.local-part"},
        std::pair{"ocds-213czf-1", "ocid.example-prefix"},
        std::pair{"ocds-07smqs-a b", "ocid.characters"}}) {
    INFO(ocid);
    CHECK(has(found(ocid), rule + place));
    CHECK(judged.count("project.process-id") == 0);
  }
}

TEST_CASE("what is empty is said once") {
  Judged judged;
  judged.release(release(R"(["planning"])", R"("planning":{})"));
  CHECK(judged.count("text.empty") == 1);
  CHECK(judged.count("tag.section-missing") == 0);
  judged.release(
      release(R"(["award"])", R"("awards":[{"id":"1","status":"active","suppliers":[]}])"));
  CHECK(judged.count("status.award-suppliers") == 0);
  judged.release(
      release(R"(["compiled"])", R"("parties":[{"id":"1","name":"","roles":[],"identifier":{}}])"));
  CHECK(judged.count("text.empty") == 3);
  for (const char* rule : {"party.name", "party.roles", "party.identifier"})
    CHECK(judged.count(rule) == 0);
}

TEST_CASE("one slip of a date or number is one finding") {
  Judged judged;
  judged.release(release(
      R"(["tender"])",
      R"("tender":{"id":"t","tenderPeriod":{"startDate":"2204-01-01T00:00:00Z","endDate":"2024-01-02T00:00:00Z"}})"));
  CHECK(judged.count("date.unlikely-year") == 1);
  CHECK(judged.count("date.period-order") == 0);
  judged.release(release(
      R"(["tender"])",
      R"("tender":{"id":"t","tenderPeriod":{"startDate":"2024-01-01T00:00:00Z","endDate":"2024-01-02T00:00:00Z","durationInDays":40000}})"));
  CHECK(judged.count("date.duration-unlikely") == 1);
  CHECK(judged.count("date.duration") == 0);
  judged.release(R"({"ocid":" ocds-07smqs-1","id":"1","tag":["tender"]})");
  CHECK(judged.count("id.spaces") == 1);
  CHECK(judged.count("ocid.prefix") == 0);
}
