#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <string>

using edca::test::Judged;

// What is lawful or usual in Mexico and must not be called a mistake, each beside the mistake.

TEST_CASE("a procedure that came to nothing may say so in its awards too") {
  Judged judged;
  const auto count = [&](const char* tender, const char* award) {
    judged.release(std::string(R"({"tender":{"status":")") + tender +
                   R"("},"awards":[{"id":"1","status":")" + award + R"("}]})");
    return judged.count("status.tender");
  };
  CHECK(count("unsuccessful", "unsuccessful") == 0);
  CHECK(count("cancelled", "cancelled") == 0);
  CHECK(count("active", "active") == 0);
  CHECK(count("unsuccessful", "active") == 1);
  CHECK(count("cancelled", "pending") == 1);
}

TEST_CASE("contracts follow what became of their award") {
  Judged judged;
  const auto count = [&](const char* award, const char* contract) {
    judged.release(std::string(R"({"awards":[{"id":"1","status":")") + award +
                   R"("}],"contracts":[{"id":"1","awardID":"1","status":")" + contract + R"("}]})");
    return judged.count("status.award-contract");
  };
  CHECK(count("pending", "pending") == 0);
  CHECK(count("cancelled", "terminated") == 0);
  CHECK(count("cancelled", "cancelled") == 0);
  CHECK(count("cancelled", "active") == 1);
  CHECK(count("pending", "active") == 1);
  CHECK(count("unsuccessful", "terminated") == 1);
}

TEST_CASE("a contract binds from the award and is signed within fifteen days") {
  Judged judged;
  const auto count = [&](const char* award, const char* starts) {
    judged.release(
        std::string(R"({"awards":[{"id":"1")") + award +
        R"(}],"contracts":[{"id":"1","awardID":"1","dateSigned":"2025-03-31T12:00:00-06:00","period":{"startDate":")" +
        starts + R"(T00:00:00-06:00"}}]})");
    return judged.count("date.signature-period");
  };
  const char* known = R"(,"date":"2025-03-03T13:00:00-06:00")";
  CHECK(count(known, "2025-03-03") == 0);
  CHECK(count(known, "2025-03-02") == 1);
  CHECK(count("", "2025-03-16") == 0);
  CHECK(count("", "2025-03-15") == 1);
}

TEST_CASE("a release that comes before what it tells is found where the event stands") {
  Judged judged;
  const auto found = judged.release(
      R"({"date":"2025-03-03T09:00:00-06:00","awards":[{"id":"1","date":"2025-03-03T18:00:00-06:00"},{"id":"2","date":"2025-03-04T01:00:00-06:00"}]})");
  CHECK(found == std::vector<std::string>{"date.after-release /awards/1/date"});
}

TEST_CASE("suppliers join a framework while it lasts") {
  Judged judged;
  const auto count = [&](const char* details) {
    judged.release(
        std::string(R"({"tender":{"procurementMethodDetails":")") + details +
        R"(","tenderPeriod":{"startDate":"2024-01-22T09:00:00-06:00","endDate":"2025-11-28T18:00:00-06:00"},"contractPeriod":{"startDate":"2024-03-01T09:00:00-06:00"}},"awards":[{"id":"1","date":"2024-02-27T12:00:00-06:00"}]})");
    return judged.count("date.tender-award") + judged.count("date.tender-contract-period");
  };
  CHECK(count("Contrato marco") == 0);
  CHECK(count("CONVENIO MARCO estatal") == 0);
  CHECK(count("Licitación pública") == 2);
}

TEST_CASE("of a fee more tax may be kept back than is added") {
  Judged judged;
  const auto count = [&](const char* around, const char* net, const char* amount) {
    judged.release(std::string(R"({"contracts":[{"id":"1",)") + around +
                   R"("value":{"netAmount":)" + net + R"(,"amount":)" + amount +
                   R"(,"currency":"MXN"}}]}}]})");
    return judged.count("money.net-above-gross");
  };
  const char* payment =
      R"("implementation":{"transactions":[{"id":"1","payer":{"id":"a"},"payee":{"id":"b"},)";
  CHECK(count(payment, "100000", "95333.33") == 0);
  CHECK(count(payment, "100000", "92666.67") == 0);
  CHECK(count(payment, "116000", "100000") == 1);
  CHECK(count(R"("implementation":{"milestones":[{"id":"1",)", "100000", "95333.33") == 1);
}

