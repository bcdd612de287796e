#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

using edca::test::Judged;
using Found = std::vector<std::string>;

// What the standards allow and must not be called a mistake, each beside the mistake. The clause
// stands in the name; OCDS is https://standard.open-contracting.org/1.1/en/, OC4IDS
// https://standard.open-contracting.org/infrastructure/latest/en/.

TEST_CASE("OCDS schema/identifiers: the id of an organization may name a unit behind its number") {
  Judged judged;
  const auto judge = [&](const char* first, const char* second) {
    judged.release(
        std::string(R"({"parties":[{"id":")") + first +
        R"(","name":"A","roles":["buyer"],"identifier":{"scheme":"MX-RFC","id":"A1"}},)" +
        R"({"id":")" + second +
        R"(","name":"A","roles":["buyer"],"identifier":{"scheme":"MX-RFC","id":"A1"}}]})");
    return judged.count("party.repeated") + judged.count("mexico.party-id");
  };
  CHECK(judge("MX-RFC-A1-DGA", "MX-RFC-A1-DGTI") == 0);
  CHECK(judge("MX-RFC-A1", "MX-RFC-A1-DGTI") == 0);
  CHECK(judge("MX-RFC-A1", "MX-RFC-A1-") == 2);
  CHECK(judge("MX-RFC-A1", "MX-RFC-A1B") == 2);
  CHECK(judge("MX-RFC-A1-DGA", "A1-DGTI") == 1);
}

TEST_CASE("OCDS schema/reference#value: amounts of a concession are negative, all of them") {
  Judged judged;
  const auto judge = [&](const char* award, const char* contract, const char* net) {
    return judged.release(
        std::string(
            R"({"tender":{"value":{"amount":-500,"currency":"MXN"},"minValue":{"amount":-600,"currency":"MXN"}},"awards":[{"id":"1","value":{"amount":)") +
        award +
        R"(,"currency":"MXN"}}],"contracts":[{"id":"1","awardID":"1","value":{"currency":"MXN","amount":)" +
        contract + ",\"netAmount\":" + net + "}}]}");
  };
  CHECK(judge("-450", "-900", "-800").empty());
  CHECK(judge("450", "-450", "-400") == Found{"money.negative /contracts/0/value/amount"});
  CHECK(judge("-450", "450", "400") == Found{"money.negative /awards/0/value/amount"});
  CHECK(judge("-450", "-450", "400") == Found{"money.negative /contracts/0/value/amount"});
  // One cause, one finding.
  CHECK(judge("450", "-450", "400") == Found{"money.negative /contracts/0/value/amount"});
}

TEST_CASE("OCDS schema/reference#value: there is no percentage of a negative amount") {
  Judged judged;
  const auto found = judged.release(
      R"({"planning":{"budget":{"amount":{"amount":-100,"currency":"MXN"},"budgetBreakdown":[{"id":"1","amount":{"amount":-100,"currency":"MXN"}}]}},
          "tender":{"value":{"amount":-100,"currency":"MXN"}},
          "awards":[{"id":"1","value":{"amount":-90,"currency":"MXN"},"items":[{"id":"1","quantity":1,"unit":{"value":{"amount":-90,"currency":"MXN"}}}]}],
          "contracts":[{"id":"1","awardID":"1","value":{"amount":-90,"currency":"MXN"},"guarantees":[{"id":"1","value":{"amount":9,"currency":"MXN"}}],
            "implementation":{"transactions":[{"id":"1","payer":{"id":"a"},"payee":{"id":"b"},"value":{"amount":90,"currency":"MXN"}}]}}]})");
  CHECK(judged.count("money.negative") == 0);
  for (const std::string& one : found) CHECK(one.substr(0, 6) != "money.");
  Judged projects("oc4ids-0.9.5");
  projects.project(
      R"({"id":"oc4ids-mx0001-1","budget":{"amount":{"amount":-100,"currency":"MXN"},"budgetBreakdown":[{"id":"1","amount":{"amount":-100,"currency":"MXN"}}]},
          "contractingProcesses":[{"id":"ocds-mx0001-1","summary":{"contractValue":{"amount":-90,"currency":"MXN"},"finalValue":{"amount":-95,"currency":"MXN"}}}]})");
  CHECK(projects.count("project.budget-sum") == 0);
  CHECK(projects.count("project.final-value") == 0);
}

TEST_CASE("OCDS codelists#release-tag: what is planned may be told by its tender") {
  Judged judged;
  const auto count = [&](const char* tag, const char* section) {
    judged.release(std::string(R"({"tag":[")") + tag + R"("],")" + section + R"(":{"id":"1"}})");
    return judged.count("tag.section-missing");
  };
  CHECK(count("planning", "tender") == 0);
  CHECK(count("planningUpdate", "tender") == 0);
  CHECK(count("planning", "buyer") == 1);
  CHECK(count("tender", "planning") == 1);
}

TEST_CASE("OCDS codelists#award-status: an unsuccessful award may name its suppliers") {
  Judged judged;
  judged.release(
      R"({"awards":[{"id":"1","status":"unsuccessful","suppliers":[{"id":"a","name":"A"}]}]})");
  CHECK(judged.count("status.award-suppliers") == 0);
  judged.release(R"({"awards":[{"id":"1","status":"active"}]})");
  CHECK(judged.count("status.award-suppliers") == 1);
}

TEST_CASE("OC4IDS reference/schema#period: the end is the planned one and stays") {
  Judged projects("oc4ids-0.9.5");
  const auto count = [&](const char* status, const char* start) {
    projects.project(
        std::string(R"({"id":"oc4ids-mx0001-1","updated":"2023-05-16T00:00:00Z","status":")") +
        status + R"(","period":{"startDate":")" + start +
        R"(T00:00:00Z","endDate":"2021-10-31T00:00:00Z"},"contractingProcesses":[{"id":"ocds-mx0001-1","summary":{"status":"closed","contractPeriod":{"endDate":"2030-01-01T00:00:00Z"}}}]})");
    return projects.count("project.status-period") + projects.count("project.process-status");
  };
  CHECK(count("implementation", "2020-06-12") == 0);
  CHECK(count("preparation", "2020-06-12") == 0);
  CHECK(count("maintenance", "2020-06-12") == 0);
  CHECK(count("maintenance", "2023-06-12") == 1);
}

TEST_CASE("OC4IDS reference/schema#contractingprocess: the id is the OCID where there is one") {
  Judged projects("oc4ids-0.9.5");
  const auto judge = [&](const char* id, const char* ocid) {
    Found found;
    for (std::string& one : projects.project(
             std::string(R"({"id":"oc4ids-mx0001-1","contractingProcesses":[{"id":")") + id +
             R"(","summary":{"ocid":")" + ocid + "\"}}]}")) {
      if (one.starts_with("project.process-id") || one.starts_with("ocid"))
        found.push_back(one.substr(0, one.find(' ')));
    }
    return found;
  };
  CHECK(judge("109", "SOP/OBRA/01") == Found{"ocid.prefix"});
  CHECK(judge("SOP/OBRA/01", "SOP/OBRA/01") == Found{"ocid.prefix"});
  CHECK(judge("109", "OCDS-MX0001-1") == Found{"ocid.prefix"});
  CHECK(judge("109", "ocds-mx0001-1") == Found{"project.process-id"});
  CHECK(judge("109", "").empty());
  CHECK(judge("ocds-mx0001-1", "ocds-mx0001-1").empty());
}

TEST_CASE("OCDS schema/reference#date: a release is judged by its own date") {
  Judged judged;
  const auto count = [&](const char* date) {
    judged.release(
        std::string("{") + date +
        R"("contracts":[{"id":"1","status":"active","period":{"endDate":"2019-12-31T00:00:00-06:00"},"milestones":[{"id":"1","status":"scheduled","dueDate":"2019-12-31T00:00:00-06:00"}]}]})");
    return judged.count("status.contract-ended") + judged.count("status.milestone-overdue");
  };
  CHECK(count(R"("date":"2019-03-01T00:00:00-06:00",)") == 0);
  CHECK(count(R"("date":"2020-12-30T00:00:00-06:00",)") == 0);
  CHECK(count(R"("date":"2021-01-01T00:00:00-06:00",)") == 2);
  CHECK(count("") == 0);
}

TEST_CASE("what is to come is told once, what came after the release too") {
  Judged judged;
  const auto judge = [&](const char* signed_on) {
    return judged.release(
        std::string(R"({"date":"2025-01-01T00:00:00Z","contracts":[{"id":"1","dateSigned":")") +
        signed_on + R"(T00:00:00Z"}]})");
  };
  CHECK(judge("2024-12-31").empty());
  CHECK(judge("2025-01-05") == Found{"date.after-release /contracts/0/dateSigned"});
  CHECK(judge("2026-01-05") == Found{"date.future /contracts/0/dateSigned"});
}

TEST_CASE("OCDS schema/reference#period: what begins and ends on one day is in order") {
  Judged judged;
  const auto count = [&](const char* end) {
    judged.release(
        std::string(
            R"({"tender":{"tenderPeriod":{"startDate":"2025-03-14T09:00:00-06:00","endDate":")") +
        end + R"(","maxExtentDate":"2025-03-14T00:00:00-06:00"}}})");
    return judged.count("date.period-order") + judged.count("date.extent-order");
  };
  CHECK(count("2025-03-14T00:00:00-06:00") == 0);
  CHECK(count("2025-03-14T23:59:59-06:00") == 0);
  CHECK(count("2025-03-13T23:00:00-06:00") == 1);
  CHECK(count("2025-03-15T00:00:00-06:00") == 1);
}

TEST_CASE("amounts that differ by rounding are equal") {
  Judged judged;
  const auto count = [&](const char* second, const char* rule) {
    judged.release(
        std::string(
            R"({"contracts":[{"id":"1","value":{"amount":1000.01,"netAmount":1000.01,"currency":"MXN"},"guarantees":[{"id":"1","value":{"currency":"MXN","amount":)") +
        second +
        R"(}}],"implementation":{"transactions":[{"id":"1","value":{"amount":0,"currency":"MXN"}},{"id":"2","value":{"currency":"MXN","amount":)" +
        second + R"(}}]}}],"tender":{"value":{"amount":1000.01,"currency":"MXN","netAmount":)" +
        second + R"(},"minValue":{"currency":"MXN","amount":)" + second + "}}}");
    return judged.count(rule);
  };
  for (const char* rule : {"money.payments-above-contract", "money.guarantee-above-contract",
                           "money.min-above-max", "money.net-above-gross"}) {
    INFO(rule);
    CHECK(count("1000.03", rule) == 0);
    CHECK(count("1001.01", rule) == 0);
    CHECK(count("1001.02", rule) == 1);
  }
}

TEST_CASE("LAASSP, contratos abiertos: what is paid and amended is measured by the maximum") {
  Judged judged;
  const auto judge = [&](const char* least, const char* contract, const char* paid) {
    judged.release(
        std::string(
            R"({"planning":{"budget":{"amount":{"amount":400,"currency":"MXN"},"budgetBreakdown":[{"id":"1","amount":{"amount":1000,"currency":"MXN"}}]}},"tender":{"value":{"amount":1000,"currency":"MXN"},)") +
        R"("minValue":{"currency":"MXN","amount":)" + least +
        R"(}},"awards":[{"id":"1","value":{"amount":400,"currency":"MXN"}}],"contracts":[{"id":"1","awardID":"1","items":[{"id":"1","quantity":10,"unit":{"value":{"amount":100,"currency":"MXN"}}}],"value":{"currency":"MXN","amount":)" +
        contract +
        R"(},"implementation":{"transactions":[{"id":"1","value":{"currency":"MXN","amount":)" +
        paid + "}}]}}]}");
    return judged.count("money.contracts-above-award") +
           judged.count("money.payments-above-contract") + judged.count("money.items-sum") +
           judged.count("money.budget-tender") + judged.count("money.budget-sum");
  };
  CHECK(judge("400", "600", "700") == 0);
  CHECK(judge("400", "1000", "1000") == 0);
  CHECK(judge("400", "600", "1002") == 1);
  CHECK(judge("400", "1300", "900") == 1);
  // No open contract: five figures that do not go together.
  CHECK(judge("1000", "600", "700") == 5);
}
