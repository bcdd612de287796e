#pragma once

#include <functional>
#include <string>

#include "cli/console.hpp"

namespace edca::cli {

/// What the arguments ask for.
struct Parsed {
  Settings settings;
  std::function<int(Console&)> run;  ///< the command; empty when `text` is all there is to say
  std::string text;                  ///< help or version, for standard output
};

/// Takes the arguments apart; opens nothing. Throws Error(usage) for what makes no sense.
Parsed parse_arguments(int argc, const char* const* argv);

/// The language of a run, also when its arguments cannot be understood.
messages::Language language_of_run(int argc, const char* const* argv);

/// The command of a run, likewise: "edca", "edca validate", "edca schema show".
std::string command_of_run(int argc, const char* const* argv);

}  // namespace edca::cli
