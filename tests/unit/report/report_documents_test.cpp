#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "edca/error.hpp"
#include "edca/report.hpp"

namespace {

namespace fs = std::filesystem;

/// An OCDS release in which much is absent.
class Input {
 public:
  Input() : path_((fs::temp_directory_path() / "edca-report-documents.json").string()) {
    std::ofstream(path_) << R"({"ocid": "ocds-abc123-1", "tag": ["tender"]})";
  }
  ~Input() { fs::remove(path_); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

edca::Summary run(edca::ReportOptions options, const std::string& input) {
  edca::Report report(std::move(options));
  edca::ValidateOptions validate;
  validate.jobs = 1;
  report.prepare(validate);
  const edca::Validator validator(validate);
  report.begin(validator.rules());
  return report.finish(validator.run({input}, report));
}

edca::ReportDocument into(edca::ReportFormat format, std::string& text) {
  edca::ReportDocument document;
  document.format = format;
  document.write = [&text](std::string_view piece) {
    text += piece;
    return true;
  };
  return document;
}

std::string key_of(edca::ReportOptions options) {
  try {
    const edca::Report report(std::move(options));
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "";
}

}  // namespace

TEST_CASE("several documents of one run tell the same findings") {
  const Input input;
  std::string lines;
  std::string table;
  edca::ReportOptions options;
  options.documents = {into(edca::ReportFormat::jsonl, lines),
                       into(edca::ReportFormat::csv, table)};
  options.group_by = edca::Grouping::prefix;
  const edca::Summary summary = run(options, input.path());
  REQUIRE(summary.errors > 0);
  CHECK(lines.find("\"schema.required\"") != std::string::npos);
  CHECK(table.find("schema.required") != std::string::npos);
  CHECK(summary.group_by == "prefix");
  REQUIRE(summary.bodies.size() == 1);
  CHECK(summary.bodies[0].name == "ocds-abc123");
  CHECK(fails(summary, edca::FailOn::error));
  CHECK_FALSE(fails(summary, edca::FailOn::never));
}

TEST_CASE("a run ends where nobody reads the only document") {
  const Input input;
  edca::ReportOptions options;
  edca::ReportDocument document;
  document.format = edca::ReportFormat::jsonl;
  document.write = [](std::string_view) { return false; };
  options.documents = {document};
  edca::Report report(options);
  edca::ValidateOptions validate;
  report.prepare(validate);
  const edca::Validator validator(validate);
  report.begin(validator.rules());
  report.finish(validator.run({input.path()}, report));
  CHECK(report.closed());
}

TEST_CASE("options that no document has a place for are refused before anything is written") {
  edca::ReportOptions coverage;
  coverage.documents = {{edca::ReportFormat::csv}};
  coverage.coverage = true;
  CHECK(key_of(coverage) == "report.no-place");
  edca::ReportOptions excel;
  excel.excel = true;
  CHECK(key_of(excel) == "arguments.needs");
  edca::ReportOptions twice;
  twice.documents = {{edca::ReportFormat::csv, "x.csv"}, {edca::ReportFormat::json, "./x.csv"}};
  CHECK(key_of(twice) == "output.twice");
  CHECK_THROWS_AS(edca::report_format("xml"), edca::Error);
}
