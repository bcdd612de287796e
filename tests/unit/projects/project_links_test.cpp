#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "edca/link_checker.hpp"
#include "edca/merger.hpp"
#include "json/value.hpp"
#include "projects/existing.hpp"
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

TEST_CASE("a project of odd shape is brought up to date all the same") {
  Value project = edca::json::parse(
      R"({"id":"P","parties":"none","contractingProcesses":[7,{"id":"ocds-1","summary":"x",
          "releases":{}}]})",
      "project");
  const std::string made =
      R"({"id":"P","parties":[{"id":"a","roles":["buyer"]}],"contractingProcesses":[{"id":"ocds-1",
          "summary":{"ocid":"ocds-1","modifications":[{"id":"m","type":"scope"}]},
          "releases":[{"id":"r"}]}]})";
  CHECK_FALSE(changes(project, made).empty());
  CHECK(changes(project, made).empty());
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
