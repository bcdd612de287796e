#include "check/adjustments.hpp"

#include "catch.hpp"
#include "edca/error.hpp"

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>

using edca::check::Adjustments;
using edca::check::below_item;
using edca::check::fingerprint;

namespace {

/// A file that is deleted at the end.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    static int count = 0;
    const std::string name = "edca-adjustments-" + std::to_string(getpid()) + "-";
    path_ = (std::filesystem::temp_directory_path() / (name + std::to_string(count++))).string();
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

edca::Finding finding(const char* rule, const char* pointer) {
  edca::Finding finding;
  finding.rule = edca::find_rule(rule);
  finding.pointer = pointer;
  finding.ocid = "ocds-mx0001-1";
  return finding;
}

std::size_t index(const char* rule) {
  return static_cast<std::size_t>(edca::find_rule(rule) - edca::rules().data());
}

std::string refusal(const std::string& text) {
  const TemporaryFile file(text);
  try {
    Adjustments().read_rules(file.path());
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "";
}

}  // namespace

TEST_CASE("a pointer below the item does not depend on the package around it") {
  CHECK(below_item("/releases/12/tender/id") == "/tender/id");
  CHECK(below_item("/records/0/releases/3/tender") == "/tender");
  CHECK(below_item("/3/data/0/tender/items/0") == "/tender/items/0");
  CHECK(below_item("/recordPackages/0/records/1/compiledRelease/id") == "/compiledRelease/id");
  CHECK(below_item("/arrayRecordPackage/2/records/0/ocid") == "/ocid");
  CHECK(below_item("/result/records/0/tender/id") == "/tender/id");
  CHECK(below_item("/results/0/record/releases/0/tender/id") == "/tender/id");
  CHECK(below_item("/releasePackage/releases/0/id") == "/id");
  CHECK(below_item("/tender/items/0") == "/tender/items/0");
  CHECK(below_item("/releases/0").empty());
  CHECK(below_item("").empty());
}

TEST_CASE("fingerprints tell findings apart and stay the same") {
  const auto one = fingerprint("a", "o", "r", "/releases/0/tender", "");
  CHECK(one == fingerprint("a", "o", "r", "/releases/7/tender", ""));
  CHECK(one != fingerprint("b", "o", "r", "/releases/0/tender", ""));
  CHECK(one != fingerprint("a", "", "or", "/releases/0/tender", ""));
  CHECK(one != fingerprint("a", "o", "r", "/releases/0/tender", "x"));
}

TEST_CASE("a rules file changes severities and leaves places alone") {
  const TemporaryFile file(
      R"({"severity":{"text":"error","date.future":"off"},"ignore":[{"rule":"money","path":"/contracts/*/value"}]})");
  Adjustments adjustments;
  CHECK(!adjustments.selective());
  adjustments.read_rules(file.path());
  CHECK(adjustments.severity(index("text.spaces")) == edca::Severity::error);
  CHECK(adjustments.off(index("date.future")));
  CHECK(!adjustments.off(index("date.default")));
  CHECK(adjustments.hides(finding("money.zero", "/releases/0/contracts/3/value/amount")));
  CHECK(adjustments.hides(finding("money.zero", "/contracts/3/value")));
  CHECK(!adjustments.hides(finding("money.zero", "/contracts/3")));
  CHECK(!adjustments.hides(finding("money.zero", "/awards/3/value/amount")));
  CHECK(!adjustments.hides(finding("text.spaces", "/contracts/3/value/amount")));
}

TEST_CASE("a rules file that cannot be meant is refused") {
  CHECK(refusal("[]") == "rules-file.format");
  CHECK(refusal(R"({"severities":{}})") == "rules-file.name");
  CHECK(refusal(R"({"severity":{"nosuch":"error"}})") == "rules-file.rule");
  CHECK(refusal(R"({"severity":{"text":"fatal"}})") == "rules-file.severity");
  CHECK(refusal(R"({"severity":{"text":1}})") == "rules-file.severity");
  CHECK(refusal(R"({"ignore":[{"rule":"text","path":"tender"}]})") == "rules-file.path");
  CHECK(refusal(R"({"ignore":[{"path":"/tender"}]})") == "rules-file.rule");
  CHECK_THROWS_AS(Adjustments().read_rules("/nonexistent/rules.json"), edca::Error);
}

TEST_CASE("what is in a baseline is hidden, wherever it stands now") {
  for (
      const char* text :
      {R"({"findings":[{"rule":"text.spaces","ocid":"ocds-mx0001-1","pointer":"/releases/0/tender/title"}]})",
       R"({"rule":"text.spaces","ocid":"ocds-mx0001-1","pointer":"/releases/0/tender/title"}
{"report":"edca/1"})"}) {
    const TemporaryFile file(text);
    Adjustments adjustments;
    adjustments.read_baseline(file.path());
    CHECK(adjustments.hides(finding("text.spaces", "/releases/4/tender/title")));
    CHECK(!adjustments.hides(finding("text.spaces", "/releases/4/tender/description")));
    CHECK(!adjustments.hides(finding("text.empty", "/releases/4/tender/title")));
  }
  for (const char* text : {"", "{}", "[1]", "no JSON"}) {
    const TemporaryFile file(text);
    CHECK_THROWS_AS(Adjustments().read_baseline(file.path()), edca::Error);
  }
}
