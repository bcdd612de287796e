#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

int print(std::string_view text, Console& console) {
  console.output().write(text);
  console.commit();
  return 0;
}

int run(const IndicatorsCommand& command, Console& console) {
  const Indicators indicators(command.options);
  FindingPrinter printer(console, nullptr);
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  const IndicatorSummary summary = indicators.run(
      command.inputs, [&](std::string_view text) { return console.write(text); }, printer, session);
  if (const auto code =
          ends(console, printer, summary.findings, summary.processes > 0, "indicators.nothing"))
    return *code;
  console.commit();
  const bool flags = command.fail_on == "flag";
  if (flags && summary.flags > 0) return 1;
  return fails(summary.findings, flags ? "error" : command.fail_on) ? 1 : 0;
}

}  // namespace

int indicators(IndicatorsCommand command, Console& console) {
  if (command.init) return print(indicator_settings(console.language()), console);
  if (command.list) {
    return print(command.options.format == IndicatorFormat::json
                     ? indicators_json()
                     : indicator_list(console.language()),
                 console);
  }
  command.reading.extension_folder = extension_folder();
  command.options.read = command.reading;
  command.options.language = console.language();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::try_output(console.settings().output, console.settings().overwrite);
  return run_interruptibly(console, [&] { return run(command, console); });
}

}  // namespace edca::cli
