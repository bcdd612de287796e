#include "os/process.hpp"

#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iterator>

namespace edca::os {
namespace {

constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP};

/// Written by a handler, read by any thread.
std::atomic<int> noted = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) {
  noted = signal;
}

}  // namespace

struct Interruptions::Before {
  struct sigaction actions[std::size(ending)]{};
};

Interruptions::Interruptions() : before_(std::make_unique<Before>()) {
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (std::size_t at = 0; at < std::size(ending); ++at) {
    struct sigaction& before = before_->actions[at];
    ::sigaction(ending[at], nullptr, &before);
    // Who started the program with a signal ignored (nohup) meant it.
    if (before.sa_handler != SIG_IGN) ::sigaction(ending[at], &action, nullptr);
  }
}

Interruptions::~Interruptions() {
  for (std::size_t at = 0; at < std::size(ending); ++at) {
    ::sigaction(ending[at], &before_->actions[at], nullptr);
  }
}

bool interrupted() noexcept {
  return noted != 0;
}

void end_interrupted() {
  std::raise(noted);
}

void ignore_broken_pipes() noexcept {
  std::signal(SIGPIPE, SIG_IGN);
}

void leave_no_core() noexcept {
  const struct rlimit none { 0, 0 };
  ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

std::vector<std::string> arguments(int count, const char* const* given) {
  return {given, given + count};
}

std::string variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

std::string take_variable(const std::string& name) {
  std::string value = variable(name);
  ::unsetenv(name.c_str());
  return value;
}

}  // namespace edca::os
