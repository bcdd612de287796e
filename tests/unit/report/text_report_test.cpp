#include "report/report.hpp"

#include "samples.hpp"
#include "snapshot.hpp"

#include "catch.hpp"

#include <string>

using edca::Finding;
using edca::Summary;
using edca::messages::Language;
namespace samples = edca::report::samples;

namespace {

std::string run(const std::vector<Finding>& findings, const Summary& summary, bool color = false) {
  return samples::run("text", {Language::english, color, "0.1.0"}, findings, {}, summary);
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

Summary with_errors(std::uint64_t errors, const char* rule) {
  Summary summary;
  summary.files = summary.files_read = 1;
  summary.errors = errors;
  summary.by_rule = {{rule, errors}};
  return summary;
}

}  // namespace

TEST_CASE("text report: errors first, counts complete, advice once where it is the same") {
  CHECK(samples::run("text", Language::spanish) == samples::snapshot("text.es.txt"));
  CHECK(samples::run("text", Language::english) == samples::snapshot("text.en.txt"));
}

TEST_CASE("text report: colour only when asked, and nothing else changes") {
  std::string colored = samples::run("text", Language::spanish, true);
  CHECK(colored.find("\x1b[1;31merror\x1b[0m: ") != std::string::npos);
  CHECK(colored.find("\x1b[1;33madvertencia\x1b[0m: ") != std::string::npos);
  CHECK(colored.find("\x1b[1;34mnota\x1b[0m: ") != std::string::npos);
  for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b'))
    colored.erase(at, colored.find('m', at) + 1 - at);
  CHECK(colored == samples::snapshot("text.es.txt"));
}

TEST_CASE("text report: clean data, data without errors, and nothing read") {
  Summary summary;
  summary.files = summary.files_read = 2;
  CHECK(run({}, summary).find("nothing to check") != std::string::npos);
  summary.items = 2;
  CHECK(run({}, summary).starts_with("No problem was found"));
  summary.warnings = 1;
  CHECK(run({}, summary).starts_with("The data have no errors."));
  summary = {};
  summary.files = 1;
  CHECK(run({}, summary).starts_with("Nothing could be read"));
  CHECK(
      run({}, with_errors(3, "schema.type"))
          .starts_with(
              "error: A value is of the wrong type [schema.type] (3)\n  and 3 more\n\nSummary\n"));
}

TEST_CASE("text report: terminal sequences in the data never reach the terminal") {
  const std::string evil = "\x1b]0;title\x07\x1b[2J\xC2\x9B\n\r\x7F\xE2\x80\xAE\xFF";
  Finding finding = samples::make("field.near-miss", "", 1, "", "", {{"suggestion", evil}});
  finding.file = finding.pointer = finding.property = finding.value = finding.ocid = evil;
  finding.release = evil;
  edca::FileSummary file = samples::first_file();
  file.profile = file.version = evil;
  file.reason_arguments = {{"url", evil}};
  file.extensions = {{evil, evil, "unknown"}};
  for (const char* format : {"text", "json", "jsonl"}) {
    const std::string out = samples::run(format, {Language::spanish, false, "0.1.0"}, {finding},
                                         {file}, with_errors(1, "field.near-miss"));
    INFO(format);
    for (const char* raw : {"\x1b", "\x07", "\xC2\x9B", "\r", "\x7F", "\xFF"})
      CHECK(out.find(raw) == std::string::npos);
    if (std::string(format) == "text") CHECK(out.find("\xE2\x80\xAE") == std::string::npos);
  }
}

TEST_CASE("text report: long values stay on one short line") {
  Finding finding = samples::make("schema.enum", "a.json", 1, "/status");
  finding.value = "\"" + std::string(100000, 'x') + "ñ\"";
  const std::string out = run({finding}, with_errors(1, "schema.enum"));
  CHECK(out.find("x…x") != std::string::npos);
  CHECK(out.size() < 1000);
}

TEST_CASE("text report: advice that differs stands with each finding, in order") {
  std::vector<Finding> findings;
  for (const char* codes : {"a", "b", "a", "c"})
    findings.push_back(
        samples::make("schema.enum", codes, 1, "/x", "1", {{"codes", codes}}, "codes"));
  const std::string out = run(findings, with_errors(4, "schema.enum"));
  // The third has that of the first.
  CHECK(occurrences(out, "What to do:") == 3);
  CHECK(occurrences(out, "What to do: Write one of these values: “a”.") == 1);
  CHECK(out.find("“b”") < out.find("“c”"));
  CHECK(out.find("more") == std::string::npos);
}

TEST_CASE("text report: the first finding of a cause in full, of the others what differs") {
  std::vector<Finding> findings;
  for (std::uint64_t line = 1; line <= 12; ++line) {
    const std::string pointer = "/releases/" + std::to_string(line) + "/tender/items/0/id";
    findings.push_back(samples::make("schema.type", "a.json", line, pointer.c_str(), "7",
                                     {{"expected", "string"}, {"actual", "number"}},
                                     "number-for-text"));
  }
  findings.push_back(samples::make("schema.type", "b.json", 1, "/releases/0/date", "8",
                                   {{"expected", "string"}, {"actual", "number"}},
                                   "number-for-text"));
  edca::report::Options options{Language::english, false, "0.1.0"};
  options.max_findings = 5;
  const std::string out =
      samples::run("text", options, findings, {}, with_errors(13, "schema.type"));
  CHECK(
      out.starts_with("error: A value is of the wrong type [schema.type] (13)\n"
                      "  a.json:1:9  /releases/1/tender/items/0/id\n"
                      "    “id” should be a text, but 7 is a number because it has no quotes.\n"
                      "    a.json:2:9  7\n    a.json:3:9  7\n    a.json:4:9  7\n"
                      "    and 8 more: a.json:5:9, …\n"
                      "  b.json:1:9  /releases/0/date\n"));
  options.max_findings = 1;
  const std::string one =
      samples::run("text", options, findings, {}, with_errors(13, "schema.type"));
  CHECK(one.find("    and 11 more: a.json:2:9, a.json:3:9, a.json:4:9, …\n"
                 "  and 1 more (other causes: 1)\n") != std::string::npos);
}

TEST_CASE("text report: many files are told once for each profile and reason") {
  std::vector<edca::FileSummary> files(30, samples::first_file());
  for (std::size_t i = 0; i < 12; ++i) {
    files[i].profile += std::to_string(i);
    files[i].reason_arguments[0].second += std::to_string(i);
    files[i].extensions[1].url += std::to_string(i);
  }
  for (std::size_t i = 12; i < 30; ++i) files[i].reason_arguments[0].second += std::to_string(i);
  const std::string out =
      samples::run("text", {Language::english, false, "0.1.0"}, {}, files, samples::summary());
  CHECK(occurrences(out, ", version 1.1, files: 1. The data declare") == 10);
  CHECK(out.find("  Profile: edca-mx, version 1.1, files: 18. ") == std::string::npos);
  CHECK(out.find("  Other profiles and reasons: 3\n") != std::string::npos);
  CHECK(out.find("  Other unknown extensions: 3\n") != std::string::npos);
}
