#include "report/fields.hpp"
#include "report/members.hpp"
#include "report/place.hpp"

#include <utility>

namespace edca::report {

namespace {

std::string_view weight(Severity severity) {
  return severity == Severity::error ? "major" : severity == Severity::warning ? "minor" : "info";
}

/// The list of findings that GitLab calls a code quality report
/// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
class GitlabReport : public Report {
 public:
  GitlabReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    line_ = std::exchange(any_, true) ? ",\n  " : "[\n  ";
    Members members(line_);
    members.text("description", placed_sentences(finding, options_.language));
    members.text("check_name", finding.rule->id);
    members.text("fingerprint", fingerprints_.of(finding));
    members.text("severity", weight(finding.severity));
    Members location(members.key("location"));
    location.text("path", plain_path(finding.file));
    Members positions(location.key("positions"));
    Members begin(positions.key("begin"));
    begin.number("line", finding.at.line);
    begin.number("column", finding.at.column);
    begin.end();
    positions.end();
    location.end();
    members.end();
    write_(line_);
  }

  void file(const FileSummary&) override { fingerprints_.end_file(); }
  void finish(const Summary&) override { write_(any_ ? "\n]\n" : "[]\n"); }

 private:
  Options options_;
  Write write_;
  std::string line_;
  Fingerprints fingerprints_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Report> make_gitlab(const Options& options, Write write) {
  return std::make_unique<GitlabReport>(options, std::move(write));
}

}  // namespace edca::report
