#include "run.hpp"

#include <cstdio>
#include <cstdlib>

#include "report/place.hpp"

namespace library_test {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string extension_folder() {
  const std::string data = environment("EDCA_DATA");
  return data.empty() ? data : data + "/extensions";
}

Run::Run(const Arguments& arguments)
    : arguments_(arguments),
      language_(arguments.value("--lang", environment("EDCA_LANG")) == "en"
                    ? edca::Language::english
                    : edca::Language::spanish),
      output_(arguments.value("--output")) {}

void Run::say(const std::string& line) const {
  std::fprintf(stderr, "%s\n", line.c_str());
}

std::string Run::text(std::string_view key, const edca::Arguments& arguments) const {
  return edca::messages::text(key, language_, arguments);
}

bool Run::write(std::string_view bytes) {
  if (!writer_) writer_.emplace(output_, overwrite());
  writer_->write(bytes);
  return !writer_->closed();
}

void Run::commit() {
  if (!writer_) writer_.emplace(output_, overwrite());
  writer_->commit();
}

edca::ReadOptions Run::read_options() const {
  edca::ReadOptions options;
  options.profile = arguments_.value("--profile", "auto");
  options.extensions = !arguments_.flag("--no-extensions");
  options.extension = arguments_.values("--extension");
  options.extension_folder = extension_folder();
  const std::string encoding = arguments_.value("--encoding");
  if (encoding == "latin1") options.encoding = edca::Encoding::latin1;
  if (encoding == "windows-1252") options.encoding = edca::Encoding::windows1252;
  options.tables.decimal = arguments_.value("--decimal", ".").front();
  return options;
}

edca::PackageMembers Run::package_members() const {
  return {arguments_.value("--uri"),
          arguments_.value("--published-date"),
          arguments_.value("--publisher-name"),
          arguments_.value("--publisher-uri"),
          arguments_.value("--publisher-scheme"),
          arguments_.value("--publisher-uid"),
          arguments_.value("--license"),
          arguments_.value("--publication-policy"),
          arguments_.value("--package-file")};
}

edca::Session Run::session() const {
  edca::Session session;
  session.jobs = static_cast<unsigned>(std::atoi(arguments_.value("--jobs", "0").c_str()));
  session.temporary_folder = arguments_.value("--temp");
  const std::string memory = arguments_.value("--memory", "1G");
  session.memory = std::strtoull(memory.c_str(), nullptr, 10) << (memory.back() == 'M' ? 20 : 30);
  return session;
}

int Run::code(const edca::Summary& summary) const {
  const std::string fail_on = arguments_.value("--fail-on", "error");
  if (fail_on == "never") return 0;
  if (summary.errors > 0 || summary.files_read < summary.files) return 1;
  if (fail_on == "error") return 0;
  return summary.warnings > 0 || (fail_on == "note" && summary.notes > 0) ? 1 : 0;
}

Printer::Printer(const Arguments& arguments, const Run& run, edca::Severity least,
                 std::uint64_t most, std::string_view advised)
    : run_(run), least_(least), most_(most), advised_(advised), counts_(edca::rules().size(), 0) {
  const std::string path = arguments.value("--report");
  if (path.empty()) return;
  report_file_.emplace(path, run.overwrite());
  report_ = edca::report::make_report("json", {run.language(), false, EDCA_VERSION},
                                      [this](std::string_view text) { report_file_->write(text); });
}

bool Printer::is_said(edca::Severity severity) const {
  if (run_.quiet()) return severity == edca::Severity::error;
  return run_.verbose() || severity >= least_;
}

void Printer::repeated(const std::string& file, const std::string& first) {
  if (run_.verbose()) run_.say(run_.text("verbose.repeated", {{"file", file}, {"first", first}}));
}

void Printer::skipped(const std::string& file) {
  if (run_.verbose()) run_.say(run_.text("verbose.skipped", {{"file", file}}));
  ++skipped_;
}

void Printer::say_skipped() {
  if (skipped_ == 0 || run_.quiet()) return;
  run_.say(run_.text("report.skipped", {{"count", edca::messages::count(skipped_)}}));
  skipped_ = 0;
}

void Printer::finding(const edca::Finding& finding) {
  say_skipped();
  if (report_) report_->finding(finding);
  std::uint64_t& count = counts_[static_cast<std::size_t>(finding.rule - edca::rules().data())];
  if (count++ >= most_ || !is_said(finding.severity)) return;
  std::string line = run_.text("severity." + std::string(name(finding.severity))) + ": ";
  if (!finding.file.empty()) {
    line += edca::report::place_of(finding, run_.language());
    if (!finding.ocid.empty()) line += "  " + edca::messages::printable(finding.ocid);
    line += "\n  ";
  }
  run_.say(line + edca::describe(finding, run_.language()) + " [" + std::string(finding.rule->id) +
           "]");
  if (advised_ != "all" && finding.rule->id != advised_) return;
  const std::string advice = edca::advise(finding, run_.language());
  if (!advice.empty()) run_.say("  " + run_.text("report.advice", {{"advice", advice}}));
}

void Printer::file(const edca::FileSummary& file) {
  say_skipped();
  if (report_) report_->file(file);
}

void Printer::finish(const edca::Summary& summary) {
  for (const auto& [rule, count] : summary.by_rule) {
    if (count <= most_ || !is_said(edca::find_rule(rule)->severity)) continue;
    run_.say(
        run_.text("merge.more", {{"count", edca::messages::count(count - most_)}, {"rule", rule}}));
  }
  if (!report_) return;
  report_->finish(summary);
  report_file_->commit();
}

}  // namespace library_test
