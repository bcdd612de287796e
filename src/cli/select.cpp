#include "edca/selection.hpp"

#include <memory>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

/// A list or totals in a file beside the result; a name that ends in .csv or .json tells the form.
class Beside {
 public:
  Beside(const std::string& path, bool overwrite) {
    if (!path.empty()) output_ = std::make_unique<io::Output>(path, overwrite);
  }
  SelectionWriters::Write write() {
    if (!output_) return {};
    return [this](std::string_view text) {
      output_->write(text);
      return !output_->closed();
    };
  }
  void commit() {
    if (output_) output_->commit();
  }

 private:
  std::unique_ptr<io::Output> output_;
};

SelectionFormat format_of(const std::string& path, SelectionFormat usual) {
  if (path.ends_with(".json")) return SelectionFormat::json;
  return path.ends_with(".csv") ? SelectionFormat::csv : usual;
}

void say(const SelectCommand& command, const SelectionSummary& summary, Console& console) {
  console.detail(console.text("select.done", {{"processes", messages::count(summary.processes)},
                                              {"chosen", messages::count(summary.chosen)},
                                              {"contracts", messages::count(summary.contracts)}}));
  if (summary.undated > 0)
    console.detail(console.text("select.undated", {{"count", messages::count(summary.undated)}}));
  if (command.options.preset == SelectionPreset::emergency_inai)
    console.say(console.text("select.approximate"));
  if (command.options.redaction == Redaction::none) return;
  console.say(console.text(summary.removals == 0    ? "select.removed-none"
                           : command.report.empty() ? "select.removed"
                                                    : "select.removed-listed",
                           {{"count", messages::count(summary.removals)},
                            {"persons", messages::count(summary.persons)},
                            {"path", command.report}}));
}

int run(SelectCommand& command, Console& console) {
  const Selector selector(command.options);
  const Settings& settings = console.settings();
  Beside report(command.report, settings.overwrite);
  Beside totals(command.totals, settings.overwrite);
  SelectionWriters writers;
  writers.report = report.write();
  writers.totals = totals.write();
  writers.processes = [&](std::string_view text) { return console.write(text); };
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  const bool packages = command.package.kind != PackageKind::of_inputs;
  PackageSummary made;
  const SelectionSummary summary =
      packages ? selector.run_to_packages(command.inputs, writers, command.package,
                                          settings.overwrite, made, printer, session)
               : selector.run(command.inputs, writers, printer, session);
  if (const auto code =
          ends(console, printer, summary.findings, summary.processes > 0, "indicators.nothing"))
    return *code;
  if (made.refused) {
    console.say(console.text("package.refused"));
    return 2;
  }
  say(command, summary, console);
  if (summary.chosen == 0) console.say(console.text("select.none"));
  if (!packages) console.commit();
  report.commit();
  totals.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int select(SelectCommand command, Console& console) {
  SelectionOptions& options = command.options;
  options.read = command.reading;
  options.read.extension_folder = extension_folder();
  if (!command.amount.empty()) {
    for (const AmountMode each : {AmountMode::contract, AmountMode::max, AmountMode::mean})
      if (name(each) == command.amount) options.amount = each;
  }
  options.report = format_of(command.report, SelectionFormat::csv);
  options.totals = format_of(command.totals, SelectionFormat::json);
  command.package.encoding = Encoding::utf8;
  command.package.name = console.settings().output;
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::keep_apart(
      {command.inputs, {options.where}, {console.product(), command.report, command.totals}});
  if (command.package.kind == PackageKind::of_inputs)
    io::try_output(console.settings().output, console.settings().overwrite);
  for (const std::string& path : {command.report, command.totals})
    if (!path.empty()) io::try_output(path, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
