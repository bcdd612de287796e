#include <algorithm>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/intake/limits.hpp"
#include "cli/interrupt.hpp"
#include "cli/merge/pipeline.hpp"
#include "cli/merge/releases.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"

namespace edca::cli {
namespace {

void check_together(const MergeCommand& command) {
  const auto refuse = [](const char* one, const char* other) {
    throw Error(ErrorKind::usage, "arguments.together", {{"one", one}, {"other", other}});
  };
  if (command.linked && !command.records) {
    throw Error(ErrorKind::usage, "arguments.needs", {{"one", "--linked"}, {"other", "--records"}});
  }
  if (command.blame && command.records) refuse("--blame", "--records");
  if (command.blame && command.versioned) refuse("--blame", "--versioned");
  if (!command.into.empty() && command.records) refuse("--into", "--records");
  if (!command.into.empty() && command.blame) refuse("--into", "--blame");
}

/// One run of the command.
class Run {
 public:
  Run(const MergeCommand& command, Console& console)
      : command_(command),
        console_(console),
        inputs_(io::expand(command.inputs)),
        ruleset_(command.options, command.schema_file, command.upgrade) {
    if (!command.into.empty()) into_ = io::expand({command.into});
    if (!into_.problems.empty()) {
      throw Error(ErrorKind::input, "merge.into", {{"path", command.into}});
    }
    if (!command.report.empty()) {
      report_output_ = std::make_unique<io::Output>(command.report, console.settings().overwrite);
      report_ = report::make_report("json", {console.language(), false, EDCA_VERSION},
                                    [this](std::string_view text) { report_output_->write(text); });
    }
    log_ = std::make_unique<Log>(console, report_.get());
    total_ = bytes_of(into_) + bytes_of(inputs_);
    grouper_ = std::make_unique<io::Grouper>(
        grouper_options(command.memory, command.options, {&into_, &inputs_}));
  }

  int run() {
    read();
    if (interrupted()) return 0;
    if (log_->files() > 0) merge_all();
    if (interrupted()) return 0;
    return end();
  }

 private:
  void read() {
    ReleaseIntake intake(command_.options, *grouper_, ruleset_, packages_, *log_);
    if (command_.upgrade) {
      intake.upgrade_with(std::make_unique<Upgrader>(command_.options, nullptr));
    }
    one_byte_ = intake.one_byte();
    std::uint64_t before = 0;
    const auto progress = [&](std::uint64_t bytes) {
      console_.progress(log_->files() - 1, before + bytes, total_ * 2);
      return !interrupted();
    };
    for (const io::Input& input : into_.inputs) {
      intake.read_existing(input, command_.versioned, progress);
      before += input.bytes;
    }
    if (interrupted()) return;
    intake.read(inputs_, progress);
    grouper_->finish();
  }

  OutputForm form() const {
    return {command_.versioned, command_.records, command_.linked, command_.blame, command_.into};
  }

  merge::Options merge_options() const {
    merge::Options options;
    options.strict = command_.strict;
    options.blame = command_.blame;
    const std::string& word = command_.on_duplicate_id;
    options.on_duplicate_id = word == "append"     ? merge::Strategy::append
                              : word == "position" ? merge::Strategy::position
                                                   : merge::Strategy::merge;
    return options;
  }

  void merge_all() {
    const merge::Rules rules(ruleset_.release_schema());
    if (ruleset_.mixed() && command_.options.profile == "auto" && command_.schema_file.empty()) {
      Finding finding = Log::make("merge.mixed-versions");
      finding.has_position = false;
      log_->add(finding);
    }
    console_.detail(console_.text("merge.rules",
                                  {{"profile", ruleset_.profile()},
                                   {"extensions", messages::count(ruleset_.extension_count())}}));
    const merge::Options options = merge_options();
    const unsigned jobs = command_.options.jobs;
    Pipeline pipeline(*grouper_, *log_, grouper_->bytes() < (1 << 20) ? 1 : jobs, [&] {
      return std::make_unique<ProcessMerger>(rules, options, form(), packages_, one_byte_);
    });
    std::uint64_t written = 0;
    pipeline.run([&](std::string_view text) {
      write(text);
      written += text.size();
      console_.progress(log_->files(), total_ + std::min(written, total_), total_ * 2);
      return !interrupted() && !console_.output().closed();
    });
    console_.detail(
        console_.text("merge.done", {{"releases", messages::count(grouper_->entries())},
                                     {"processes", messages::count(pipeline.processes())},
                                     {"refused", messages::count(pipeline.refused())}}));
  }

  void write(std::string_view text) {
    io::Output& output = console_.output();
    if (!command_.package) return output.write(text);
    // In a package the records stand in a list: a comma goes before each but the first.
    packed_.clear();
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      open_package();
      packed_ += any_record_ ? ",\n" : "\n";
      any_record_ = true;
      packed_ += text.substr(0, end);
      text.remove_prefix(end + 1);
    }
    output.write(packed_);
  }

  void open_package() {
    if (package_open_) return;
    package_open_ = true;
    std::vector<Finding> findings;
    packed_ += packages_.open_package(command_.package_options, ruleset_.version(),
                                      ruleset_.extra_urls(), findings);
    for (const Finding& finding : findings) log_->add(finding);
  }

  int end() {
    console_.end_progress();
    const bool read = log_->any_read();
    if (command_.package && read) {
      packed_.clear();
      open_package();
      console_.output().write(packed_ + (any_record_ ? "\n]}\n" : "]}\n"));
    }
    log_->finish();
    if (report_output_) report_output_->commit();
    if (!read) {
      console_.say(console_.text("input.none"));
      return 2;
    }
    console_.commit();
    return log_->fails(command_.fail_on) ? 1 : 0;
  }

  const MergeCommand& command_;
  Console& console_;
  io::InputList inputs_;
  io::InputList into_;
  Ruleset ruleset_;
  PackageFacts packages_;
  std::unique_ptr<io::Output> report_output_;
  std::unique_ptr<report::Report> report_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<io::Grouper> grouper_;
  std::uint64_t total_ = 0;
  bool one_byte_ = false;
  std::string packed_;
  bool package_open_ = false;
  bool any_record_ = false;
};

}  // namespace

int merge(MergeCommand command, Console& console) {
  command.records = command.records || command.package;
  check_together(command);
  command.options.extension_folder = extension_folder();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  unsigned& jobs = command.options.jobs;
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  try_output(console.settings());
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli
