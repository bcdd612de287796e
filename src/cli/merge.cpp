#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <iterator>
#include <thread>

#include "cli/commands.hpp"
#include "cli/merge/intake.hpp"
#include "cli/merge/pipeline.hpp"
#include "edca/error.hpp"
#include "json/inputs.hpp"

namespace edca::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int signal) {
  interrupted = signal;
}

/// While it lives, a signal to end is noted first, so that nothing half-written stays behind; a
/// second one ends the program at once. Then the signal takes its usual course.
class Interruptible {
 public:
  Interruptible() {
    struct sigaction action {};
    action.sa_handler = interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (std::size_t at = 0; at < std::size(signals); ++at) {
      ::sigaction(signals[at], nullptr, &before_[at]);
      // Who started the program with a signal ignored (nohup) meant it.
      if (before_[at].sa_handler != SIG_IGN) ::sigaction(signals[at], &action, nullptr);
    }
  }
  ~Interruptible() {
    for (std::size_t at = 0; at < std::size(signals); ++at) {
      ::sigaction(signals[at], &before_[at], nullptr);
    }
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction before_[std::size(signals)]{};
};

/// "64M", "1 GiB": powers of 1024. Throws Error(usage, "arguments.value").
std::uint64_t bytes_of(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  std::string unit(rest, end);
  std::erase(unit, ' ');
  for (char& c : unit) c = static_cast<char>(c | 0x20);
  static constexpr std::string_view units = "kmgt";
  unsigned shift = 0;
  if (const std::size_t at = unit.empty() ? std::string::npos : units.find(unit[0]);
      at != std::string::npos) {
    shift = static_cast<unsigned>(at + 1) * 10;
    unit.erase(0, 1);
  }
  const bool known = unit.empty() || unit == "b" || (shift > 0 && unit == "ib");
  const bool fits = number <= (std::uint64_t{1} << 60) >> shift;
  if (error != std::errc() || !known || !fits || number << shift < (1 << 20)) {
    throw Error(ErrorKind::usage, "merge.memory", {{"value", text}});
  }
  return number << shift;
}

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

/// Whether the result can be written is better known before gigabytes are read.
void try_output(const Settings& settings) {
  struct stat status {};
  if (settings.output.empty() || settings.output == "-") return;
  if (::stat(settings.output.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return;
  const json::Output probe(settings.output, settings.overwrite);
}

/// One run of the command.
class Run {
 public:
  Run(const MergeCommand& command, Console& console)
      : command_(command),
        console_(console),
        inputs_(json::expand(command.inputs)),
        ruleset_(command.options, command.schema_file) {
    if (!command.into.empty()) into_ = json::expand({command.into});
    if (!into_.problems.empty()) {
      throw Error(ErrorKind::input, "merge.into", {{"path", command.into}});
    }
    if (!command.report.empty()) {
      report_output_ = std::make_unique<json::Output>(command.report, console.settings().overwrite);
      report_ = report::make_report("json", {console.language(), false, EDCA_VERSION},
                                    [this](std::string_view text) { report_output_->write(text); });
    }
    log_ = std::make_unique<Log>(console, report_.get());
    merge::Grouper::Options options;
    options.memory = bytes_of(command.memory);
    options.temporary_folder = command.options.temporary_folder;
    options.expected = known_bytes();
    grouper_ = std::make_unique<merge::Grouper>(options);
  }

  int run() {
    read();
    if (interrupted) return 0;
    if (log_->files() > 0) merge_all();
    if (interrupted) return 0;
    return end();
  }

 private:
  /// The bytes of the inputs where all of them are known, else 0.
  std::uint64_t known_bytes() {
    std::uint64_t sum = 0;
    bool known = true;
    for (const json::InputList* list : {&into_, &inputs_}) {
      for (const json::Input& input : list->inputs) {
        known = known && input.packing == json::Packing::plain && !input.stream &&
                !input.standard_input();
        sum += input.bytes;
      }
    }
    total_ = sum;
    return known ? sum : 0;
  }

  void read() {
    Intake intake(command_.options, *grouper_, ruleset_, packages_, *log_);
    one_byte_ = intake.one_byte();
    for (const json::InputProblem& problem : inputs_.problems) intake.problem(problem);
    std::uint64_t before = 0;
    for (const json::InputList* list : {&into_, &inputs_}) {
      for (const json::Input& input : list->inputs) {
        if (interrupted) return;
        intake.read(input, list == &into_, command_.versioned, [&](std::uint64_t bytes) {
          console_.progress(log_->files() - 1, before + bytes, total_ * 2);
          return interrupted == 0;
        });
        before += input.bytes;
      }
    }
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
      return interrupted == 0 && !console_.output().closed();
    });
    console_.detail(
        console_.text("merge.done", {{"releases", messages::count(grouper_->entries())},
                                     {"processes", messages::count(pipeline.processes())},
                                     {"refused", messages::count(pipeline.refused())}}));
  }

  void write(std::string_view text) {
    json::Output& output = console_.output();
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
    return fails() ? 1 : 0;
  }

  bool fails() const {
    const Summary& summary = log_->summary();
    if (command_.fail_on == "never") return false;
    // A file that could not be read weighs as an error.
    if (summary.errors > 0 || summary.files_read < summary.files) return true;
    if (command_.fail_on == "error") return false;
    return summary.warnings > 0 || (command_.fail_on == "note" && summary.notes > 0);
  }

  const MergeCommand& command_;
  Console& console_;
  json::InputList inputs_;
  json::InputList into_;
  Ruleset ruleset_;
  PackageFacts packages_;
  std::unique_ptr<json::Output> report_output_;
  std::unique_ptr<report::Report> report_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<merge::Grouper> grouper_;
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
  int code = 0;
  {
    const Interruptible guard;
    code = Run(command, console).run();
  }
  if (interrupted) {
    console = Console(console.settings());  // takes what was written of the result away
    std::raise(interrupted);
  }
  return code;
}

}  // namespace edca::cli