TEST_CASE("what a purchase is called goes together in more than one way") {
  Judged judged;
  const auto method = [&](const char* details, const char* code) {
    judged.release(std::string(R"({"tender":{"procurementMethodDetails":")") + details +
                   R"(","procurementMethod":")" + code + R"("}})");
    return judged.count("mexico.method-details");
  };
  CHECK(method("Invitación a cuando menos tres personas", "limited") == 0);
  CHECK(method("Invitación a cuando menos tres personas", "open") == 1);
  CHECK(method("Licitación pública", "limited") == 1);
  const auto category = [&](const char* main, const char* additional) {
    judged.release(std::string(R"({"tender":{"mainProcurementCategory":")") + main +
                   R"(","additionalProcurementCategories":)" + additional + "}}");
    return judged.count("mexico.category");
  };
  CHECK(category("works", R"(["goodsAcquisition","works"])") == 0);
  CHECK(category("works", R"(["goodsAcquisition","services"])") == 1);
  CHECK(category("works", R"(["memberships"])") == 0);
  CHECK(category("works", R"([1,"x","services"])") == 1);
}

TEST_CASE("public servants and parent bodies need no number and no role") {
  Judged judged;
  const auto count = [&](const char* party, const char* rule) {
    judged.release(
        std::string(R"({"parties":[{"id":"1","name":"A",)") + party +
        R"(},{"id":"2","name":"B","identifier":{"scheme":"x","id":"2"},"roles":["buyer"],"memberOf":[{"id":"1","name":"A"}]}]})");
    return judged.count(rule);
  };
  const char* number = "party.identifier";
  CHECK(count(R"("roles":["official"],"position":"Jefa de licitaciones")", number) == 0);
  CHECK(count(R"("roles":["attendee"],"identifier":{"legalPersonality":"naturalPerson"})",
              number) == 0);
  CHECK(count(R"("roles":["attendee"])", number) == 1);
  CHECK(count(R"("roles":["official","supplier"],"position":"Jefa")", number) == 1);
  CHECK(count(R"("roles":[],"position":"Jefa")", number) == 1);
  CHECK(count(R"("x":1)", "party.roles") == 0);
  judged.release(R"({"parties":[{"id":"1","name":"A"}]})");
  CHECK(judged.count("party.roles") == 1);
}

TEST_CASE("a unit has the number of its body, or none") {
  Judged judged;
  const auto judge = [&](const char* unit) {
    judged.release(
        std::string(
            R"({"parties":[{"id":"MX-RFC-A1","name":"A","roles":["buyer"],"identifier":{"scheme":"MX-RFC","id":"A1"}},{"id":"U","name":"B",)") +
        unit + "}]}");
    return judged.count("party.identifier") + judged.count("party.repeated") +
           judged.count("mexico.party-id");
  };
  CHECK(judge(R"("roles":["requestingUnit"],"memberOf":[{"id":"MX-RFC-A1"}])") == 0);
  CHECK(judge(R"("roles":["requestingUnit"])") == 1);
  CHECK(judge(R"("roles":["supplier"],"memberOf":[{"id":"MX-RFC-A1"}])") == 1);
  CHECK(
      judge(
          R"("roles":["contractingUnit"],"memberOf":[{"id":"MX-RFC-A1"}],"identifier":{"scheme":"MX-RFC","id":"A1"})") ==
      0);
  CHECK(judge(R"("roles":["contractingUnit"],"identifier":{"scheme":"MX-RFC","id":"A1"})") == 1);
}

TEST_CASE("joint proposals may be counted once or by their bidders") {
  Judged judged;
  const auto count = [&](const char* suppliers) {
    judged.release(
        std::string(
            R"({"tender":{"numberOfTenderers":2,"tenderers":[{"id":"a"},{"id":"b"},{"id":"c"}]},"awards":[{"id":"1","suppliers":[)") +
        suppliers + "]}]}");
    return judged.count("status.number-of-tenderers");
  };
  CHECK(count(R"({"id":"a"},{"id":"b"})") == 0);
  CHECK(count(R"({"id":"a"})") == 1);
}

TEST_CASE("a foreign supplier is told by another number than the generic one") {
  Judged judged;
  const auto count = [&](const char* more) {
    judged.release(
        std::string(
            R"({"parties":[{"id":"1","name":"A","roles":["supplier"],"identifier":{"scheme":"MX-RFC","id":"XEXX010101000"})") +
        more + "}]}");
    return judged.count("mexico.rfc-generic");
  };
  CHECK(count("") == 1);
  CHECK(count(R"(,"additionalIdentifiers":[])") == 1);
  CHECK(count(R"(,"additionalIdentifiers":[{"scheme":"US-EIN","id":"84-5550172"}])") == 0);
}

