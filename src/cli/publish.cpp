#include <chrono>
#include <memory>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/publish/build.hpp"
#include "cli/publish/destination.hpp"
#include "cli/publish/outcome.hpp"
#include "cli/publish/rewrites.hpp"
#include "edca/error.hpp"

namespace edca::cli {
namespace {

using Clock = std::chrono::steady_clock;

class ProgressObserver final : public publish::Observer {
 public:
  explicit ProgressObserver(Console& console) : console_(console) {}
  void progress(std::uint64_t done, std::uint64_t total) override {
    console_.progress(0, done, total);
  }
  bool cancelled() override { return interrupted(); }

 private:
  Console& console_;
};

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
        destination_(find_destination(command, config_)),
        observer_(console) {
    report_.target = destination_.name;
    report_.dry_run = command.dry_run;
    report_.verified = command.verify == "full";
  }

  int run() {
    tell_missing();
    // What can be known before gigabytes are read.
    try {
      publisher_ =
          std::make_unique<publish::Publisher>(destination_.settings, publish::World(), observer_);
    } catch (const publish::Failure& failure) {
      return end_with(failure);
    }
    PortalBuild build(command_, config_, console_);
    switch (build.run()) {
      case PortalBuild::Verdict::interrupted:
        return 0;
      case PortalBuild::Verdict::nothing_read:
        console_.say(console_.text(build.nothing()));
        return 2;
      case PortalBuild::Verdict::fails:
        report_.data_refused = true;
        break;
      case PortalBuild::Verdict::passes:
        break;
    }
    report_.build_seconds = build.build_seconds();
    report_.validate_seconds = build.validate_seconds();
    if (!report_.data_refused) {
      try {
        publish(build);
      } catch (const publish::Failure& failure) {
        return end_with(failure);
      }
    }
    return finish();
  }

 private:
  int end_with(const publish::Failure& failure) {
    report_.result = failure.result();
    report_.problems.push_back(failure);
    return finish();
  }

  void publish(const PortalBuild& build) {
    publish::Publisher& publisher = *publisher_;
    const auto start = Clock::now();
    publisher.plan(files_for(destination_, build.files(),
                             [&](const std::string& path) { return build.local(path); }));
    report_.changes = publisher.changes();
    if (!command_.allow_rewrite) find_rewrites(publisher, build);
    report_.plan_seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (report_.data_refused || publisher.changes_nothing()) return;
    if (command_.dry_run) {
      report_.result = publish::Result::pending;
      return;
    }
    publish::Outcome outcome = publisher.apply(verify_named(command_.verify));
    report_.result = outcome.result;
    report_.problems = std::move(outcome.problems);
    report_.upload_seconds = outcome.upload_seconds;
    report_.verify_seconds = outcome.verify_seconds;
    report_.changes = publisher.changes();
  }

  void find_rewrites(publish::Publisher& publisher, const PortalBuild& build) {
    Rewrites rewrites(console_);
    std::vector<std::string> changed;
    for (const publish::Change& change : report_.changes) {
      if (change.action == publish::Action::keep || !holds_releases(change, build)) continue;
      changed.push_back(change.file.path);
      if (change.action != publish::Action::replace) continue;
      rewrites.add_published(publisher.fetch(change.file.path));
    }
    if (rewrites.any_published()) {
      for (const std::string& path : changed) rewrites.compare(build.local(path), path);
    }
    if (rewrites.count() == 0) return;
    report_.data_refused = true;
    for (const Rewrites::Release& release : rewrites.releases()) {
      report_.problems.emplace_back(
          ErrorKind::input, "publish.rewrite",
          Arguments{{"ocid", release.ocid}, {"id", release.id}, {"path", release.file}});
    }
    if (rewrites.count() > rewrites.releases().size()) {
      report_.problems.emplace_back(
          ErrorKind::input, "publish.more",
          Arguments{{"count", messages::count(rewrites.count() - rewrites.releases().size())}});
    }
  }

  static bool holds_releases(const publish::Change& change, const PortalBuild& build) {
    for (const portal::File& file : build.files()) {
      if (file.path == change.file.path) {
        return file.kind == "release-package" && file.path == file.package;
      }
    }
    return false;
  }

  /// What a catalogue should say of the dataset and nobody said.
  void tell_missing() {
    const portal::Metadata& dataset = config_.dataset;
    std::string missing;
    const auto need = [&](const char* key, const std::string& value) {
      if (value.empty()) missing += (missing.empty() ? "" : ",") + std::string(key);
    };
    need("title", dataset.title);
    need("description", dataset.description);
    need("publisher.name", dataset.publisher.name);
    need("license", dataset.license);
    need("contact.email", dataset.contact_email);
    need("frequency", dataset.frequency);
    if (missing.empty() || console_.settings().quiet) return;
    console_.say(console_.text("publish.metadata-missing", {{"known", missing}}));
  }

  int finish() {
    console_.end_progress();
    if (interrupted() && report_.result != publish::Result::inconsistent) return 0;
    if (command_.json) {
      console_.output().write(publish_json(report_, console_));
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
  ProgressObserver observer_;
  std::unique_ptr<publish::Publisher> publisher_;
  PublishReport report_;
};

}  // namespace

int publish(PublishCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  command.options.now = date_of_run();
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli
