#include "edca/selection.hpp"

#include <optional>

#include "edca/error.hpp"
#include "edca/writer.hpp"
#include "run.hpp"

namespace library_test {
namespace {

edca::SelectionFormat format_of(const std::string& path, edca::SelectionFormat usual) {
  if (path.ends_with(".json")) return edca::SelectionFormat::json;
  return path.ends_with(".csv") ? edca::SelectionFormat::csv : usual;
}

edca::SelectionOptions options_of(const Arguments& arguments, const Run& run) {
  edca::SelectionOptions options;
  options.read = run.read_options();
  options.where = arguments.value("--where");
  for (const auto each : {edca::SelectionPreset::emergency, edca::SelectionPreset::emergency_inai})
    if (name(each) == arguments.value("--preset")) options.preset = each;
  if (arguments.value("--redact") == "personal") options.redaction = edca::Redaction::personal;
  for (const auto each :
       {edca::AmountMode::contract, edca::AmountMode::max, edca::AmountMode::mean})
    if (name(each) == arguments.value("--amount")) options.amount = each;
  options.report = format_of(arguments.value("--report"), edca::SelectionFormat::csv);
  options.totals = format_of(arguments.value("--totals"), edca::SelectionFormat::json);
  return options;
}

edca::PackageOptions package_of(const Arguments& arguments, const Run& run) {
  edca::PackageOptions package;
  for (const auto kind : {edca::PackageKind::release_package, edca::PackageKind::record_package})
    if (name(kind) == arguments.value("--as")) package.kind = kind;
  package.members = run.package_members();
  package.name = run.output();
  return package;
}

/// A file beside the result; nothing without a path.
class Beside {
 public:
  Beside(const std::string& path, bool overwrite) {
    if (!path.empty()) writer_.emplace(path, overwrite);
  }
  edca::SelectionWriters::Write write() {
    if (!writer_) return {};
    return [this](std::string_view text) { return writer_->write(text), true; };
  }
  void commit() {
    if (writer_) writer_->commit();
  }

 private:
  std::optional<edca::Writer> writer_;
};

void say(const Arguments& arguments, const Run& run, const edca::SelectionSummary& summary) {
  if (arguments.value("--preset") == "emergency-inai") run.say(run.text("select.approximate"));
  if (arguments.value("--redact").empty()) return;
  const std::string report = arguments.value("--report");
  run.say(run.text(summary.removals == 0 ? "select.removed-none"
                   : report.empty()      ? "select.removed"
                                         : "select.removed-listed",
                   {{"count", std::to_string(summary.removals)},
                    {"persons", std::to_string(summary.persons)},
                    {"path", report}}));
}

}  // namespace

int select(const Arguments& arguments) {
  Run run(arguments);
  const edca::Selector selector(options_of(arguments, run));
  Beside report(arguments.value("--report"), run.overwrite());
  Beside totals(arguments.value("--totals"), run.overwrite());
  edca::SelectionWriters writers;
  writers.processes = [&](std::string_view text) { return run.write(text); };
  writers.report = report.write();
  writers.totals = totals.write();
  // The report of this command is none of findings.
  char program[] = "edca";
  char* words[] = {program, program};
  const Arguments unreported(2, words);
  Printer printer(unreported, run, edca::Severity::warning, 5);
  const edca::PackageOptions package = package_of(arguments, run);
  const bool packages = package.kind != edca::PackageKind::of_inputs;
  edca::PackageSummary made;
  const edca::SelectionSummary summary =
      packages ? selector.run_to_packages(arguments.inputs(), writers, package, run.overwrite(),
                                          made, printer, run.session())
               : selector.run(arguments.inputs(), writers, printer, run.session());
  printer.finish(summary.findings);
  if (summary.processes == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "indicators.nothing"));
    return 2;
  }
  say(arguments, run, summary);
  if (summary.chosen == 0) run.say(run.text("select.none"));
  if (!packages) run.commit();
  report.commit();
  totals.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
