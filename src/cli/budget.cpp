#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

int run(const BudgetCommand& command, Console& console) {
  const Budget budget(command.options);
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  const BudgetSummary summary = budget.run(
      command.inputs, [&](std::string_view text) { return console.write(text); }, printer, session);
  if (const auto code =
          ends(console, printer, summary.findings, summary.processes > 0, "indicators.nothing"))
    return *code;
  console.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int budget(BudgetCommand command, Console& console) {
  command.reading.extension_folder = extension_folder();
  command.options.read = command.reading;
  command.options.language = console.language();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::try_output(console.settings().output, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
