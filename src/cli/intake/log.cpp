#include "cli/intake/log.hpp"

#include <algorithm>
#include <utility>

#include "check/collector.hpp"

namespace edca::cli {
namespace {

std::size_t index_of(const Rule& rule) {
  return static_cast<std::size_t>(&rule - rules().data());
}

std::string key_of(Severity severity) {
  return "severity." + std::string(name(severity));
}

}  // namespace

Log::Log(Console& console, report::Report* report, Options options)
    : console_(console), report_(report), options_(options), counts_(rules().size(), 0) {}

Finding Log::make(std::string_view rule) {
  Finding finding;
  finding.rule = find_rule(rule);
  finding.severity = finding.rule->severity;
  return finding;
}

std::size_t Log::begin_file(const io::Input& input) {
  FileSummary& file = files_.emplace_back();
  file.file = input.name;
  file.bytes = input.bytes;
  return files_.size() - 1;
}

void Log::repeated(const std::string& file, const std::string& first) {
  console_.detail(console_.text("verbose.repeated", {{"file", messages::printable(file)},
                                                     {"first", messages::printable(first)}}));
}

void Log::skipped(const std::vector<std::string>& files) {
  if (files.empty() || console_.settings().quiet) return;
  for (const std::string& file : files)
    console_.detail(console_.text("verbose.skipped", {{"file", messages::printable(file)}}));
  console_.say(console_.text("report.skipped", {{"count", messages::count(files.size())}}));
}

void Log::add(Finding finding, std::size_t file) {
  finding.file = files_[file].file;
  check::add_findings(*finding.rule, finding.severity, 1, files_[file]);
  report(finding);
}

void Log::add(const Finding& finding) {
  const auto named = std::ranges::find(files_, finding.file, &FileSummary::file);
  if (named != files_.end()) check::add_findings(*finding.rule, finding.severity, 1, *named);
  report(finding);
}

void Log::add_unsaid(const Rule& rule, std::uint64_t count) {
  counts_[index_of(rule)] += count;
}

void Log::add_item_with_errors(std::size_t file) {
  ++files_[file].items_with_errors;
  ++summary_.items_with_errors;
}

void Log::report(const Finding& finding) {
  if (report_ != nullptr) report_->finding(finding);
  const std::uint64_t before = counts_[index_of(*finding.rule)]++;
  if (is_said(finding.severity) && before < options_.of_a_rule) say(finding);
}

bool Log::is_said(Severity severity) const {
  const Settings& settings = console_.settings();
  if (settings.quiet) return severity == Severity::error;
  return settings.verbose || severity >= options_.least;
}

void Log::say(const Finding& finding) {
  std::string line = console_.text(key_of(finding.severity)) + ": ";
  if (!finding.file.empty()) {
    line += messages::printable(finding.file);
    if (finding.has_position) {
      line += ":" + std::to_string(finding.at.line) + ":" + std::to_string(finding.at.column);
    }
    if (!finding.ocid.empty()) {
      line += "  " + messages::shorten(messages::printable(finding.ocid), 200);
    }
    line += "\n  ";
  }
  line += messages::describe(finding, console_.language());
  line += " [" + std::string(finding.rule->id) + "]";
  const std::string advice =
      options_.advice ? messages::advise(finding, console_.language()) : std::string();
  if (!advice.empty()) line += "\n  " + console_.text("report.advice", {{"advice", advice}});
  console_.say(line);
}

bool Log::any_read() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const FileSummary& file) { return file.read; });
}

void Log::finish() {
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    if (counts_[at] == 0) continue;
    const Rule& rule = rules()[at];
    check::add_findings(rule, rule.severity, counts_[at], summary_);
    if (counts_[at] <= options_.of_a_rule || !is_said(rule.severity)) continue;
    console_.say(
        console_.text("merge.more", {{"count", messages::count(counts_[at] - options_.of_a_rule)},
                                     {"rule", std::string(rule.id)}}));
  }
  summary_.files = files_.size();
  for (const FileSummary& file : files_) {
    summary_.files_read += file.read ? 1 : 0;
    summary_.items += file.items;
    if (report_ != nullptr) report_->file(file);
  }
  if (report_ != nullptr) report_->finish(summary_);
}

bool Log::fails(std::string_view fail_on) const {
  if (fail_on == "never") return false;
  if (summary_.errors > 0 || summary_.files_read < summary_.files) return true;
  if (fail_on == "error") return false;
  return summary_.warnings > 0 || (fail_on == "note" && summary_.notes > 0);
}

}  // namespace edca::cli
