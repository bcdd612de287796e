#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "report/report.hpp"

#include <cstdlib>

namespace edca::cli {
namespace {

/// Hands a run's findings to the report, and its progress to the console.
class ReportSink : public FindingSink {
 public:
  ReportSink(report::Report& report, Console& console) : report_(report), console_(console) {}

  void finding(const Finding& finding) override { report_.finding(finding); }
  void file(const FileSummary& file) override { report_.file(file); }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    console_.progress(files, bytes, total);
  }
  bool cancelled() override { return console_.output().closed(); }

 private:
  report::Report& report_;
  Console& console_;
};

bool fails(const Summary& summary, const std::string& fail_on) {
  if (fail_on == "never") return false;
  // A file that could not be read weighs as an error.
  if (summary.errors > 0 || summary.files_read < summary.files) return true;
  if (fail_on == "error") return false;
  return summary.warnings > 0 || (fail_on == "note" && summary.notes > 0);
}

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

}  // namespace

int validate(ValidateCommand command, Console& console) {
  if (command.format == "text" && !command.max_findings_given) command.options.max_findings = 5;
  read_schema_options(command);
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  console.detail(console.text("verbose.start", {{"version", EDCA_VERSION},
                                                {"profile", command.options.profile},
                                                {"extensions", command.options.extension_folder}}));
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (command.options.now.empty() && epoch != nullptr)
    command.options.now = std::string("@") + epoch;
  const Validator validator(std::move(command.options));
  json::Output& output = console.output();
  const auto report = report::make_report(
      command.format,
      {console.language(), command.format == "text" && console.color(), EDCA_VERSION},
      [&](std::string_view text) { output.write(text); });
  ReportSink sink(*report, console);
  const Summary summary = validator.run(command.inputs, sink);
  console.end_progress();
  report->finish(summary);
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
