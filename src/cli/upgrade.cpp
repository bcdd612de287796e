#include "edca/upgrader.hpp"

#include <filesystem>
#include <limits>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "upgrade/targets.hpp"

namespace edca::cli {
namespace {

bool is_change(std::string_view rule) {
  return rule.starts_with("upgrade.") || rule.starts_with("repair.");
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || (!path.empty() && std::filesystem::is_directory(path, error));
}

/// All changes where nothing else comes of the run or where they were asked for.
FindingPrinter::Options printed(const UpgradeCommand& command, const Settings& settings) {
  FindingPrinter::Options options;
  options.least = Severity::note;
  if (command.dry_run || settings.verbose) {
    options.of_a_rule = std::numeric_limits<std::uint64_t>::max();
  }
  return options;
}

/// Whether exports of official advertising are repaired into a ZIP.
bool makes_zip(const UpgradeCommand& command, const Console& console) {
  const std::string& output = console.settings().output;
  if (command.dry_run || !command.repair || is_folder(output) || !output.ends_with(".zip"))
    return false;
  return !upgrade::expand(command.inputs, command.options, true).archives.empty();
}

/// One run of the command.
class UpgradeRun {
 public:
  UpgradeRun(const UpgradeCommand& command, Console& console)
      : command_(command),
        console_(console),
        zip_(makes_zip(command, console)),
        one_output_(!command.dry_run && !zip_ && !is_folder(console.settings().output)),
        upgrader_(options()),
        report_(command.report, console),
        printer_(console, report_.report(), printed(command, console.settings())) {}

  int run() {
    const UpgradeSummary summary = convert();
    if (interrupted()) return 0;
    console_.end_progress();
    printer_.finish(summary.findings);
    report_.commit();
    if (summary.findings.files_read == 0) {
      console_.say(console_.text("input.none"));
      return 2;
    }
    say_counts(summary.findings);
    // A file that would not be whole is not left behind.
    if (one_output_ && (summary.damaged == 0 || console_.settings().output.empty())) {
      console_.commit();
    }
    return summary.damaged > 0 || fails(summary.findings, command_.fail_on) ? 1 : 0;
  }

 private:
  UpgradeOptions options() {
    UpgradeOptions options;
    options.read = command_.options;
    options.repair = command_.repair;
    if (command_.dry_run) return options;
    const bool streams = one_output_ && console_.settings().output.empty();
    options.damaged = [this, streams](const std::string& file) {
      console_.say(console_.text(streams ? "upgrade.cut" : "upgrade.damaged",
                                 {{"path", messages::printable(file)}}));
    };
    return options;
  }

  UpgradeSummary convert() {
    const Session session = session_of(console_, command_.options);
    const Settings& settings = console_.settings();
    if (zip_) {
      return upgrader_.run_to_zip(command_.inputs, settings.output, settings.overwrite, printer_,
                                  session);
    }
    if (!command_.dry_run && !one_output_) {
      return upgrader_.run_to_folder(command_.inputs, settings.output, settings.overwrite, printer_,
                                     session);
    }
    if (one_output_) io::try_output(settings.output, settings.overwrite);
    Upgrader::Write write;
    if (!command_.dry_run) write = [&](std::string_view text) { return console_.write(text); };
    return upgrader_.run(command_.inputs, write, printer_, session);
  }

  void say_counts(const Summary& summary) {
    if (console_.settings().quiet) return;
    std::uint64_t changes = 0;
    std::vector<std::string> lines;
    for (const auto& [rule, count] : summary.by_rule) {
      if (!is_change(rule) || find_rule(rule)->severity != Severity::note) continue;
      changes += count;
      lines.push_back(
          console_.text("upgrade.rule", {{"rule", rule}, {"count", messages::count(count)}}));
    }
    console_.say(console_.text("upgrade.done", {{"changes", messages::count(changes)},
                                                {"files", messages::count(summary.files)}}));
    for (const std::string& line : lines) console_.say(line);
  }

  const UpgradeCommand& command_;
  Console& console_;
  bool zip_;  ///< a whole export in the form of the tool
  bool one_output_;
  Upgrader upgrader_;
  ReportFile report_;
  FindingPrinter printer_;
};

/// Of a folder the files that are made in it.
void keep_apart(const UpgradeCommand& command, const Console& console) {
  io::FileRoles roles{command.inputs, {}, {command.report}};
  if (command.dry_run || !is_folder(console.product()) || makes_zip(command, console)) {
    roles.outputs.push_back(console.product());
  } else if (!command.report.empty()) {
    const auto expand = [&](const std::string& argument) {
      return upgrade::expand({argument}, command.options, command.repair);
    };
    const auto made = upgrade::targets_of(command.inputs, console.product(), expand).all();
    roles.outputs.insert(roles.outputs.end(), made.begin(), made.end());
  }
  io::keep_apart(roles);
}

}  // namespace

int upgrade(UpgradeCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  keep_apart(command, console);
  return run_interruptibly(console, [&] { return UpgradeRun(command, console).run(); });
}

}  // namespace edca::cli
