#include "base/csv.hpp"
#include "base/markup.hpp"
#include "json/value.hpp"
#include "report/place.hpp"
#include "report/report.hpp"

#include "samples.hpp"

#include "catch.hpp"

#include <set>
#include <string>

using edca::FileSummary;
using edca::Finding;
using edca::Summary;
using edca::json::parse;
using edca::json::Value;
using edca::messages::Language;
using edca::report::Options;
namespace samples = edca::report::samples;

namespace {

const std::string evil = "a,b:%\r\n\"<x>&]]>\x1b\xEF\xBF\xBF.json";

Finding hostile() {
  Finding finding = samples::make("field.additional", evil.c_str(), 3, "/x");
  finding.property = evil;
  finding.value = "=cmd()";
  finding.ocid = "@ocid";
  return finding;
}

FileSummary file_of(const Finding& finding, std::uint64_t count) {
  FileSummary file;
  file.file = finding.file;
  file.read = true;
  file.by_rule = {{std::string(finding.rule->id), count}};
  return file;
}

std::string run(const char* format, const std::string& fail_on = "error") {
  Options options;
  options.language = Language::english;
  options.fail_on = fail_on;
  for (const char* rule : {"field.additional", "schema.required"})
    options.rules.push_back(edca::find_rule(rule));
  Summary summary;
  summary.files = summary.files_read = 1;
  summary.by_rule = {{"field.additional", 12}, {"schema.required", 1}};
  return samples::run(format, options, {hostile()}, {file_of(hostile(), 12)}, summary);
}

std::string fingerprint(const Finding& finding) {
  return edca::report::Fingerprints().of(finding);
}

}  // namespace

TEST_CASE("paths as URI references") {
  CHECK(edca::report::uri("a/b-c_d.~1.json") == "a/b-c_d.~1.json");
  CHECK(edca::report::uri("./a.zip/in side.json") == "a.zip/in%20side.json");
  CHECK(edca::report::uri("/año/x.json") == "file:///a%C3%B1o/x.json");
  CHECK(edca::report::uri("c:d?e#f%") == "c%3Ad%3Fe%23f%25");
  CHECK(edca::report::uri(std::string("\0\xFF", 2)) == "%00%FF");
  CHECK(edca::report::plain_path("././a") == "a");
  CHECK(edca::report::plain_path("./") == "./");
}

TEST_CASE("text for XML and HTML") {
  std::string out;
  edca::base::append_escaped("<a b=\"c\">&'\xEF\xBF\xBE\xEF\xBF\xBFñ\xEF\xBF", out);
  CHECK(out == "&lt;a b=&quot;c&quot;&gt;&amp;'\xEF\xBF\xBD\xEF\xBF\xBDñ\xEF\xBF");
}

TEST_CASE("fingerprints: what they depend on") {
  Finding finding = samples::make("schema.type", "a.json", 3, "/releases/0/tender/id", "7");
  finding.ocid = "ocds-1";
  finding.release = "1";
  const std::string print = fingerprint(finding);
  CHECK(print.size() == 32);
  Finding moved = finding;
  moved.at = {999, 99, 9};
  moved.pointer = "/releases/5/tender/id";
  moved.severity = edca::Severity::note;
  moved.file = "./a.json";
  CHECK(fingerprint(moved) == print);
  std::set<std::string> all{print};
  for (std::string Finding::*member : {&Finding::file, &Finding::ocid, &Finding::release,
                                       &Finding::pointer, &Finding::value, &Finding::property}) {
    Finding other = finding;
    other.*member += "/x";
    all.insert(fingerprint(other));
  }
  Finding other = finding;
  other.rule = edca::find_rule("schema.enum");
  all.insert(fingerprint(other));
  CHECK(all.size() == 8);
}

TEST_CASE("fingerprints: equal findings of a file are counted, each file anew") {
  const Finding finding = samples::make("schema.type", "a.json", 3, "/x", "7");
  edca::report::Fingerprints prints;
  const std::string first = prints.of(finding);
  const std::string second = prints.of(finding);
  CHECK(first != second);
  CHECK(prints.of(finding) != second);
  prints.end_file();
  CHECK(prints.of(finding) == first);
}

TEST_CASE("sarif: hostile text, rules of which nothing was shown, both languages") {
  const Value root = parse(run("sarif"), "sarif");
  const Value& told = root.find("runs")->as_array().front();
  const Value& result = told.find("results")->as_array().front();
  CHECK(result.text("ruleId") == "field.additional");
  CHECK(result.text("level") == "warning");
  CHECK(result.find("properties")->text("property") == evil);
  const Value& rules = *told.find("tool")->find("driver")->find("rules");
  REQUIRE(rules.as_array().size() == 2);
  CHECK(rules.as_array()[1].text("id") == "schema.required");
  CHECK(told.text("language") == "en");
  const Value& other = told.find("translations")->as_array().front();
  CHECK(other.text("language") == "es");
  CHECK(other.find("rules")->as_array()[1].find("shortDescription")->text("text") ==
        "Falta un campo obligatorio");
  CHECK(told.text("columnKind") == "unicodeCodePoints");
  CHECK(told.find("properties")->find("by_rule")->find("field.additional")->number_text() == "12");
}

TEST_CASE("sarif: data make no link of a message") {
  Options options;
  options.language = Language::english;
  options.rules.push_back(edca::find_rule("field.additional"));
  Finding finding = samples::make("field.additional", "a.json", 3, "/x");
  finding.property = "[Open](https://evil.example) [a\\](b) ](](";
  Summary summary;
  summary.by_rule = {{"field.additional", 1}};
  const Value root =
      parse(samples::run("sarif", options, {finding}, {file_of(finding, 1)}, summary), "sarif");
  const Value& result = root.find("runs")->as_array().front().find("results")->as_array().front();
  const std::string text(result.find("message")->text("text"));
  CHECK(text.find("[Open] (https://evil.example) [a\\] (b) ] (] (") != std::string::npos);
  CHECK(text.find("](") == std::string::npos);
}

TEST_CASE("sarif and gitlab: nothing found") {
  const Value root = parse(samples::run("sarif", {}, {}, {}, Summary{}), "sarif");
  const Value& told = root.find("runs")->as_array().front();
  CHECK(told.find("results")->as_array().empty());
  CHECK_FALSE(told.find("invocations")->as_array().front().flag("executionSuccessful"));
  CHECK(samples::run("gitlab", {}, {}, {}, Summary{}) == "[]\n");
}

TEST_CASE("junit: what fails is what --fail-on says") {
  const std::string passed = run("junit");
  CHECK(passed.find("tests=\"2\" failures=\"0\"") != std::string::npos);
  CHECK(passed.find("<system-out>") != std::string::npos);
  CHECK(passed.find("and 11 more") != std::string::npos);
  const std::string failed = run("junit", "warning");
  CHECK(failed.find("tests=\"2\" failures=\"1\"") != std::string::npos);
  CHECK(failed.find("<failure type=\"warning\" message=\"") != std::string::npos);
  CHECK(failed.find('\x1b') == std::string::npos);
  CHECK(failed.find("<x>") == std::string::npos);
  CHECK(failed.find("\xEF\xBF\xBF") == std::string::npos);
  CHECK(run("junit", "never").find("<failure") == std::string::npos);
}

TEST_CASE("github: one line a finding, whatever is in it") {
  const std::string out = run("github");
  CHECK(out.starts_with("::warning file=a%2Cb%3A%25\\r\\n\"<x>&]]>\\u001b"));
  CHECK(out.find(",line=3,col=9,title=field.additional::") != std::string::npos);
  CHECK(out.find("\n::") == std::string::npos);
  CHECK(out.find("\nErrors: 0\n") != std::string::npos);
}

TEST_CASE("csv: formulas are defused and a mark stands first only where asked for") {
  Finding number = hostile();
  number.value = "-1.5e3";
  Options options;
  options.language = Language::english;
  std::string out = samples::run("csv", options, {hostile(), number}, {}, Summary{});
  const auto rows = edca::base::parse_csv(out, "csv");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0][0] == "rule");
  CHECK(rows[1][9] == "=cmd()");
  CHECK(rows[1][10] == "@ocid");
  CHECK(rows[2][9] == "-1.5e3");
  options.excel = true;
  CHECK(samples::run("csv", options, {}, {}, Summary{})
            .starts_with("\xEF\xBB\xBFRule,Severity,File,Line,"));
  options.language = Language::spanish;
  out = samples::run("csv", options, {hostile()}, {}, Summary{});
  CHECK(out.starts_with("\xEF\xBB\xBFRegla,Gravedad,Archivo,Línea,Columna,Byte,"));
  CHECK(out.find(",'=cmd(),'@ocid,") != std::string::npos);
  CHECK(out.find("field.additional,advertencia,") != std::string::npos);
}

TEST_CASE("markdown: data mark nothing up") {
  Finding finding = hostile();
  finding.file = "a``b.json";
  finding.property = "<b>*@x*</b>|[y](z)";
  const std::string out = samples::run("markdown", {Language::english, false, "0.1.0"}, {finding},
                                       {}, samples::summary());
  CHECK(out.find("``` a``b.json:3:9 ```") != std::string::npos);
  CHECK(out.find("<b>") == std::string::npos);
  CHECK(out.find("&lt;b>\\*&#64;x\\*&lt;/b>\\|\\[y\\](z)") != std::string::npos);
  CHECK(out.find("(1,237)\n\n`schema.required`\n\n- and 1,237 more\n") != std::string::npos);
}
