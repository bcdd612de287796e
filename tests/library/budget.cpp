#include "edca/budget.hpp"

#include "edca/error.hpp"
#include "run.hpp"

namespace library_test {
namespace {

edca::BudgetOptions options_of(const Arguments& arguments, const Run& run) {
  edca::BudgetOptions options;
  options.read = run.read_options();
  using enum edca::BudgetFormat;
  for (const edca::BudgetFormat each : {text, json, csv, html}) {
    if (name(each) == arguments.value("--format")) options.format = each;
  }
  using enum edca::BudgetBy;
  for (const edca::BudgetBy each : {line, programme, contract}) {
    if (name(each) == arguments.value("--by")) options.by = each;
  }
  options.language = run.language();
  options.estimate = arguments.flag("--estimate");
  return options;
}

}  // namespace

int budget(const Arguments& arguments) {
  Run run(arguments);
  const edca::Budget budget(options_of(arguments, run));
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::BudgetSummary summary = budget.run(
      arguments.inputs(), [&](std::string_view text) { return run.write(text); }, printer,
      run.session());
  printer.finish(summary.findings);
  if (summary.processes == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "indicators.nothing"));
    return 2;
  }
  run.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
