#include <chrono>
#include <memory>
#include <new>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/publish/destination.hpp"
#include "cli/publish/made_portal.hpp"
#include "cli/publish/outcome.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"

namespace edca::cli {
namespace {

using Clock = std::chrono::steady_clock;
using Verdict = PortalSummary::Verdict;

publish::Verify verify_named(const std::string& word) {
  if (word == "none") return publish::Verify::none;
  return word == "head" ? publish::Verify::head : publish::Verify::full;
}

/// One run of the command.
class Run {
 public:
  Run(const PublishCommand& command, Console& console)
      : command_(command),
        console_(console),
        config_(read_config(command.config)),
        destination_(find_destination(command, config_)) {
    report_.target = destination_.name;
    report_.dry_run = command.dry_run;
    report_.verified = command.verify == "full";
  }

  int run() {
    console_.output();  // where it cannot be written, nothing is published
    say_missing(config_.portal.dataset, console_);
    try {
      // What can be known before gigabytes are read.
      publisher_ = std::make_unique<publish::Publisher>(destination_.settings,
                                                        session_of(console_, command_.options));
    } catch (const publish::Failure& failure) {
      return end_with(failure);
    }
    MadePortal portal(command_, config_, console_);
    const PortalSummary made = portal.make();
    if (made.verdict == Verdict::cancelled) return 0;
    if (made.verdict == Verdict::nothing_read) {
      console_.say(console_.text(missing(made.findings)));
      return 2;
    }
    report_.data_refused = made.verdict == Verdict::fails;
    report_.build_seconds = made.build_seconds;
    report_.validate_seconds = made.validate_seconds;
    try {
      if (!report_.data_refused) publish(made.files);
    } catch (const publish::Failure& failure) {
      return end_with(failure);
    } catch (const std::bad_alloc&) {
      if (!applied_) throw;
    }
    return finish();
  }

 private:
  int end_with(const publish::Failure& failure) {
    report_.result = failure.result();
    report_.problems.push_back(failure);
    return finish();
  }

  void publish(const std::vector<PortalFile>& files) {
    const auto start = Clock::now();
    publisher_->plan(publish::files_for(destination_.settings.address, files));
    report_.changes = publisher_->changes();
    if (!command_.allow_rewrite) refuse(publisher_->find_rewrites(), report_);
    report_.plan_seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (report_.data_refused || publisher_->changes_nothing()) return;
    if (command_.dry_run) {
      report_.result = publish::Result::pending;
      return;
    }
    publish::Outcome outcome = publisher_->apply(verify_named(command_.verify));
    applied_ = true;
    report_.result = outcome.result;
    report_.problems = std::move(outcome.problems);
    report_.upload_seconds = outcome.upload_seconds;
    report_.verify_seconds = outcome.verify_seconds;
    report_.changes = publisher_->changes();
  }

  /// What was done is done, also where memory does not suffice to say it.
  int finish() {
    try {
      return tell();
    } catch (const std::bad_alloc&) {
      if (!applied_) throw;
      console_.say("edca: " + console_.text("error.memory"));
      return report_.code();
    }
  }

  int tell() {
    console_.end_progress();
    if (interrupted() && report_.result != publish::Result::inconsistent) return 0;
    if (command_.json) {
      console_.output().write(publish::json_of(report_, console_.language()));
    } else {
      say_publish(report_, console_);
    }
    console_.commit();
    return report_.code();
  }

  const PublishCommand& command_;
  Console& console_;
  PublishConfig config_;
  Destination destination_;
  std::unique_ptr<publish::Publisher> publisher_;
  publish::RunReport report_;
  bool applied_ = false;  ///< the plan was carried out, or put back
};

}  // namespace

int publish(PublishCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  command.options.now = date_of_run();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  io::keep_apart(
      {command.inputs,
       {command.config, command.token_file, command.ca_file, command.options.baseline_file},
       {console.product()}});
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli
