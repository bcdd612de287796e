#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/tables.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

/// The figures that say how a run ends.
void add(Summary& to, const Summary& more) {
  to.files += more.files;
  to.files_read += more.files_read;
  to.files_skipped += more.files_skipped;
  to.errors += more.errors;
  to.warnings += more.warnings;
  to.notes += more.notes;
  for (const auto& [rule, count] : more.by_rule) to.by_rule[rule] += count;
}

int run(const UnflattenCommand& command, Console& console) {
  const Unflattener unflattener({command.lines, command.options});
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.options, memory_size(command.memory));
  const auto write = [&](std::string_view text) { return console.write(text); };
  Summary findings;
  bool any = false;
  for (const std::string& tables : command.tables) {
    const UnflattenSummary summary = unflattener.run(tables, write, printer, session);
    add(findings, summary.findings);
    any = any || summary.items + summary.packages > 0;
    if (summary.cancelled) break;
  }
  if (const auto code = ends(console, printer, findings, any, "tables.nothing")) return *code;
  console.commit();
  return fails(findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int unflatten(const UnflattenCommand& command, Console& console) {
  io::try_output(console.settings().output, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
