#include "edca/upgrader.hpp"

#include <filesystem>
#include <limits>

#include "run.hpp"

namespace library_test {
namespace {

void say_counts(const Run& run, const edca::Summary& summary) {
  if (run.quiet()) return;
  std::uint64_t changes = 0;
  std::vector<std::string> lines;
  for (const auto& [rule, count] : summary.by_rule) {
    if (!rule.starts_with("upgrade.") && !rule.starts_with("repair.")) continue;
    if (edca::find_rule(rule)->severity != edca::Severity::note) continue;
    changes += count;
    lines.push_back(
        run.text("upgrade.rule", {{"rule", rule}, {"count", edca::messages::count(count)}}));
  }
  run.say(run.text("upgrade.done", {{"changes", edca::messages::count(changes)},
                                    {"files", edca::messages::count(summary.files)}}));
  for (const std::string& line : lines) run.say(line);
}

}  // namespace

int upgrade(const Arguments& arguments) {
  Run run(arguments);
  const bool dry_run = arguments.flag("--dry-run");
  const bool to_folder =
      !dry_run && (run.output().ends_with('/') || std::filesystem::is_directory(run.output()));
  edca::UpgradeOptions options;
  options.read = run.read_options();
  options.repair = arguments.flag("--repair");
  options.damaged = [&](const std::string& file) {
    const char* const said = !to_folder && run.output().empty() ? "upgrade.cut" : "upgrade.damaged";
    if (!dry_run) run.say(run.text(said, {{"path", file}}));
  };
  const edca::Upgrader upgrader(options);
  Printer printer(arguments, run, edca::Severity::note,
                  dry_run || run.verbose() ? std::numeric_limits<std::uint64_t>::max() : 5);
  edca::Upgrader::Write write;
  if (!dry_run) write = [&](std::string_view text) { return run.write(text); };
  const bool to_zip = !dry_run && !to_folder && options.repair && run.output().ends_with(".zip");
  const edca::UpgradeSummary summary =
      to_zip      ? upgrader.run_to_zip(arguments.inputs(), run.output(), run.overwrite(), printer,
                                        run.session())
      : to_folder ? upgrader.run_to_folder(arguments.inputs(), run.output(), run.overwrite(),
                                           printer, run.session())
                  : upgrader.run(arguments.inputs(), write, printer, run.session());
  printer.finish(summary.findings);
  if (summary.findings.files_read == 0) {
    run.say(run.text("input.none"));
    return 2;
  }
  say_counts(run, summary.findings);
  if (!dry_run && !to_folder && !to_zip && (summary.damaged == 0 || run.output().empty()))
    run.commit();
  return summary.damaged > 0 ? 1 : run.code(summary.findings);
}

}  // namespace library_test
