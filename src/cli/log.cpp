#include "cli/log.hpp"

#include "cli/interrupt.hpp"
#include "report/place.hpp"

namespace edca::cli {
namespace {

std::string key_of(Severity severity) {
  return "severity." + std::string(name(severity));
}

}  // namespace

FindingPrinter::FindingPrinter(Console& console, report::Report* report, Options options)
    : console_(console), report_(report), options_(options), counts_(rules().size(), 0) {}

void FindingPrinter::finding(const Finding& finding) {
  say_skipped();
  if (report_ != nullptr) report_->finding(finding);
  std::uint64_t& count = counts_[static_cast<std::size_t>(finding.rule - rules().data())];
  if (is_said(finding.severity) && count < options_.of_a_rule) say(finding);
  ++count;
}

void FindingPrinter::repeated(const std::string& file, const std::string& first) {
  console_.detail(console_.text("verbose.repeated", {{"file", messages::printable(file)},
                                                     {"first", messages::printable(first)}}));
}

void FindingPrinter::skipped(const std::string& file) {
  if (console_.settings().quiet) return;
  console_.detail(console_.text("verbose.skipped", {{"file", messages::printable(file)}}));
  ++skipped_;
}

/// They come before all else.
void FindingPrinter::say_skipped() {
  if (skipped_ == 0) return;
  console_.say(console_.text("report.skipped", {{"count", messages::count(skipped_)}}));
  skipped_ = 0;
}

void FindingPrinter::file(const FileSummary& file) {
  say_skipped();
  if (report_ != nullptr) report_->file(file);
}

bool FindingPrinter::is_said(Severity severity) const {
  const Settings& settings = console_.settings();
  if (settings.quiet) return severity == Severity::error;
  return settings.verbose || severity >= options_.least;
}

void FindingPrinter::say(const Finding& finding) {
  std::string line = console_.text(key_of(finding.severity)) + ": ";
  if (!finding.file.empty()) {
    line += report::place_of(finding, console_.language());
    if (!finding.ocid.empty()) {
      line += "  " + messages::shorten(messages::printable(finding.ocid), 200);
    }
    line += "\n  ";
  }
  line += messages::describe(finding, console_.language());
  line += " [" + std::string(finding.rule->id) + "]";
  const bool advised = options_.advice || finding.rule->id == options_.advised;
  const std::string advice = advised ? messages::advise(finding, console_.language()) : "";
  if (!advice.empty()) line += "\n  " + console_.text("report.advice", {{"advice", advice}});
  console_.say(line);
}

void FindingPrinter::finish(const Summary& summary) {
  say_skipped();
  for (const auto& [id, count] : summary.by_rule) {
    if (count <= options_.of_a_rule || !is_said(find_rule(id)->severity)) continue;
    console_.say(console_.text(
        "merge.more", {{"count", messages::count(count - options_.of_a_rule)}, {"rule", id}}));
  }
  if (report_ != nullptr) report_->finish(summary);
}

ReportFile::ReportFile(const std::string& path, Console& console) {
  if (path.empty()) return;
  output_ = std::make_unique<io::Output>(path, console.settings().overwrite);
  report_ = report::make_report("json", {console.language(), false, EDCA_VERSION},
                                [this](std::string_view text) { output_->write(text); });
}

void ReportFile::commit() {
  if (output_) output_->commit();
}

bool fails(const Summary& summary, std::string_view fail_on) {
  if (fail_on == "never") return false;
  if (summary.errors > 0 || summary.files_read < summary.files) return true;
  if (fail_on == "error") return false;
  return summary.warnings > 0 || (fail_on == "note" && summary.notes > 0);
}

std::optional<int> ends(Console& console, FindingPrinter& printer, const Summary& summary,
                        bool made, std::string_view nothing) {
  if (interrupted()) return 0;
  console.end_progress();
  printer.finish(summary);
  if (made) return std::nullopt;
  console.say(console.text(summary.files_read == 0 ? "input.none" : nothing));
  return 2;
}

Log::Log(Console& console, report::Report* report, Options options)
    : FindingPrinter(console, report, options), RunLog(static_cast<FindingSink&>(*this)) {}

void Log::finish() {
  RunLog::finish();
  FindingPrinter::finish(summary());
}

}  // namespace edca::cli
