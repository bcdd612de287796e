#include "base/markup.hpp"
#include "report/fields.hpp"
#include "report/place.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace edca::report {

namespace {

using messages::count;
using messages::printable;

constexpr std::size_t places_shown = 5;

/// Whether a rule has a say on data of a profile: "ocds-1.1" belongs to "ocds".
bool suits(const Rule& rule, std::string_view profile) {
  if (profile.empty() || profile == "mixed" || rule.profiles == "any") return true;
  std::string_view rest = rule.profiles;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (profile.starts_with(rest.substr(0, end))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

/// JUnit XML: a suite for each file, in it a case for each rule that was run. A rule with findings
/// of the severity of --fail-on or above has failed; findings below it stand in the output of a
/// case that passed. What all inputs together tell comes after their files, in a suite of its own.
class JunitReport : public Report {
 public:
  JunitReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    Shown& shown = shown_[finding.rule->id];
    shown.severity = finding.severity;
    if (++shown.count > places_shown) return;
    std::string& text = shown.text;
    text.append(place_of(finding, options_.language));
    if (!finding.pointer.empty()) text.append(" ").append(printable(finding.pointer));
    text.append("\n  ").append(sentences(finding, options_.language)).append("\n");
  }

  void file(const FileSummary& file) override {
    begin();
    cases_.clear();
    std::uint64_t tests = 0;
    std::uint64_t failures = 0;
    for (const Rule& rule : rules()) {
      const auto found = file.by_rule.find(std::string(rule.id));
      const std::uint64_t all = found == file.by_rule.end() ? 0 : found->second;
      in_files_[rule.id] += all;
      const bool later = rule.id.starts_with(together);
      if (all == 0 && (later || !was_run(rule) || !suits(rule, file.profile))) continue;
      ++tests;
      if (append_case(rule, all, printable(file.file))) ++failures;
    }
    suite(printable(file.file), tests, failures);
    shown_.clear();
  }

  void finish(const Summary& summary) override {
    begin();
    all_together(summary);
    if (summary.known) {
      line_ = "  <testsuite name=\"edca\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">\n";
      line_ += "    <system-out>";
      base::append_escaped(known(summary, options_.language), line_);
      write_(line_ += "</system-out>\n  </testsuite>\n");
    }
    write_("</testsuites>\n");
  }

 private:
  /// The rules about projects and contracting data, which no file breaks alone.
  static constexpr std::string_view together = "link.";

  void suite(const std::string& name, std::uint64_t tests, std::uint64_t failures) {
    line_ = "  <testsuite name=\"";
    base::append_escaped(name, line_);
    line_.append("\" tests=\"").append(std::to_string(tests));
    line_.append("\" failures=\"").append(std::to_string(failures));
    line_.append("\" errors=\"0\" skipped=\"0\">\n");
    line_.append(cases_).append("  </testsuite>\n");
    write_(line_);
  }

  /// What came after the file that it is about.
  void all_together(const Summary& summary) {
    cases_.clear();
    std::uint64_t tests = 0;
    std::uint64_t failures = 0;
    const std::string name = messages::text("report.together", options_.language);
    for (const auto& [id, count] : summary.by_rule) {
      const Rule* rule = find_rule(id);
      if (rule == nullptr || shown_.find(rule->id) == shown_.end()) continue;
      const std::uint64_t before = in_files_[rule->id];
      if (count <= before) continue;
      ++tests;
      if (append_case(*rule, count - before, name)) ++failures;
    }
    if (tests > 0) suite(name, tests, failures);
  }

  /// The findings of a rule in the current file.
  struct Shown {
    std::string text;
    std::uint64_t count = 0;
    Severity severity = Severity::note;
  };

  void begin() {
    if (std::exchange(begun_, true)) return;
    write_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"edca\">\n");
  }

  bool was_run(const Rule& rule) const {
    return std::ranges::find(options_.rules, &rule) != options_.rules.end();
  }

  bool fails(Severity severity) const {
    return options_.fail_on != "never" &&
           (severity == Severity::error ||
            (severity == Severity::warning && options_.fail_on != "error") ||
            options_.fail_on == "note");
  }

  /// Answers whether the case failed.
  bool append_case(const Rule& rule, std::uint64_t all, const std::string& of) {
    cases_.append("    <testcase name=\"").append(rule.id).append("\" classname=\"");
    base::append_escaped(of, cases_);
    if (all == 0) {
      cases_ += "\"/>\n";
      return false;
    }
    const auto found = shown_.find(rule.id);
    Shown shown;
    shown.severity = rule.severity;
    if (found != shown_.end()) shown = found->second;
    const bool failed = fails(shown.severity);
    std::string title = messages::explain(rule, messages::RuleText::title, options_.language);
    title.append(" (").append(count(all)).append(")");
    const std::uint64_t listed = std::min<std::uint64_t>(shown.count, places_shown);
    if (all > listed)
      shown.text +=
          messages::text("report.more", options_.language, {{"count", count(all - listed)}});
    cases_ += failed ? "\">\n      <failure type=\"" : "\">\n      <system-out>";
    if (failed) {
      cases_.append(name(shown.severity)).append("\" message=\"");
      base::append_escaped(title, cases_);
      cases_ += "\">";
    } else {
      base::append_escaped(title.append("\n"), cases_);
    }
    base::append_escaped(shown.text, cases_);
    cases_ += failed ? "</failure>\n    </testcase>\n" : "</system-out>\n    </testcase>\n";
    return failed;
  }

  Options options_;
  Write write_;
  std::string line_;
  std::string cases_;
  std::map<std::string_view, Shown> shown_;
  std::map<std::string_view, std::uint64_t> in_files_;  ///< findings, by rule
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<Report> make_junit(const Options& options, Write write) {
  return std::make_unique<JunitReport>(options, std::move(write));
}

}  // namespace edca::report
