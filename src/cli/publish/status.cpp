#include <filesystem>
#include <map>
#include <optional>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/publish/build.hpp"
#include "cli/publish/destination.hpp"
#include "cli/publish/manifest.hpp"
#include "edca/error.hpp"

namespace edca::cli {
namespace {

class Cancelling final : public publish::Observer {
 public:
  bool cancelled() override { return interrupted(); }
};

/// One run of the command.
class Run {
 public:
  Run(const PublishCommand& command, Console& console)
      : command_(command),
        console_(console),
        config_(read_config(command.config)),
        destination_(find_destination(command, config_)),
        publisher_(destination_.settings, {}, cancelling_) {}

  int run() {
    const std::string local = publisher_.fetch(manifest_name);
    if (local.empty()) {
      write_json("no-manifest", {});
      return end("publish.status.no-manifest", {}, 1);
    }
    const auto manifest = read_manifest(local);
    if (!manifest) {
      write_json("manifest-broken", {});
      return end("publish.status.manifest-broken", {}, 1);
    }
    compare_remote(*manifest);
    if (!command_.inputs.empty()) compare_local(*manifest);
    if (interrupted()) return 0;
    return finish();
  }

 private:
  struct Line {
    std::string path;
    const char* state;
  };

  /// What the manifest names against what is there.
  void compare_remote(const std::vector<publish::File>& manifest) {
    for (const publish::Change& change : publisher_.plan(manifest)) {
      const char* state = change.action == publish::Action::keep     ? "same"
                          : change.action == publish::Action::create ? "missing"
                                                                     : "different";
      if (change.action != publish::Action::keep) ++bad_;
      states_[change.file.path] = state;
    }
  }

  /// What the inputs make against what the manifest names.
  void compare_local(const std::vector<publish::File>& manifest) {
    std::map<std::string_view, std::string_view> published;
    for (const publish::File& file : manifest) published[file.path] = file.sha256;
    PortalBuild build(command_, config_, console_);
    if (build.run() == PortalBuild::Verdict::nothing_read) {
      throw Error(ErrorKind::input, build.nothing());
    }
    std::map<std::string_view, bool> made;
    for (const portal::File& file : build.files()) {
      made[file.path] = true;
      if (file.path == manifest_name) continue;
      const auto found = published.find(file.path);
      if (found != published.end() && found->second == file.sha256) continue;
      ++bad_;
      states_[file.path] = found == published.end() ? "new" : "newer";
    }
    for (const publish::File& file : manifest) {
      if (!made.contains(file.path)) {
        states_[file.path] = "extra";
        ++bad_;
      }
    }
  }

  int finish() {
    if (command_.json) {
      json::Array files;
      for (const auto& [path, state] : states_) {
        files.push_back(json::Object{{"path", path}, {"state", state}});
      }
      write_json(bad_ == 0 ? "good" : "bad", std::move(files));
      return end(nullptr, {}, bad_ == 0 ? 0 : 1);
    }
    for (const auto& [path, state] : states_) {
      if (std::string_view(state) == "same" && !console_.settings().verbose) continue;
      console_.output().write(messages::printable(path) + ": " +
                              console_.text(std::string("publish.status.") + state) + "\n");
    }
    return end(bad_ == 0 ? "publish.status.good" : "publish.status.bad",
               {{"files", messages::count(states_.size())}, {"count", messages::count(bad_)}},
               bad_ == 0 ? 0 : 1);
  }

  void write_json(const char* state, json::Array files) {
    if (!command_.json) return;
    const json::Object whole{{"publish_status", "edca/1"},
                             {"target", destination_.name},
                             {"state", state},
                             {"files", std::move(files)}};
    console_.output().write(json::write(whole, 2) + "\n");
  }

  int end(const char* key, Arguments arguments, int code) {
    if (!command_.json && key != nullptr) {
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
  Cancelling cancelling_;
  publish::Publisher publisher_;
  std::map<std::string, const char*> states_;
  std::uint64_t bad_ = 0;
};

}  // namespace

int publish_status(PublishCommand command, Console& console) {
  command.options.extension_folder = extension_folder();
  return run_interruptibly(console, [&] {
    try {
      return Run(command, console).run();
    } catch (const publish::Failure& failure) {
      console.say("edca: " + messages::describe(failure, console.language()));
      return publish::exit_code(failure.result());
    }
  });
}

}  // namespace edca::cli
