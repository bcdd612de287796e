#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/publish/destination.hpp"
#include "cli/publish/made_portal.hpp"
#include "cli/session.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::cli {
namespace {

using publish::FileState;
using publish::Status;

/// One run of the command.
class StatusRun {
 public:
  StatusRun(const PublishCommand& command, Console& console)
      : command_(command),
        console_(console),
        config_(read_config(command.config)),
        destination_(find_destination(command, config_)),
        publisher_(destination_.settings, session()) {}

  int run() {
    status_ = publisher_.status();
    if (status_.manifest == Status::Manifest::absent) return end_without("no-manifest");
    if (status_.manifest == Status::Manifest::broken) return end_without("manifest-broken");
    if (!command_.inputs.empty()) compare_local();
    if (interrupted()) return 0;
    return finish();
  }

 private:
  /// Nothing takes long enough to show how far it is.
  Session session() const {
    Session session;
    session.cancelled = interrupted;
    return session;
  }

  /// What the inputs make against what the manifest names.
  void compare_local() {
    MadePortal portal(command_, config_, console_);
    const PortalSummary made = portal.make();
    if (made.verdict == PortalSummary::Verdict::nothing_read) {
      throw Error(ErrorKind::input, missing(made.findings));
    }
    status_.compare(publish::files_for(destination_.settings.address, made.files));
  }

  int end_without(const std::string& state) {
    write_json(state, {});
    return end("publish.status." + state, {}, 1);
  }

  int finish() {
    const std::string state = status_.differences == 0 ? "good" : "bad";
    json::Array files;
    for (const auto& [path, file] : status_.files) {
      if (command_.json) {
        files.push_back(json::Object{{"path", path}, {"state", std::string(name(file))}});
      } else if (file != FileState::same || console_.settings().verbose) {
        console_.output().write(messages::printable(path) + ": " +
                                console_.text("publish.status." + std::string(name(file))) + "\n");
      }
    }
    write_json(state, std::move(files));
    return end("publish.status." + state,
               {{"files", messages::count(status_.files.size())},
                {"count", messages::count(status_.differences)}},
               status_.differences == 0 ? 0 : 1);
  }

  void write_json(const std::string& state, json::Array files) {
    if (!command_.json) return;
    const json::Object whole{{"publish_status", "edca/1"},
                             {"target", destination_.name},
                             {"state", state},
                             {"files", std::move(files)}};
    console_.output().write(json::write(whole, 2) + "\n");
  }

  int end(const std::string& key, Arguments arguments, int code) {
    if (!command_.json) {
      arguments.emplace_back("target", destination_.name);
      console_.output().write(console_.text(key, arguments) + "\n");
    }
    console_.commit();
    return code;
  }

  const PublishCommand& command_;
  Console& console_;
  PublishConfig config_;
  Destination destination_;
  publish::Publisher publisher_;
  Status status_;
};

}  // namespace

int publish_status(PublishCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  return run_interruptibly(console, [&] {
    try {
      return StatusRun(command, console).run();
    } catch (const publish::Failure& failure) {
      console.say("edca: " + messages::describe(failure, console.language()));
      return publish::exit_code(failure.result());
    }
  });
}

}  // namespace edca::cli
