#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "edca/link_checker.hpp"
#include "edca/merger.hpp"
#include "json/value.hpp"
#include "projects/existing.hpp"
#include "projects/same.hpp"
#include "projects/touched.hpp"
#include "projects/update.hpp"

using namespace edca::projects;
using edca::json::Value;

namespace {

struct Heard final : edca::FindingSink {
  std::vector<std::string> rules;
  void finding(const edca::Finding& finding) override { rules.emplace_back(finding.rule->id); }
  void file(const edca::FileSummary&) override {}
};

/// The changes that bring a project up to date, "why pointer".
std::vector<std::string> changes(Value& project, const std::string& made) {
  std::vector<std::string> told;
  const Value by = edca::json::parse(made, "made");
  Update(project, by, "2025-09-01T00:00:00Z", [&](const Change& change) {
    told.push_back(std::string(change.why) + " " + change.pointer);
  }).run();
  return told;
}

std::vector<std::string> links(const std::vector<std::string_view>& texts) {
  std::vector<std::string> told;
  edca::LinkChecker(edca::ReadOptions()).check(texts, [&](const edca::Finding& finding) {
    told.push_back(std::string(finding.rule->id) + " " + finding.pointer);
  });
  return told;
}

}  // namespace

TEST_CASE("a process of a project is known by its surest name") {
  const Value process = edca::json::parse(
      R"({"id":"Release-ocds-vclaro-1","releases":[{"id":"ocds-vclaro-1-v1"},{"id":"2"},7]})", "p");
  CHECK(ocids_of(process) ==
        std::vector<std::string>{"Release-ocds-vclaro-1", "ocds-vclaro-1", "ocds-vclaro-1-v1"});
  CHECK(ocids_of(Value("x")).empty());
}

TEST_CASE("what people wrote stays, and a second time changes nothing") {
  Value project = edca::json::parse(
      R"({"id":"P","updated":"2025-01-01T00:00:00Z","title":"T","contractingProcesses":[
          {"id":"ocds-1","summary":{"ocid":"ocds-1","title":"Mine","contractValue":{"amount":1.50,
          "currency":"MXN"}}},{"id":"ocds-2"}]})",
      "project");
  const std::string made =
      R"({"id":"P","title":"Other","status":"implementation","sector":["transport"],
          "contractingProcesses":[{"id":"ocds-1","summary":{"ocid":"ocds-1","title":"Theirs",
          "contractValue":{"amount":1.5,"currency":"USD"}}}]})";
  // The status waits for the other process; the amount is the same number.
  CHECK(changes(project, made) ==
        std::vector<std::string>{" /contractingProcesses/0/summary/contractValue/currency",
                                 "filled /sector", "date /updated"});
  CHECK(edca::json::write(project).find("1.50") != std::string::npos);
  CHECK(changes(project, made).empty());
}

TEST_CASE("what has another form than it should stays and is told") {
  const std::string text =
      R"({"id":"P","parties":"none","contractingProcesses":[7,{"id":"ocds-1","summary":"x",)"
      R"("releases":{}}]})";
  Value project = edca::json::parse(text, "project");
  const std::string made =
      R"({"id":"P","parties":[{"id":"a","roles":["buyer"]}],"contractingProcesses":[{"id":"ocds-1",
          "summary":{"ocid":"ocds-1","modifications":[{"id":"m","type":"scope"}]},
          "releases":[{"id":"r"}]}]})";
  CHECK(changes(project, made) ==
        std::vector<std::string>{"kept /contractingProcesses/1/summary",
                                 "added /contractingProcesses/1/releases/0", "kept /parties"});
  CHECK(project.text("parties") == "none");
  CHECK(changes(project, made) ==
        std::vector<std::string>{"kept /contractingProcesses/1/summary", "kept /parties"});
}

TEST_CASE("the value and term from before a modification that is listed are the initial ones") {
  Value project = edca::json::parse(
      R"({"id":"P","contractingProcesses":[{"id":"ocds-1","summary":{"ocid":"ocds-1",
          "contractValue":{"amount":100.0,"currency":"MXN"},
          "contractPeriod":{"startDate":"2024-01-01T06:00:00Z","endDate":"2024-06-30T06:00:00Z"},
          "modifications":[{"id":"1","type":"value","oldContractValue":{"amount":100},
            "newContractValue":{"amount":120}}]}}]})",
      "project");
  const std::string made =
      R"({"id":"P","contractingProcesses":[{"id":"ocds-1","summary":{
          "contractValue":{"amount":120,"currency":"MXN"},
          "contractPeriod":{"startDate":"2024-01-01T00:00:00-06:00",
                            "endDate":"2024-12-31T00:00:00-06:00"},
          "modifications":[
            {"id":"r-c-value","type":"value","releaseID":"r","oldContractValue":{"amount":100},
             "newContractValue":{"amount":120.0}},
            {"id":"r-c-duration","type":"duration","releaseID":"r",
             "oldContractPeriod":{"endDate":"2024-06-30T00:00:00-06:00"},
             "newContractPeriod":{"endDate":"2024-12-31T00:00:00-06:00"}}]}}]})";
  CHECK(changes(project, made) ==
        std::vector<std::string>{"modification /contractingProcesses/0/summary/modifications/1"});
  CHECK(changes(project, made).empty());
}

TEST_CASE("a modification is known by its id, its release, or what it changed") {
  const Value made = edca::json::parse(
      R"([{"id":"r1-c-value","type":"value","releaseID":"r1","newContractValue":{"amount":5,
           "currency":"MXN"}},
          {"id":"r2-c-value","type":"value","releaseID":"r2","newContractValue":{"amount":7}},
          {"id":"r2-c-duration","type":"duration","releaseID":"r2",
           "newContractPeriod":{"endDate":"2025-01-01T00:00:00-06:00"}},
          {"id":"r3-c-value","type":"value","releaseID":"r3","newContractValue":{"amount":5,
           "currency":"MXN"}}])",
      "made");
  const auto known = [&](const char* listed) {
    const Value value = edca::json::parse(listed, "listed");
    return known_of(value.as_array(), made.as_array());
  };
  using Known = std::vector<bool>;
  CHECK(known("[]") == Known{false, false, false, false});
  CHECK(known(R"([{"id":"r2-c-value"},7])") == Known{false, true, false, false});
  CHECK(known(R"([{"type":"value","releaseID":" R2 "}])") == Known{false, true, false, false});
  // Without its release, a modification stands for one only.
  CHECK(known(R"([{"type":"value","newContractValue":{"amount":5.00}}])") ==
        Known{true, false, false, false});
  CHECK(known(R"([{"newContractValue":{"amount":"5","currency":"USD"}}])") ==
        Known{false, false, false, false});
  CHECK(known(R"([{"newContractPeriod":{"endDate":"2025-01-01T06:00:00Z"}}])") ==
        Known{false, false, true, false});
  CHECK(known(R"([{"releaseID":"r9","type":"value","newContractValue":{"amount":7}}])") ==
        Known{false, false, false, false});
}

TEST_CASE("what did not change leaves byte for byte") {
  const std::string text =
      R"({ "a\u0062":1.50, "x":[1, {"y":"\u00e9"}] , "x":[1,{"y":"\u00e9"},2e0]})";
  Value value = edca::json::parse(text, "text");
  const auto written = [&](const Touched& touched) {
    std::string out;
    touched.write(text, value, out);
    return out;
  };
  Touched touched;
  CHECK(touched.none());
  CHECK(written(touched) ==
        R"({"a\u0062":1.50,"x":[1,{"y":"\u00e9"}],"x":[1,{"y":"\u00e9"},2e0]})");
  value.find("x")->as_array()[1]["z"] = true;
  value.find("x")->as_array().emplace_back("new");
  value["n"] = Value();
  touched.add("/x/1/z");
  touched.add("/x/3");
  touched.add("/n");
  CHECK(
      written(touched) ==
      R"({"a\u0062":1.50,"x":[1,{"y":"\u00e9"}],"x":[1,{"y":"\u00e9","z":true},2e0,"new"],"n":null})");
}

