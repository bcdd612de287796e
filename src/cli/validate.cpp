#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "edca/link_checker.hpp"
#include "io/inputs.hpp"
#include "report/fields.hpp"

namespace edca::cli {
namespace {

/// The reports of a run that tells the console how far it is.
class ShownReport final : public Report {
 public:
  ShownReport(ReportOptions options, Console& console)
      : Report(std::move(options)), console_(console) {}

  void repeated(const std::string& file, const std::string& first) override {
    console_.detail(console_.text("verbose.repeated", {{"file", messages::printable(file)},
                                                       {"first", messages::printable(first)}}));
  }
  void skipped(const std::string& file) override {
    console_.detail(console_.text("verbose.skipped", {{"file", messages::printable(file)}}));
  }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    console_.progress(files, bytes, total);
  }

 private:
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

/// FORMAT=FILE
ReportDocument further_document(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const std::string path = equals == std::string::npos ? "" : argument.substr(equals + 1);
  if (path.empty() || path == "-")
    throw Error(ErrorKind::usage, "arguments.also", {{"argument", argument}});
  return {report_format(argument.substr(0, equals)), path};
}

ReportOptions report_options(const ValidateCommand& command, const Console& console) {
  // What the baseline hides would count as mended.
  if (!command.compare.empty() && !command.options.baseline_file.empty())
    cannot_go_together("--compare", "--baseline");
  ReportOptions options;
  options.language = console.language();
  options.documents = {{command.format, console.settings().output, console.color()}};
  for (const std::string& argument : command.also) {
    options.documents.push_back(further_document(argument));
  }
  if (command.max_findings_given) options.max_findings = command.options.max_findings;
  options.fail_on = command.fail_on;
  options.group_by = command.group_by;
  options.inputs = command.inputs;
  options.compare = command.compare;
  options.coverage = command.options.coverage;
  options.excel = command.excel;
  options.overwrite = console.settings().overwrite;
  return options;
}

/// `--compare` may be written anew: it is an earlier report of the same kind, and read by now.
void keep_apart(const ValidateCommand& command, const Report& report) {
  const ValidateOptions& options = command.options;
  io::FileRoles roles{
      command.inputs, {options.rules_file, options.baseline_file, options.schema}, report.files()};
  for (const auto& [url, file] : options.references) roles.settings.push_back(file);
  io::keep_apart(roles);
}

}  // namespace

int validate(ValidateCommand command, Console& console) {
  read_schema_options(command);
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  ShownReport report(report_options(command, console), console);
  command.options.extension_folder = extension_folder();
  keep_apart(command, report);
  console.detail(console.text("verbose.start", {{"version", EDCA_VERSION},
                                                {"profile", command.options.profile},
                                                {"extensions", command.options.extension_folder}}));
  if (command.options.now.empty()) command.options.now = date_of_run();
  report.prepare(command.options);
  const ReadOptions reading = command.options;
  Session session;
  session.temporary_folder = command.options.temporary_folder;
  session.memory = std::uint64_t{256} << 20;
  const Validator validator(std::move(command.options));
  report.begin(validator.rules());
  const Summary found = validator.run(command.inputs, report, [&](const LinkChecker::Tell& tell) {
    const bool checked = LinkChecker(reading).run(command.inputs, tell, session);
    if (!checked) console.say(console.text("link.unchecked"));
  });
  console.end_progress();
  const Summary summary = report.finish(found);
  // Whoever reads the report has seen enough.
  if (report.closed()) return 0;
  console.detail(console.text("verbose.end", {{"files", messages::count(summary.files)},
                                              {"items", messages::count(summary.items)},
                                              {"seconds", console.elapsed_seconds()}}));
  if (summary.known && report::is_bare_list(name(command.format)))
    console.say(report::known(summary, console.language()));
  if (summary.files_read == 0) {
    console.say(console.text("input.none"));
    return 2;
  }
  return edca::fails(summary, command.fail_on) ? 1 : 0;
}

}  // namespace edca::cli
