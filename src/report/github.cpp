#include "report/fields.hpp"
#include "report/place.hpp"

#include <utility>

namespace edca::report {

namespace {

using messages::count;

/// Escapes the data of a workflow command; in a property the separators too.
void append_command_text(std::string_view text, bool property, std::string& out) {
  for (const char c : text) {
    const std::string_view special = property ? "%\r\n:," : "%\r\n";
    if (special.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.append(1, '%').append(1, digits[byte >> 4]).append(1, digits[byte & 0xF]);
  }
}

std::string_view command(Severity severity) {
  return severity == Severity::error     ? "error"
         : severity == Severity::warning ? "warning"
                                         : "notice";
}

/// Workflow commands of GitHub Actions, one a finding
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), and the
/// figures for whoever reads the log.
class GithubReport : public Report {
 public:
  GithubReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    line_.assign("::").append(command(finding.severity)).append(" file=");
    append_command_text(messages::printable(plain_path(finding.file)), true, line_);
    if (finding.has_position) {
      line_.append(",line=").append(std::to_string(finding.at.line));
      line_.append(",col=").append(std::to_string(finding.at.column));
    }
    line_.append(",title=").append(finding.rule->id).append("::");
    append_command_text(placed_sentences(finding, options_.language), false, line_);
    write_(line_.append("\n"));
  }

  void file(const FileSummary&) override {}

  void finish(const Summary& summary) override {
    const Arguments figures = {{"read", count(summary.files_read)},
                               {"files", count(summary.files)},
                               {"errors", count(summary.errors)},
                               {"warnings", count(summary.warnings)},
                               {"notes", count(summary.notes)}};
    for (const std::string_view key :
         {"report.files", "report.errors", "report.warnings", "report.notes"})
      write_(messages::text(key, options_.language, figures) + "\n");
    if (summary.known) write_(known(summary, options_.language) + "\n");
  }

 private:
  Options options_;
  Write write_;
  std::string line_;
};

}  // namespace

std::unique_ptr<Report> make_github(const Options& options, Write write) {
  return std::make_unique<GithubReport>(options, std::move(write));
}

}  // namespace edca::report
