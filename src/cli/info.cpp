#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "edca/inspect.hpp"
#include "io/inputs.hpp"

namespace edca::cli {

int info(InfoCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::keep_apart({command.inputs, {}, {console.product()}});
  Session session = session_of(console, command.options);
  session.cancelled = nullptr;  // a signal ends the program
  const Inspection found = inspect(command.inputs, command.options, session);
  console.end_progress();
  std::string out;
  if (command.format == "json") {
    out = files_json(found.files, console.language());
  } else {
    for (const FileSummary& file : found.files) out += describe(file, console.language());
  }
  console.output().write(out);
  console.commit();
  for (const std::string& file : found.skipped)
    console.detail(console.text("verbose.skipped", {{"file", messages::printable(file)}}));
  if (!found.skipped.empty())
    console.say(console.text("report.skipped", {{"count", messages::count(found.skipped.size())}}));
  for (const Finding& finding : found.errors) {
    console.say(messages::printable(finding.file) + ": " + describe(finding, console.language()));
  }
  if (found.summary.files_read == 0) {
    console.say(console.text("input.none"));
    return 2;
  }
  return found.summary.errors > 0 || found.summary.files_read < found.summary.files ? 1 : 0;
}

}  // namespace edca::cli
