#include "edca/merger.hpp"

#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "edca/export_merger.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"

namespace edca::cli {
namespace {

void check_together(const MergeCommand& command) {
  const auto refuse = [](const char* one, const char* other) {
    throw Error(ErrorKind::usage, "arguments.together", {{"one", one}, {"other", other}});
  };
  if (command.linked && !command.records) {
    throw Error(ErrorKind::usage, "arguments.needs", {{"one", "--linked"}, {"other", "--records"}});
  }
  for (const auto& [set, name] :
       {std::pair{command.versioned, "--versioned"}, std::pair{command.records, "--records"},
        std::pair{command.blame, "--blame"}})
    if (set && !command.history.empty()) refuse("--history", name);
  if (command.blame && command.records) refuse("--blame", "--records");
  if (command.blame && command.versioned) refuse("--blame", "--versioned");
  if (!command.into.empty() && command.records) refuse("--into", "--records");
  if (!command.into.empty() && command.blame) refuse("--into", "--blame");
}

MergeProduct product_of(const MergeCommand& command) {
  if (command.package) return MergeProduct::record_package;
  if (command.records) return MergeProduct::records;
  if (command.blame) return MergeProduct::blame;
  return command.versioned ? MergeProduct::versioned_releases : MergeProduct::compiled_releases;
}

MergeOptions options_of(const MergeCommand& command, Console& console,
                        std::optional<io::Output>& history) {
  MergeOptions options;
  options.read = command.options;
  options.product = product_of(command);
  options.versioned = command.versioned;
  options.linked = command.linked;
  options.same_ids = command.on_duplicate_id;
  options.strict = command.strict;
  options.upgrade = command.upgrade;
  options.schema_file = command.schema_file;
  options.into = command.into;
  options.package = command.package_members;
  if (history) options.history = [&history](std::string_view line) { history->write(line); };
  options.rules_known = [&console](const MergeRules& rules) {
    console.detail(console.text(
        "merge.rules",
        {{"profile", rules.profile}, {"extensions", messages::count(rules.extensions)}}));
  };
  return options;
}

int run(const MergeCommand& command, Console& console) {
  std::optional<io::Output> history;
  if (!command.history.empty()) history.emplace(command.history, console.settings().overwrite);
  const Merger merger(options_of(command, console, history));
  ReportFile report(command.report, console);
  FindingPrinter printer(console, report.report());
  const Session session = session_of(console, command.options, memory_size(command.memory));
  const MergeSummary summary = merger.run(
      command.inputs, [&](std::string_view text) { return console.write(text); }, printer, session);
  if (interrupted()) return 0;
  console.end_progress();
  const Summary& findings = summary.findings;
  console.detail(console.text("merge.done", {{"releases", messages::count(summary.releases)},
                                             {"processes", messages::count(summary.processes)},
                                             {"refused", messages::count(summary.refused)}}));
  if (summary.snapshots > 0)
    console.detail(
        console.text("merge.projects", {{"snapshots", messages::count(summary.snapshots)},
                                        {"projects", messages::count(summary.projects)}}));
  printer.finish(findings);
  report.commit();
  if (summary.processes + summary.refused + summary.projects == 0) {
    console.say(console.text(findings.files_read == 0 ? "input.none" : "merge.nothing"));
    return 2;
  }
  console.commit();
  if (history) history->commit();
  return fails(findings, command.fail_on) ? 1 : 0;
}

/// Exports of official advertising, which are merged by the keys of their tables.
int merge_exports(const MergeCommand& command, Console& console) {
  for (const auto& [set, name] :
       {std::pair{command.versioned, "--versioned"}, std::pair{command.records, "--records"},
        std::pair{command.blame, "--blame"}, std::pair{!command.into.empty(), "--into"},
        std::pair{!command.history.empty(), "--history"}})
    if (set) throw Error(ErrorKind::usage, "merge.exports-options", {{"option", name}});
  ReportFile report(command.report, console);
  FindingPrinter printer(console, report.report());
  const ExportMergeSummary summary =
      ExportMerger(command.options)
          .run(command.inputs, console.settings().output, console.settings().overwrite, printer,
               session_of(console, command.options));
  if (interrupted()) return 0;
  console.end_progress();
  for (const MergedTable& table : summary.tables) {
    console.detail(
        console.text("merge.exports-table", {{"table", table.table},
                                             {"rows", messages::count(table.newest + table.kept)},
                                             {"newest", messages::count(table.newest)},
                                             {"kept", messages::count(table.kept)},
                                             {"replaced", messages::count(table.replaced)}}));
  }
  printer.finish(summary.findings);
  report.commit();
  return fails(summary.findings, command.fail_on) ? 1 : 0;
}

}  // namespace

int merge(MergeCommand command, Console& console) {
  command.records = command.records || command.package;
  check_together(command);
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::keep_apart({command.inputs,
                  {command.schema_file, command.package_members.file},
                  {console.product(), command.report, command.history}});
  // The result of before may become the new one, but nothing else.
  io::keep_apart({{}, {command.into}, {command.report, command.history}});
  io::try_output(console.settings().output, console.settings().overwrite);
  const bool exports = ExportMerger::takes(command.inputs, command.options);
  return run_interruptibly(
      console, [&] { return exports ? merge_exports(command, console) : run(command, console); });
}

}  // namespace edca::cli
