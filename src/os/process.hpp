#pragma once

#include <memory>
#include <string>
#include <vector>

namespace edca::os {

/// While it lives, a signal that is to end the program (SIGINT, SIGTERM, SIGHUP) is only noted; a
/// second one of the same kind ends it at once. Signals that were ignored before stay so.
class Interruptions {
 public:
  Interruptions();
  ~Interruptions();
  Interruptions(const Interruptions&) = delete;
  Interruptions& operator=(const Interruptions&) = delete;

 private:
  struct Before;
  std::unique_ptr<Before> before_;
};

/// Whether a signal was noted; from any thread. On Windows: Ctrl-C, Ctrl-Break, the closing of the
/// window, the end of the session.
bool interrupted() noexcept;
/// Lets the signal that was noted take its usual course, once there are no Interruptions.
void end_interrupted();

/// Makes a pipe that nobody reads an error of the one who writes, not the end of the program.
void ignore_broken_pipes() noexcept;
/// From here on the program leaves no image of its memory behind, and no other can look into it.
void leave_no_core() noexcept;
/// The words of the command line in UTF-8, the program's name first: what main() was given, where
/// that is not in the code page of the system.
std::vector<std::string> arguments(int count, const char* const* given);
/// A variable of the environment in UTF-8; empty where there is none.
std::string variable(const std::string& name);
/// The same, and the environment loses it.
std::string take_variable(const std::string& name);

}  // namespace edca::os
