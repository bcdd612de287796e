#include "edca/differ.hpp"

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

int run(const DiffCommand& command, Console& console) {
  const Differ differ(
      {command.reading.encoding, command.format, console.language(), command.reading.tables});
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  io::try_output(console.settings().output, console.settings().overwrite);
  const auto write = [&](std::string_view text) { return console.write(text); };
  const DiffSummary summary =
      differ.run(command.old_input, command.new_input, write, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  printer.finish(summary.findings);
  if (!summary.older_read || !summary.newer_read) {
    const std::string& unread = summary.older_read ? command.new_input : command.old_input;
    console.say(console.text("diff.unread", {{"path", unread}}));
    return 2;
  }
  console.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int diff(DiffCommand command, Console& console) {
  io::keep_apart({{command.old_input, command.new_input}, {}, {console.product()}});
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
