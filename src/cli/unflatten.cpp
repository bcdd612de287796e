#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/tables.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

int run(const UnflattenCommand& command, Console& console) {
  const Unflattener unflattener({command.lines, command.options});
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.options, memory_size(command.memory));
  const UnflattenSummary summary = unflattener.run(
      command.tables, [&](std::string_view text) { return console.write(text); }, printer, session);
  if (const auto code = ends(console, printer, summary.findings,
                             summary.items + summary.packages > 0, "tables.nothing"))
    return *code;
  console.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int unflatten(const UnflattenCommand& command, Console& console) {
  io::try_output(console.settings().output, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