TEST_CASE("bringing a project up to date takes no longer than its size allows") {
  std::string parties;
  std::string suppliers;
  std::string modifications;
  std::string listed;
  constexpr int many = 20000;
  for (int n = 0; n < many; ++n) {
    const std::string id = std::to_string(n);
    const char* comma = n == 0 ? "" : ",";
    parties.append(comma).append(R"({"id":"p)" + id + R"(","roles":["supplier"]})");
    suppliers.append(comma).append(R"({"id":"p)" + id + "\"}");
    modifications.append(comma).append(R"({"id":"r)" + id + R"(-c-value","type":"value",)" +
                                       R"("releaseID":"r)" + id +
                                       R"(","newContractValue":{"amount":5}})");
    listed.append(comma).append(R"({"type":"value","newContractValue":{"amount":5.0}})");
  }
  const std::string process = R"("contractingProcesses":[{"id":"ocds-1","summary":{"suppliers":[)";
  Value project = edca::json::parse(
      R"({"id":"P",)" + process + R"({"id":"q"}],"modifications":[)" + listed + "]}}]}", "project");
  const std::string made = R"({"id":"P","parties":[)" + parties + "]," + process + suppliers +
                           R"(],"modifications":[)" + modifications + "]}}]}";
  const auto start = std::chrono::steady_clock::now();
  CHECK(changes(project, made).size() == std::size_t{2} * many);
  CHECK(changes(project, made).empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("what differs in zone, spelling, case or white space is the same") {
  const std::string_view release =
      R"({"ocid":"ocds-vclaro-1","id":"R-1","date":"2025-01-01T00:00:00Z","tag":["contract"],)"
      R"("parties":[{"id":"A","identifier":{"scheme":"MX-RFC","id":"AAA010101AA1"}}],)"
      R"("awards":[{"id":"W","value":{"amount":5.0,"currency":"MXN"},)"
      R"("contractPeriod":{"startDate":"2025-01-01T00:00:00Z","endDate":"2025-02-01T00:00:00Z"}}]})";
  const auto project = [](const std::string& link, const std::string& amount,
                          const std::string& start, const std::string& party) {
    return R"({"id":"oc4ids-vc0001-1","parties":[{"id":")" + party +
           R"(","identifier":{"scheme":"mx-rfc","id":"AAA010101AA1 "}}],"contractingProcesses":[)"
           R"({"id":" ocds-VCLARO-1","summary":{"contractValue":{"amount":)" +
           amount + R"(,"currency":"mxn "},"contractPeriod":{"startDate":")" + start +
           R"("}},"releases":[{"id":")" + link +
           R"(","tag":["contract","contract"],"date":"2024-12-31T18:00:00-06:00"}]}]})";
  };
  CHECK(links({project("r-1 ", "5", "2024-12-31T18:00:00-06:00", "a "), release}).empty());
  CHECK(links({project("R-1", "5.00", "2024-12-31T19:00:00", "A"), release}).empty());
  CHECK(links({project("R-2", "6", "2024-12-30T00:00:00Z", "B"), release}) ==
        std::vector<std::string>{
            "link.release /contractingProcesses/0/releases/0/id",
            "link.value /contractingProcesses/0/summary/contractValue",
            "link.period /contractingProcesses/0/summary/contractPeriod/startDate",
            "link.party /contractingProcesses/0"});
}

TEST_CASE("links are silent of what is not known") {
  const std::string_view project =
      R"({"id":"oc4ids-vc0001-1","contractingProcesses":[{"id":"ocds-vclaro-1",
          "releases":[{"id":"9","tag":["tender"],"date":"2024-01-01T00:00:00Z","url":"a:b"}]},
          {"id":"ocds-others-1"},{"id":"ocds-vclaro-2"},5]})";
  const std::string_view release =
      R"({"ocid":"ocds-vclaro-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"]})";
  CHECK(links({project}).empty());
  CHECK(links({release}).empty());
  CHECK(links({project, release}) ==
        std::vector<std::string>{"link.ocid /contractingProcesses/2/id"});
}

TEST_CASE("of several snapshots of a project the newest is written as it is") {
  Heard heard;
  const std::vector<std::string_view> texts = {
      R"({"id":"oc4ids-vc0001-1","updated":"2025-03-01T06:00:00-06:00","title":"A","n":1.50})",
      R"({"id":"oc4ids-vc0001-1","updated":"2025-02-01T00:00:00Z","title":"B"})",
      R"({"title":"A", "n":1.5,"updated":"2025-03-01T06:00:00-06:00","id":"oc4ids-vc0001-1"})"};
  const std::vector<std::string> merged = edca::Merger(edca::MergeOptions()).merge(texts, heard);
  REQUIRE(merged.size() == 1);
  CHECK(merged[0] ==
        R"({"title":"A","n":1.5,"updated":"2025-03-01T06:00:00-06:00","id":"oc4ids-vc0001-1"})");
  for (const std::string& each : heard.rules) CHECK(each != "merge.project-republished");
}
