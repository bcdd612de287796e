#pragma once

#include <functional>

#include "cli/console.hpp"

namespace edca::cli {

/// Does the work of a command and returns its exit code. While it runs, a signal to end the program
/// (SIGINT, SIGTERM, SIGHUP) is only noted, so that the work can stop where nothing half-written
/// stays behind; a second one ends the program at once. Then the signal takes its usual course.
int run_interruptibly(Console& console, const std::function<int()>& work);

/// Whether the work should stop: what it returns then does not count.
bool interrupted();

}  // namespace edca::cli
