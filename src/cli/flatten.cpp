#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "edca/tables.hpp"

namespace edca::cli {
namespace {

int run(const FlattenCommand& command, Console& console) {
  const Flattener flattener({command.options});
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.options, memory_size(command.memory));
  const FlattenSummary summary = flattener.run(command.inputs, console.settings().output,
                                               console.settings().overwrite, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  for (const MadeTable& table : summary.tables) {
    console.detail(console.text("tables.written", {{"path", table.file},
                                                   {"rows", messages::count(table.rows)},
                                                   {"columns", messages::count(table.columns)}}));
  }
  printer.finish(summary.findings);
  if (summary.tables.empty()) {
    console.say(console.text(missing(summary.findings)));
    return 2;
  }
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int flatten(FlattenCommand command, Console& console) {
  const std::string& target = console.settings().output;
  if (target.empty() || target == "-") throw Error(ErrorKind::usage, "tables.no-target");
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
