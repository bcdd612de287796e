#include "json/value.hpp"
#include "report/report.hpp"

#include "samples.hpp"
#include "snapshot.hpp"

#include "catch.hpp"

#include <sstream>
#include <string>

using edca::Finding;
using edca::Summary;
using edca::json::parse;
using edca::json::Value;
using edca::messages::Language;
namespace samples = edca::report::samples;

TEST_CASE("json and jsonl reports in both languages") {
  CHECK(samples::run("json", Language::spanish) == samples::snapshot("json.es.json"));
  CHECK(samples::run("json", Language::english) == samples::snapshot("json.en.json"));
  CHECK(samples::run("jsonl", Language::spanish) == samples::snapshot("jsonl.es.jsonl"));
  CHECK(samples::run("jsonl", Language::english) == samples::snapshot("jsonl.en.jsonl"));
}

TEST_CASE("json report: never coloured, one finding a line, valid when there is nothing") {
  CHECK(samples::run("json", Language::spanish, true) == samples::snapshot("json.es.json"));
  const std::string empty =
      samples::run("json", {Language::english, false, "0.1.0"}, {}, {}, Summary{});
  const Value root = parse(empty, "empty");
  CHECK(root.text("report") == "edca/1");
  CHECK(root.find("findings")->as_array().empty());
  CHECK(root.find("files")->as_array().empty());
  CHECK(root.find("summary")->find("errors")->number_text() == "0");
  CHECK(root.find("summary")->find("by_rule")->as_object().empty());
}

TEST_CASE("json report: hostile text stays one JSON string of the same value") {
  const std::string evil = "\"\\\x1b\n\xC2\x9B\x7Fñ\xC2\xA0</script>";
  Finding finding = samples::make("field.additional", "a.json", 1, "/x");
  finding.property = evil;
  finding.value = evil + std::string(1, '\0');
  const std::string out =
      samples::run("json", {Language::english, false, "0.1.0"}, {finding}, {}, samples::summary());
  const Value root = parse(out, "out");
  const Value& told = root.find("findings")->as_array().front();
  CHECK(told.text("property") == evil);
  CHECK(told.text("value") == evil + std::string(1, '\0'));
  CHECK(told.find("ocid") == nullptr);
  CHECK(told.find("keyword") == nullptr);
  CHECK(told.text("pointer") == "/x");
}

TEST_CASE("jsonl report: every line is one JSON text, the last has the figures") {
  std::istringstream lines(samples::run("jsonl", Language::english));
  std::size_t findings = 0;
  Value last;
  for (std::string line; std::getline(lines, line); ++findings) last = parse(line, "line");
  CHECK(findings == samples::findings().size() + 1);
  CHECK(last.find("rule") == nullptr);
  CHECK(last.find("summary")->find("errors")->number_text() == "1240");
  CHECK(last.find("files")->as_array().size() == 1);
  CHECK(last.find("tool")->text("name") == "edca");
}

TEST_CASE("an unknown format is an error of usage") {
  try {
    edca::report::make_report("xml", {}, [](std::string_view) {});
    FAIL("no error");
  } catch (const edca::Error& error) {
    CHECK(error.kind() == edca::ErrorKind::usage);
    CHECK(edca::messages::describe(error, Language::english) ==
          "“xml” is not a report format. The formats are “text”, “json”, “jsonl”, “sarif”, "
          "“junit”, “github”, “gitlab”, “csv”, “markdown” and “html”.");
  }
}
