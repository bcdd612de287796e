#include "edca/convert.hpp"

#include <algorithm>

#include "run.hpp"

namespace library_test {
namespace {

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    words.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

edca::ConvertOptions options_of(const Arguments& arguments, const Run& run) {
  edca::ConvertOptions options;
  options.read = run.read_options();
  options.from = arguments.value("--from");
  options.to = arguments.value("--to");
  options.legacy.prefix = arguments.value("--prefix");
  options.legacy.map = arguments.value("--map");
  options.legacy.compiled = arguments.flag("--compiled");
  options.legacy.keep_unmapped = arguments.flag("--keep-unmapped");
  options.legacy.natural_persons = arguments.flag("--natural-persons");
  options.legacy.amounts_include_tax = arguments.flag("--amounts-include-tax");
  options.pnt.format = arguments.value("--format-id");
  options.pnt.extra = arguments.value("--extra");
  options.pnt.payload = arguments.flag("--payload");
  options.pnt.state = arguments.value("--state");
  options.pnt.answer = arguments.value("--answer");
  edca::ProjectOptions& projects = options.projects;
  projects.project_id = arguments.value("--project-id");
  projects.projects = arguments.value("--projects");
  projects.transforms = words_of(arguments.value("--transforms"));
  projects.all_transforms = arguments.flag("--all-transforms");
  projects.compatible = !arguments.value("--compatible").empty();
  projects.into = arguments.value("--into");
  projects.base_url = arguments.value("--base-url");
  const std::string epoch = environment("SOURCE_DATE_EPOCH");
  projects.now = arguments.value("--now", epoch.empty() ? epoch : "@" + epoch);
  return options;
}

}  // namespace

int convert(const Arguments& arguments) {
  Run run(arguments);
  const edca::Converter converter(options_of(arguments, run));
  Printer printer(arguments, run, edca::Severity::warning, 5);
  edca::ConversionOutput output;
  output.write = [&](std::string_view text) { return run.write(text); };
  output.target = run.output();
  output.overwrite = run.overwrite();
  const edca::ConvertSummary summary =
      converter.run(arguments.inputs(), output, printer, run.session());
  printer.finish(summary.findings);
  if (summary.converted + summary.refused == 0) {
    run.say(run.text(summary.findings.files_read == 0 ? "input.none" : "convert.nothing"));
    return 2;
  }
  if (run.verbose())
    run.say(run.text("convert.done", {{"converted", std::to_string(summary.converted)},
                                      {"refused", std::to_string(summary.refused)}}));
  if (!converter.entry().files) run.commit();
  return run.code(summary.findings);
}

}  // namespace library_test
