#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/diff/items.hpp"
#include "cli/diff/output.hpp"
#include "cli/diff/process.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"

namespace edca::cli {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// One run of the command.
class Run {
 public:
  Run(const DiffCommand& command, Console& console)
      : command_(command),
        console_(console),
        older_(io::expand({command.old_input})),
        newer_(io::expand({command.new_input})),
        log_(console, nullptr),
        grouper_(io::grouper_options(memory_size(command.memory), command.options.temporary_folder,
                                     {&older_, &newer_})),
        intake_(command, grouper_, log_),
        output_(make_diff_output(command.format, console.language())) {
    total_ = io::bytes_of(older_) + io::bytes_of(newer_);
  }

  int run() {
    io::try_output(console_.settings().output, console_.settings().overwrite);
    if (!read(older_, 0)) return end(command_.old_input);
    intake_.begin_newer();
    if (!read(newer_, io::bytes_of(older_))) return end(command_.new_input);
    if (interrupted()) return 0;
    grouper_.finish();
    if (intake_.nothing_in_common()) {
      Finding finding = Log::make("diff.forms");
      finding.has_position = false;
      log_.add(finding);
    }
    compare();
    if (interrupted()) return 0;
    console_.end_progress();
    log_.finish();
    console_.commit();
    return log_.fails(command_.fail_on) ? 1 : 0;
  }

 private:
  /// False when nothing of the snapshot could be read.
  bool read(const io::InputList& inputs, std::uint64_t before) {
    const std::size_t files = log_.files();
    intake_.read(inputs, [&](std::uint64_t bytes) {
      console_.progress(log_.files() - 1, before + bytes, total_ * 2);
      return !interrupted();
    });
    return interrupted() || any_read(files);
  }

  /// Whether an input from this index on was read.
  bool any_read(std::size_t file) {
    for (; file < log_.files(); ++file) {
      if (log_.file(file).read) return true;
    }
    return false;
  }

  void compare() {
    ProcessDiff process(*output_, log_, intake_.one_byte());
    io::Output& output = console_.output();
    output.write(output_->begin());
    io::GroupBatch batch;
    std::uint64_t done = 0;
    while (!interrupted() && !output.closed() && grouper_.next(batch, batch_bytes)) {
      const std::span<const io::Entry> entries(batch.entries);
      for (const io::Group& group : batch.groups) {
        output.write(process.run(group, entries.subspan(group.first, group.count)));
        done += group.bytes;
      }
      console_.progress(log_.files(), total_ + std::min(done, total_), total_ * 2);
    }
    output.write(output_->end(process.summary()));
  }

  /// A snapshot of which nothing is known is not one without processes.
  int end(const std::string& snapshot) {
    if (interrupted()) return 0;
    console_.end_progress();
    log_.finish();
    console_.say(console_.text("diff.unread", {{"path", snapshot}}));
    return 2;
  }

  const DiffCommand& command_;
  Console& console_;
  io::InputList older_;
  io::InputList newer_;
  Log log_;
  io::Grouper grouper_;
  DiffIntake intake_;
  std::unique_ptr<DiffOutput> output_;
  std::uint64_t total_ = 0;
};

}  // namespace

int diff(DiffCommand command, Console& console) {
  if (command.old_input == "-" && command.new_input == "-") {
    throw Error(ErrorKind::usage, "diff.standard-input");
  }
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli
