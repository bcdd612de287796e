#include "edca/tables.hpp"

#include <algorithm>

#include "run.hpp"

namespace library_test {
namespace {

std::vector<std::string> parts_of(const std::vector<std::string>& given) {
  std::vector<std::string> parts;
  for (const std::string& each : given) {
    for (std::size_t at = 0; at <= each.size();) {
      const std::size_t end = std::min(each.find(',', at), each.size());
      parts.push_back(each.substr(at, end - at));
      at = end + 1;
    }
  }
  return parts;
}

edca::FlattenOptions options_of(const Arguments& arguments, const Run& run) {
  edca::FlattenOptions options;
  options.read = run.read_options();
  options.only = parts_of(arguments.values("--only"));
  options.skip = parts_of(arguments.values("--skip"));
  options.excel = arguments.flag("--excel");
  options.merge = arguments.flag("--merge");
  options.one_pass = arguments.flag("--one-pass");
  if (arguments.value("--style", "") == "flatten") options.style = edca::TableStyle::flatten;
  for (const auto titles : {edca::TableTitles::none, edca::TableTitles::english}) {
    if (arguments.value("--titles", "es") == edca::name(titles)) options.titles = titles;
  }
  const std::string delimiter = arguments.value("--delimiter", ",");
  options.delimiter = delimiter == "tab" ? '\t' : delimiter.front();
  return options;
}

}  // namespace

int flatten(const Arguments& arguments) {
  const Run run(arguments);
  const edca::Flattener flattener(options_of(arguments, run));
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
  const edca::Unflattener unflattener({arguments.flag("--lines"), run.read_options()});
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::UnflattenSummary summary = unflattener.run(
      arguments.inputs(), [&](std::string_view text) { return run.write(text); }, printer,
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
