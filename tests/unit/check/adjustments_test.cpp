#include "check/adjustments.hpp"

#include "catch.hpp"
#include "check/fingerprint.hpp"
#include "edca/error.hpp"

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>

using edca::check::Adjustments;
using edca::check::plain_fingerprint;

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

/// Whether a baseline knows such a finding, alone.
bool takes(const Adjustments& adjustments, const char* rule, const char* pointer,
           const char* value) {
  edca::Finding found = finding(rule, pointer);
  found.value = value;
  if (found.rule->id.starts_with("input.")) found.ocid.clear();
  found.fingerprint = plain_fingerprint(found);
  return Adjustments::Known(adjustments).take(found);
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

TEST_CASE("a rules file changes severities and leaves places alone") {
  const TemporaryFile file(
      R"({"severity":{"text":"error","date.future":"off"},"ignore":[{"rule":"money","path":"/contracts/*/value"}]})");
  Adjustments adjustments;
  CHECK(!adjustments.selective());
  adjustments.read_rules(file.path());
  CHECK(adjustments.severity(index("text.spaces")) == edca::Severity::error);
  CHECK(adjustments.off(index("date.future")));
  CHECK(!adjustments.off(index("date.default")));
  CHECK(adjustments.ignores(finding("money.zero", "/releases/0/contracts/3/value/amount")));
  CHECK(adjustments.ignores(finding("money.zero", "/contracts/3/value")));
  CHECK(!adjustments.ignores(finding("money.zero", "/contracts/3")));
  CHECK(!adjustments.ignores(finding("money.zero", "/awards/3/value/amount")));
  CHECK(!adjustments.ignores(finding("text.spaces", "/contracts/3/value/amount")));
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

TEST_CASE("what is in a baseline without fingerprints is known by names and values") {
  for (
      const char* text :
      {R"({"findings":[{"rule":"text.spaces","ocid":"ocds-mx0001-1","pointer":"/releases/0/parties/0/name","value":"\" x\""}]})",
       R"({"rule":"text.spaces","ocid":"ocds-mx0001-1","pointer":"/releases/0/parties/0/name","value":"\" x\""}
{"report":"edca/1"})"}) {
    const TemporaryFile file(text);
    Adjustments adjustments;
    adjustments.read_baseline(file.path());
    CHECK(adjustments.has_baseline());
    CHECK(takes(adjustments, "text.spaces", "/releases/4/parties/1/name", "\" x\""));
    CHECK(!takes(adjustments, "text.spaces", "/releases/4/parties/1/id", "\" x\""));
    CHECK(!takes(adjustments, "text.spaces", "/releases/4/parties/1/name", "\" y\""));
    CHECK(!takes(adjustments, "text.empty", "/releases/4/parties/1/name", "\" x\""));
  }
}

TEST_CASE("of equal findings as many are known as the baseline has") {
  const std::string one =
      R"({"rule":"text.spaces","pointer":"/x","fingerprint":"00000000000000ff"})";
  const TemporaryFile file(R"({"findings":[)" + one + "," + one + "]}");
  Adjustments adjustments;
  adjustments.read_baseline(file.path());
  edca::Finding found = finding("text.spaces", "/elsewhere");
  found.fingerprint = 0xff;
  for (int text = 0; text < 2; ++text) {
    Adjustments::Known known(adjustments);
    CHECK(known.take(found));
    CHECK(known.take(found));
    CHECK(!known.take(found));
  }
  found.fingerprint = 0xfe;
  CHECK(!Adjustments::Known(adjustments).take(found));
}

TEST_CASE("what cannot be read is never known") {
  const TemporaryFile file(R"({"findings":[{"rule":"input.syntax","pointer":""}]})");
  Adjustments adjustments;
  adjustments.read_baseline(file.path());
  CHECK(!takes(adjustments, "input.syntax", "", ""));
}

TEST_CASE("a baseline that is no report is refused") {
  for (const char* text : {"", "{}", "[1]", "no JSON"}) {
    const TemporaryFile file(text);
    CHECK_THROWS_AS(Adjustments().read_baseline(file.path()), edca::Error);
  }
}
