#include "edca/packager.hpp"

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "io/inputs.hpp"

namespace edca::cli {
namespace {

/// A contradiction comes with the way out.
constexpr FindingPrinter::Options said = {.advised = "package.conflict"};

int run(const PackageCommand& command, const Packager& packager, Console& console) {
  FindingPrinter printer(console, nullptr, said);
  const Session session = session_of(console, command.reading, memory_size(command.memory));
  const PackageSummary summary =
      packager.run_to_files(command.inputs, console.settings().overwrite, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  for (const MadePackage& package : summary.packages) {
    const std::string& path = package.name.empty() ? "-" : package.name;
    console.detail(console.text("package.written",
                                {{"path", path}, {"items", messages::count(package.items)}}));
  }
  printer.finish(summary.findings);
  if (summary.packages.empty()) {
    console.say(console.text(summary.refused ? "package.refused" : missing(summary.findings)));
    return 2;
  }
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int package(PackageCommand command, Console& console) {
  command.options.encoding = command.reading.encoding;
  command.options.tables = command.reading.tables;
  command.options.name = console.settings().output;
  const Packager packager(command.options);
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::keep_apart({command.inputs, {command.options.members.file}, {console.product()}});
  return run_interruptibly(console, [&] { return run(command, packager, console); });
}

}  // namespace edca::cli
