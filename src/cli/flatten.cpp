#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "edca/tables.hpp"

namespace edca::cli {
namespace {

/// One that cannot stand in a name or number; a tab by its name too.
char delimiter_of(const std::string& given) {
  if (given == "tab" || given == "\\t") return '\t';
  constexpr std::string_view known = ",;|\t";
  if (given.size() != 1 || known.find(given.front()) == std::string_view::npos) {
    throw Error(ErrorKind::usage, "tables.delimiter", {{"value", given}});
  }
  return given.front();
}

FlattenOptions options_of(const FlattenCommand& command) {
  FlattenOptions options;
  options.read = command.options;
  options.only = command.only;
  options.skip = command.skip;
  options.excel = command.excel;
  options.titles = command.titles;
  options.style = command.style;
  options.merge = command.merge;
  options.one_pass = command.one_pass;
  options.delimiter = delimiter_of(command.delimiter);
  return options;
}

int run(const FlattenCommand& command, Console& console) {
  const Flattener flattener(options_of(command));
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
