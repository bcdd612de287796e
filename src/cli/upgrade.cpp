#include "cli/commands.hpp"
#include "cli/intake/limits.hpp"
#include "cli/interrupt.hpp"
#include "cli/package/files.hpp"
#include "cli/upgrade/converter.hpp"
#include "cli/upgrade/survey.hpp"
#include "cli/upgrade/targets.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "report/report.hpp"

#include <limits>

namespace edca::cli {
namespace {

bool is_change(std::string_view rule) {
  return rule.starts_with("upgrade.") || rule.starts_with("repair.");
}

/// All changes where nothing else comes of the run or where they were asked for.
Log::Options log_options(const UpgradeCommand& command, const Settings& settings) {
  Log::Options options;
  options.least = Severity::note;
  if (command.dry_run || settings.verbose) {
    options.of_a_rule = std::numeric_limits<std::uint64_t>::max();
  }
  return options;
}

/// One run of the command.
class Run {
 public:
  Run(const UpgradeCommand& command, Console& console)
      : command_(command),
        console_(console),
        targets_(targets_of(command.inputs, console.settings().output)) {
    if (!command.report.empty()) {
      report_output_ = std::make_unique<io::Output>(command.report, console.settings().overwrite);
      report_ = report::make_report("json", {console.language(), false, EDCA_VERSION},
                                    [this](std::string_view text) { report_output_->write(text); });
    }
    log_ = std::make_unique<Log>(console, report_.get(), log_options(command, console.settings()));
    converter_ =
        std::make_unique<Converter>(command.options, command.repair ? &ids_ : nullptr, *log_);
    total_ = bytes_of(targets_.inputs);
  }

  int run() {
    if (!command_.dry_run) check_outputs();
    for (const io::InputProblem& problem : targets_.inputs.problems) {
      converter_->problem(problem);
    }
    if (command_.repair) look_at_ids();
    for (std::size_t at = 0; at < targets_.inputs.inputs.size() && !stopped(); ++at) {
      convert(targets_.inputs.inputs[at], targets_.paths[at]);
    }
    return interrupted() ? 0 : end();
  }

 private:
  /// Which ids may be changed can only be told from all of them.
  void look_at_ids() {
    const auto more = [] { return !interrupted(); };
    copies_.take(targets_.inputs.inputs, command_.options.temporary_folder, more);
    survey(targets_.inputs.inputs, converter_->reading(), more, ids_);
  }

  bool stopped() { return interrupted() || (one_output() && console_.output().closed()); }

  /// Whether everything goes to standard output or to one file.
  bool one_output() const { return !command_.dry_run && !targets_.has_folder; }

  void check_outputs() {
    if (!targets_.has_folder) {
      refuse_inputs({console_.settings().output}, targets_.inputs);
      return try_output(console_.settings());
    }
    refuse_inputs(targets_.paths, targets_.inputs);
  }

  void convert(const io::Input& input, const std::string& path) {
    std::unique_ptr<io::Output> file;
    if (!command_.dry_run && targets_.has_folder) {
      make_folders(path);
      file = std::make_unique<io::Output>(path, console_.settings().overwrite);
    }
    char last = '\n';
    const auto write = [&](std::string_view text) {
      if (command_.dry_run || text.empty()) return;
      last = text.back();
      (file ? *file : console_.output()).write(text);
    };
    const bool whole = converter_->convert(input, write, [&](std::uint64_t bytes) {
      console_.progress(log_->files() - 1, before_ + bytes, total_);
      return !interrupted();
    });
    before_ += input.bytes;
    if (interrupted()) return;
    if (!whole) return damaged(input);
    if (file) return file->commit();
    // What comes next starts a line.
    if (targets_.inputs.inputs.size() > 1 && last != '\n') write("\n");
  }

  void damaged(const io::Input& input) {
    damaged_ = true;
    if (command_.dry_run) return;
    console_.say(console_.text("upgrade.damaged", {{"path", input.name}}));
  }

  int end() {
    console_.end_progress();
    const bool read = log_->any_read();
    log_->finish();
    if (report_output_) report_output_->commit();
    if (!read) {
      console_.say(console_.text("input.none"));
      return 2;
    }
    say_counts();
    // A file that would not be whole is not left behind.
    if (one_output() && !(damaged_ && !console_.settings().output.empty())) console_.commit();
    return log_->fails(command_.fail_on) ? 1 : 0;
  }

  void say_counts() {
    if (console_.settings().quiet) return;
    std::uint64_t changes = 0;
    std::vector<std::string> lines;
    for (const auto& [rule, count] : log_->summary().by_rule) {
      if (!is_change(rule) || find_rule(rule)->severity != Severity::note) continue;
      changes += count;
      lines.push_back(
          console_.text("upgrade.rule", {{"rule", rule}, {"count", messages::count(count)}}));
    }
    console_.say(console_.text("upgrade.done", {{"changes", messages::count(changes)},
                                                {"files", messages::count(log_->files())}}));
    for (const std::string& line : lines) console_.say(line);
  }

  const UpgradeCommand& command_;
  Console& console_;
  Targets targets_;
  std::unique_ptr<io::Output> report_output_;
  std::unique_ptr<report::Report> report_;
  std::unique_ptr<Log> log_;
  Copies copies_;
  upgrade::Ids ids_;
  std::unique_ptr<Converter> converter_;
  std::uint64_t before_ = 0;
  std::uint64_t total_ = 0;
  bool damaged_ = false;
};

}  // namespace

int upgrade(UpgradeCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli
