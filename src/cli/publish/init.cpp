#include "cli/commands.hpp"

namespace edca::cli {
namespace {

constexpr const char* default_name = "edca.toml";

}  // namespace

int publish_init(Console& console) {
  Settings settings = console.settings();
  if (settings.output.empty()) settings.output = default_name;
  Console file(settings);
  file.output().write(console.text("publish.template"));
  file.commit();
  if (!settings.quiet && settings.output != "-") {
    console.say(console.text("publish.init.done", {{"path", settings.output}}));
  }
  return 0;
}

}  // namespace edca::cli
