#include "edca/tables.hpp"

#include "run.hpp"

namespace library_test {

int flatten(const Arguments& arguments) {
  const Run run(arguments);
  const edca::Flattener flattener({run.read_options()});
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::FlattenSummary summary =
      flattener.run(arguments.inputs(), run.output(), run.overwrite(), printer, run.session());
  for (const edca::MadeTable& table : summary.tables) {
    if (!run.verbose()) break;
    run.say(run.text("tables.written", {{"path", table.file},
                                        {"rows", edca::messages::count(table.rows)},
                                        {"columns", edca::messages::count(table.columns)}}));
  }
  printer.finish(summary.findings);
  if (summary.tables.empty()) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "input.no-items"));
    return 2;
  }
  return run.code(summary.findings);
}

int unflatten(const Arguments& arguments) {
  Run run(arguments);
  const edca::Unflattener unflattener({arguments.flag("--lines")});
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::UnflattenSummary summary = unflattener.run(
      arguments.inputs().front(), [&](std::string_view text) { return run.write(text); }, printer,
      run.session());
  printer.finish(summary.findings);
  if (summary.items + summary.packages == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "tables.nothing"));
    return 2;
  }
  run.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
