#include <exception>
#include <new>

#include "cli/arguments.hpp"
#include "edca/error.hpp"
#include "os/process.hpp"

/// Runs one command. The only place where an Error becomes an exit code.
int main(int argc, char** argv) {
  edca::os::ignore_broken_pipes();
  edca::os::take_variable("SSLKEYLOGFILE");  // or libcurl would write down the keys of TLS
  edca::cli::Settings settings;
  settings.language = edca::cli::language_of_run(argc, argv);
  edca::cli::Console console(settings);
  try {
    const edca::cli::Parsed parsed = edca::cli::parse_arguments(argc, argv);
    if (!parsed.text.empty()) {
      console.output().write(parsed.text);
      console.commit();
      return 0;
    }
    console = edca::cli::Console(parsed.settings);
    return parsed.run(console);
  } catch (const edca::Error& error) {
    console.say("edca: " + edca::messages::describe(error, console.language()));
    if (error.kind() == edca::ErrorKind::usage) {
      console.say(
          console.text("arguments.help", {{"command", edca::cli::command_of_run(argc, argv)}}));
    }
  } catch (const std::bad_alloc&) {
    console.say("edca: " + console.text("error.memory"));
  } catch (const std::exception& error) {
    console.say("edca: " + console.text("error.unexpected", {{"detail", error.what()}}));
  }
  return 2;
}