TEST_CASE("amounts that differ for a reason that the data tell") {
  Judged judged;
  const auto contract = [&](const char* more, const char* currency = "MXN") {
    judged.release(
        std::string(
            R"({"awards":[{"id":"1","value":{"amount":100,"currency":"MXN"}}],"contracts":[{"id":"1","awardID":"1","value":{"amount":150,"currency":")") +
        currency + R"("}}])" + more + "}");
  };
  contract("");
  CHECK(judged.count("money.contracts-above-award") == 1);
  judged.release(
      R"({"awards":[{"id":"1","value":{"amount":100,"currency":"MXN"}}],"contracts":[{"id":"1","awardID":"1","value":{"amount":150,"currency":"MXN"},"amendments":[{"id":"1"}]}]})");
  CHECK(judged.count("money.contracts-above-award") == 0);
  contract("", "USD");
  CHECK(judged.count("money.currency-differs") == 1);
  judged.release(
      R"({"awards":[{"id":"1","value":{"amount":100,"currency":"MXN"}}],"contracts":[{"id":"1","awardID":"1","value":{"amount":5,"currency":"USD","exchangeRates":[{"rate":20,"currency":"MXN"}]}}]})");
  CHECK(judged.count("money.currency-differs") == 0);
  const auto guarantee = [&](const char* obligations) {
    judged.release(
        std::string(
            R"({"contracts":[{"id":"1","value":{"amount":100,"currency":"MXN"},"guarantees":[{"id":"1",)") +
        obligations + R"("value":{"amount":500,"currency":"MXN"}}]}]})");
    return judged.count("money.guarantee-above-contract");
  };
  CHECK(guarantee(R"("obligations":"civilLiability",)") == 0);
  CHECK(guarantee(R"("obligations":"fulfillment",)") == 1);
  CHECK(guarantee("") == 1);
  const auto budget = [&](const char* before, const char* after) {
    judged.release(std::string(R"({"planning":{"budget":{)") + before +
                   R"("amount":465000000000,"currency":"MXN"})" + after + "}}}");
    return judged.count("money.unlikely");
  };
  CHECK(
      budget(
          R"("budgetBreakdown":[{"id":"1","budgetLines":[{"id":"1","measures":[{"id":"approved","value":{)",
          "}]}]}]") == 0);
  CHECK(budget(R"("amount":{)", "") == 1);
}

TEST_CASE("a whole process may be published again when an earlier part changes") {
  Judged judged;
  const auto count = [&](const char* tag, const char* sections) {
    judged.release(std::string(R"({"tag":[")") + tag +
                   R"("],"planning":{"x":1},"tender":{"id":"1"},)" + sections + "}");
    return judged.count("tag.section-untagged");
  };
  const char* all = R"("awards":[{"id":"1"}],"contracts":[{"id":"1"}])";
  CHECK(count("planningUpdate", all) == 0);
  CHECK(count("awardUpdate", all) == 0);
  CHECK(count("tender", all) == 1);
  CHECK(count("award", all) == 1);
  CHECK(count("tenderAmendment", R"("awards":[{"id":"1"}])") == 0);
  CHECK(count("planning", R"("awards":[{"id":"1"}])") == 1);
}

TEST_CASE("the platform's documents are asked for when there can be any") {
  Judged judged;
  const auto asked = [&](const char* tender, const char* more) {
    judged.release(
        std::string(
            R"({"tag":["compiled"],"tender":{"procurementMethodDetails":"Licitación pública","status":")") +
        tender + "\"}" + more + "}");
    return judged.count("mexico.documents");
  };
  CHECK(asked("planned", "") == 0);
  CHECK(asked("active", "") == 1);
  const char* notice =
      R"(,"planning":{"documents":[{"id":"1","documentType":"needsAssessment"},{"id":"2","documentType":"marketStudies"},{"id":"3","documentType":"projectPlan"},{"id":"4","documentType":"tenderNotice"}]})";
  CHECK(asked("active", notice) == 0);
  CHECK(asked("complete", notice) == 1);
}

TEST_CASE("an update of a contract need not repeat when it was signed") {
  Judged judged;
  const auto count = [&](const char* tags) {
    judged.release(std::string(R"({"tag":)") + tags +
                   R"(,"contracts":[{"id":"1","status":"active"}]})");
    return judged.count("status.contract-unsigned");
  };
  CHECK(count(R"(["contractAmendment","implementation"])") == 0);
  CHECK(count(R"(["award","contract"])") == 1);
  CHECK(count(R"(["compiled"])") == 1);
}

TEST_CASE("works that are handed over, maintained or taken down have contracts for that") {
  Judged projects("oc4ids-0.9.5");
  const auto count = [&](const char* status) {
    projects.project(
        std::string(R"({"id":"oc4ids-mx0001-1","status":")") + status +
        R"(","contractingProcesses":[{"id":"ocds-mx0001-1","summary":{"status":"active"}}]})");
    return projects.count("project.status-processes");
  };
  CHECK(count("maintenance") == 0);
  CHECK(count("decommissioning") == 0);
  CHECK(count("completion") == 0);
  CHECK(count("decommissioned") == 1);
}
