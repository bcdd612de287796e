#include "edca/indicators.hpp"

#include <sstream>

#include "edca/error.hpp"
#include "run.hpp"

namespace library_test {
namespace {

std::vector<std::string> ids(const Arguments& arguments, const std::string& name) {
  std::vector<std::string> words;
  for (const std::string& list : arguments.values(name)) {
    std::istringstream stream(list);
    for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
  }
  return words;
}

edca::IndicatorOptions options_of(const Arguments& arguments, const Run& run) {
  using enum edca::IndicatorFormat;
  edca::IndicatorOptions options;
  options.read = run.read_options();
  for (const edca::IndicatorFormat each : {text, json, jsonl, csv, html, cardinal}) {
    if (name(each) == arguments.value("--format")) options.format = each;
  }
  options.language = run.language();
  options.settings = arguments.value("--settings");
  options.sanctions = arguments.value("--sanctions");
  options.tax_list = arguments.value("--tax-list");
  options.legal_profile = arguments.value("--legal-profile");
  options.only = ids(arguments, "--only");
  options.skip = ids(arguments, "--skip");
  options.prepare = arguments.flag("--prepare");
  return options;
}

int print(Run& run, const std::string& text) {
  run.write(text);
  run.commit();
  return 0;
}

}  // namespace

int indicators(const Arguments& arguments) {
  Run run(arguments);
  if (arguments.flag("--init")) return print(run, edca::indicator_settings(run.language()));
  if (arguments.flag("--list")) return print(run, edca::indicator_list(run.language()));
  const edca::Indicators indicators(options_of(arguments, run));
  Printer printer(arguments, run, edca::Severity::warning, 5);
  const edca::IndicatorSummary summary = indicators.run(
      arguments.inputs(), [&](std::string_view text) { return run.write(text); }, printer,
      run.session());
  printer.finish(summary.findings);
  if (summary.processes == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "indicators.nothing"));
    return 2;
  }
  run.commit();
  if (arguments.value("--fail-on") == "flag" && summary.flags > 0) return 1;
  return run.code(summary.findings);
}

}  // namespace library_test
