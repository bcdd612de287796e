#include <exception>
#include <new>

#include "cli/arguments.hpp"
#include "cli/desktop.hpp"
#include "edca/error.hpp"
#include "os/process.hpp"
#include "os/terminal.hpp"

namespace {

/// Runs one command. The only place where an Error becomes an exit code.
int run(int argc, const char* const* argv) {
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

int run(const std::vector<std::string>& words) {
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());
  return run(static_cast<int>(pointers.size()), pointers.data());
}

/// Says something in a window that closes with the program, and waits until it has been read.
void say_in_window(const char* key) {
  edca::cli::Settings settings;
  settings.language = edca::cli::language_of_run(0, nullptr);
  edca::cli::Console console(settings);
  console.say(console.text(key));
  edca::os::wait_for_key();
}

}  // namespace

int main(int argc, char** argv) {
  using edca::cli::Start;
  edca::os::ignore_broken_pipes();
  edca::os::take_variable("SSLKEYLOGFILE");  // or libcurl would write down the keys of TLS
  const std::vector<std::string> words = edca::os::arguments(argc, argv);
  switch (edca::cli::start_of_run(words)) {
    case Start::alone:
      say_in_window("desktop.welcome");
      return 0;
    case Start::with_files: {
      const int code = run(edca::cli::words_for_files(words));
      say_in_window("desktop.end");
      return code;
    }
    case Start::command_line:
      break;
  }
  return run(words);
}
