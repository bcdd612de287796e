#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "edca/error.hpp"
#include "report/report.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace edca::cli {
namespace {

/// Hands a run's findings to the report, and its progress to the console.
class ReportSink : public FindingSink {
 public:
  /// Shows at most `most` findings of a rule, 0 being all; `bodies` and `list` may be null.
  ReportSink(report::Report& report, report::Bodies* bodies, report::Report* list,
             std::uint64_t most, Console& console)
      : report_(report), bodies_(bodies), list_(list), most_(most), console_(console) {}

  void finding(const Finding& finding) override {
    if (bodies_ != nullptr) bodies_->finding(finding);
    if (most_ != 0 && ++shown_[finding.rule] > most_) return;
    report_.finding(finding);
    if (list_ != nullptr) list_->finding(finding);
  }
  void file(const FileSummary& file) override {
    if (bodies_ != nullptr) bodies_->file(file);
    report_.file(file);
  }
  void item(const ItemSummary& item) override {
    if (bodies_ != nullptr) bodies_->item(item);
    report_.item(item);
  }
  void publisher(const std::string& name) override {
    if (bodies_ != nullptr) bodies_->publisher(name);
  }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    console_.progress(files, bytes, total);
  }
  bool cancelled() override { return console_.output().closed(); }

 private:
  report::Report& report_;
  report::Bodies* bodies_;
  report::Report* list_;
  std::uint64_t most_;
  Console& console_;
  std::map<const Rule*, std::uint64_t> shown_;
};

/// The list of all findings beside a page in a file: report.csv beside report.html.
class List {
 public:
  explicit List(const Settings& settings) {
    const std::filesystem::path page(settings.output);
    std::filesystem::path path = page;
    path.replace_extension(".csv");
    if (path == page) path += ".csv";
    name_ = path.filename().string();
    output_ = std::make_unique<io::Output>(path.string(), settings.overwrite);
    report::Options options;
    options.language = settings.language;
    options.byte_order_mark = true;
    report_ = report::make_report("csv", options,
                                  [this](std::string_view text) { output_->write(text); });
  }

  const std::string& name() const { return name_; }
  report::Report& report() { return *report_; }
  void commit(const Summary& summary) {
    report_->finish(summary);
    output_->commit();
  }

 private:
  std::string name_;
  std::unique_ptr<io::Output> output_;
  std::unique_ptr<report::Report> report_;
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
  options.color = command.format == "text" && console.color();
  options.version = EDCA_VERSION;
  options.fail_on = command.fail_on;
  if (!command.compare.empty())
    options.previous = report::read_previous(command.compare, command.group_by);
  return options;
}

}  // namespace

int validate(ValidateCommand command, Console& console) {
  if (command.format == "text" && !command.max_findings_given) command.options.max_findings = 5;
  read_schema_options(command);
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  console.detail(console.text("verbose.start", {{"version", EDCA_VERSION},
                                                {"profile", command.options.profile},
                                                {"extensions", command.options.extension_folder}}));
  if (command.options.now.empty()) command.options.now = date_of_run();
  std::optional<List> list;
  const Settings& settings = console.settings();
  if (command.format == "html" && !settings.output.empty() && settings.output != "-")
    list.emplace(settings);
  std::optional<report::Bodies> bodies;
  if (!command.group_by.empty()) bodies.emplace(command.group_by);
  report::Options options = report_options(command, console);
  if (list) options.csv = list->name();
  const std::uint64_t most = command.options.max_findings;
  // Bodies have to hear of every finding; the sink limits what is shown.
  if (bodies) command.options.max_findings = 0;
  const bool page = report::wants_items(command.format);
  command.options.items = page || bodies;
  command.options.coverage = page || command.options.coverage;
  const Validator validator(std::move(command.options));
  options.rules = validator.rules();
  io::Output& output = console.output();
  const auto report = report::make_report(command.format, options,
                                          [&](std::string_view text) { output.write(text); });
  ReportSink sink(*report, bodies ? &*bodies : nullptr, list ? &list->report() : nullptr, most,
                  console);
  Summary summary = validator.run(command.inputs, sink);
  summary.group_by = command.group_by;
  if (bodies) summary.bodies = bodies->ranking();
  console.end_progress();
  report->finish(summary);
  if (list) list->commit(summary);
  console.commit();
  // Whoever reads the report has seen enough.
  if (output.closed()) return 0;
  console.detail(console.text("verbose.end", {{"files", messages::count(summary.files)},
                                              {"items", messages::count(summary.items)},
                                              {"seconds", console.elapsed_seconds()}}));
  if (summary.files_read == 0) {
    console.say(console.text("input.none"));
    return 2;
  }
  return fails(summary, command.fail_on) ? 1 : 0;
}

}  // namespace edca::cli
