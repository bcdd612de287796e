#include "base/instant.hpp"
#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "cli/validate_reports.hpp"
#include "edca/error.hpp"
#include "report/fields.hpp"
#include "report/report.hpp"

#include <charconv>
#include <ctime>
#include <optional>

namespace edca::cli {
namespace {

/// Hands a run's findings to the reports, and its progress to the console.
class ReportSink : public FindingSink {
 public:
  /// `bodies` may be null.
  ReportSink(Reports& reports, report::Bodies* bodies, Console& console)
      : reports_(reports), bodies_(bodies), console_(console) {}

  void finding(const Finding& finding) override {
    if (bodies_ != nullptr) bodies_->finding(finding);
    reports_.finding(finding);
  }
  void file(const FileSummary& file) override {
    if (bodies_ != nullptr) bodies_->file(file);
    reports_.file(file);
  }
  void repeated(const std::string& file, const std::string& first) override {
    console_.detail(console_.text("verbose.repeated", {{"file", messages::printable(file)},
                                                       {"first", messages::printable(first)}}));
  }
  void skipped(const std::string& file) override {
    console_.detail(console_.text("verbose.skipped", {{"file", messages::printable(file)}}));
  }
  void item(const ItemSummary& item) override {
    if (bodies_ != nullptr) bodies_->item(item);
    reports_.item(item);
  }
  void publisher(const std::string& name) override {
    if (bodies_ != nullptr) bodies_->publisher(name);
    reports_.publisher(name);
  }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    console_.progress(files, bytes, total);
  }
  bool cancelled() override { return reports_.closed(); }

 private:
  Reports& reports_;
  report::Bodies* bodies_;
  Console& console_;
};

[[noreturn]] void cannot_go_together(const char* one, const char* other) {
  throw Error(ErrorKind::usage, "arguments.together", {{"one", one}, {"other", other}});
}

/// What is judged by a schema of the user has no profile.
void read_schema_options(ValidateCommand& command) {
  ValidateOptions& options = command.options;
  if (options.schema.empty() && !command.references.empty()) {
    throw Error(ErrorKind::usage, "arguments.needs", {{"one", "--ref"}, {"other", "--schema"}});
  }
  if (options.schema.empty()) return;
  if (options.profile != "auto") cannot_go_together("--schema", "--profile");
  if (!options.extension.empty()) cannot_go_together("--schema", "--extension");
  if (!options.extensions) cannot_go_together("--schema", "--no-extensions");
  for (const std::string& reference : command.references) {
    const std::size_t equals = reference.rfind('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ErrorKind::usage, "arguments.reference", {{"argument", reference}});
    }
    options.references.emplace_back(reference.substr(0, equals), reference.substr(equals + 1));
  }
}

report::Options report_options(const ValidateCommand& command, const Console& console) {
  report::Options options;
  options.language = console.language();
  options.version = EDCA_VERSION;
  options.fail_on = command.fail_on;
  if (!command.compare.empty())
    options.previous = report::read_previous(command.compare, command.group_by);
  return options;
}

/// "2026-11-29" of what --now says, or of the clock.
std::string day_of(const std::string& now) {
  if (!now.empty() && now[0] != '@') return now.substr(0, 10);
  std::int64_t seconds = std::time(nullptr);
  if (!now.empty()) std::from_chars(now.data() + 1, now.data() + now.size(), seconds);
  return base::date_time(seconds).substr(0, 10);
}

}  // namespace

int validate(ValidateCommand command, Console& console) {
  read_schema_options(command);
  Reports reports(command, console);
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  console.detail(console.text("verbose.start", {{"version", EDCA_VERSION},
                                                {"profile", command.options.profile},
                                                {"extensions", command.options.extension_folder}}));
  if (command.options.now.empty()) command.options.now = date_of_run();
  std::optional<report::Bodies> bodies;
  if (!command.group_by.empty()) bodies.emplace(command.group_by);
  report::Options options = report_options(command, console);
  options.date = day_of(command.options.now);
  // Bodies hear of every finding; the reports limit what is shown.
  command.options.max_findings = bodies ? 0 : reports.most();
  const bool page = reports.any(report::wants_items);
  command.options.items = page || bodies;
  command.options.coverage = page || command.options.coverage;
  command.options.fingerprints = report::wants_fingerprints(command.format);
  const Validator validator(std::move(command.options));
  options.rules = validator.rules();
  options.group_by = command.group_by;
  reports.open(options);
  ReportSink sink(reports, bodies ? &*bodies : nullptr, console);
  Summary summary = validator.run(command.inputs, sink);
  summary.group_by = command.group_by;
  if (bodies) summary.bodies = bodies->ranking();
  console.end_progress();
  reports.finish(summary);
  // Whoever reads the report has seen enough.
  if (reports.closed()) return 0;
  console.detail(console.text("verbose.end", {{"files", messages::count(summary.files)},
                                              {"items", messages::count(summary.items)},
                                              {"seconds", console.elapsed_seconds()}}));
  if (summary.known && report::is_bare_list(command.format))
    console.say(report::known(summary, console.language()));
  if (summary.files_read == 0) {
    console.say(console.text("input.none"));
    return 2;
  }
  return fails(summary, command.fail_on) ? 1 : 0;
}

}  // namespace edca::cli
