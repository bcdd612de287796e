// Runs golden cases of the command line through the library alone: it is linked with no object of
// src/cli, and knows only as much of arguments as the cases need.

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "edca/error.hpp"
#include "run.hpp"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::string command = argc > 1 ? argv[1] : "";
  const std::string path = command == "schema" && argc > 2 ? command + " " + argv[2] : command;
  const library_test::Arguments arguments(argc, argv);
  const library_test::Run run(arguments);
  try {
    if (command == "convert") return library_test::convert(arguments);
    if (command == "diff") return library_test::diff(arguments);
    if (command == "flatten") return library_test::flatten(arguments);
    if (command == "unflatten") return library_test::unflatten(arguments);
    if (command == "merge") return library_test::merge(arguments);
    if (command == "package") return library_test::package(arguments);
    if (command == "upgrade") return library_test::upgrade(arguments);
    if (command == "publish") return library_test::publish(arguments);
    if (command == "validate") return library_test::validate(arguments);
    if (command == "schema") return library_test::schema(arguments);
    if (command == "explain") return library_test::explain(arguments);
    if (command == "budget") return library_test::budget(arguments);
    if (command == "indicators") return library_test::indicators(arguments);
    if (command == "select") return library_test::select(arguments);
    if (command == "info") return library_test::info(arguments);
    std::fprintf(stderr, "no such command here: %s\n", command.c_str());
  } catch (const edca::Error& error) {
    run.say("edca: " + edca::describe(error, run.language()));
    if (error.kind() == edca::ErrorKind::usage)
      run.say(run.text("arguments.help", {{"command", "edca " + path}}));
  } catch (const std::exception& error) {
    run.say(error.what());
  }
  return 2;
}
