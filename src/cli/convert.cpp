#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "json/value.hpp"

namespace edca::cli {
namespace {

int run(const ConvertCommand& command, const Converter& converter, Console& console) {
  ConversionOutput output;
  output.write = [&](std::string_view text) { return console.write(text); };
  output.target = console.settings().output;
  output.overwrite = console.settings().overwrite;
  ReportFile report(command.report, console);
  FindingPrinter printer(console, report.report());
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  const ConvertSummary summary = converter.run(command.inputs, output, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  printer.finish(summary.findings);
  report.commit();
  // A file without a row is none.
  const bool empty = converter.entry().to == "pnt" || summary.refused == 0;
  if (summary.converted == 0 && empty) {
    console.say(console.text(summary.findings.files_read == 0 ? "input.none" : "convert.nothing"));
    return 2;
  }
  console.detail(console.text("convert.done", {{"converted", messages::count(summary.converted)},
                                               {"refused", messages::count(summary.refused)}}));
  if (!converter.entry().files) console.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

/// A map as edca convert --map takes it, with a mark behind what has to be looked at.
int suggest(const ConvertCommand& command, Console& console) {
  const std::vector<SuggestedColumn> columns = suggest_columns_of(command.suggest);
  if (columns.empty()) {
    throw Error(ErrorKind::usage, "convert.suggest-unread", {{"path", command.suggest}});
  }
  const auto quoted = [](std::string_view text) {
    std::string out;
    json::write_string(text, out);
    return out;
  };
  std::string text =
      "# " + console.text("convert.suggest-head") + "\nfrom = \"csv\"\ncolumns = [\n";
  for (const SuggestedColumn& each : columns) {
    text += "  [" + quoted(each.heading) + ", " + quoted(each.path) + ", " + quoted(each.kind);
    if (!each.detail.empty()) text += ", " + quoted(each.detail);
    text += each.sure ? "],\n" : "],  # ? " + console.text("convert.suggest-unsure") + "\n";
  }
  console.write(text + "]\n");
  console.commit();
  return 0;
}

/// Nothing that is read is written over, whatever comes out.
void keep_files_apart(const ConvertCommand& command, bool files, const Console& console) {
  const ProjectOptions& projects = command.options.projects;
  const std::string product = files ? console.settings().output : console.product();
  const PntOptions& pnt = command.options.pnt;
  io::keep_apart({command.inputs,
                  {projects.projects, command.options.legacy.map, pnt.extra, pnt.answer},
                  {product, pnt.state, command.report,
                   pnt.payload ? pnt_update_path(product) : std::string()}});
  // The projects of before may become those of now, but nothing else.
  io::keep_apart({{}, {projects.into}, {command.report}});
}

}  // namespace

int convert(ConvertCommand command, Console& console) {
  if (!command.suggest.empty()) {
    io::keep_apart({{command.suggest}, {}, {console.product(), command.report}});
    return suggest(command, console);
  }
  command.options.read = command.reading;
  command.options.read.extension_folder = extension_folder();
  ProjectOptions& projects = command.options.projects;
  projects.compatible = !command.compatible.empty();
  if (projects.now.empty()) projects.now = date_of_run();
  const Converter converter(command.options);
  const std::string& target = console.settings().output;
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  const bool files = converter.entry().files;
  keep_files_apart(command, files, console);
  if (!files || (converter.entry().to == "pnt" && !target.empty()))
    io::try_output(target, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, converter, console); });
}

}  // namespace edca::cli
