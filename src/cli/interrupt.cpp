#include "cli/interrupt.hpp"

#include <atomic>
#include <csignal>
#include <iterator>

namespace edca::cli {
namespace {

/// Written by a handler, read by any thread.
std::atomic<int> noted = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) {
  noted = signal;
}

class Handlers {
 public:
  Handlers() {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (std::size_t at = 0; at < std::size(signals); ++at) {
      ::sigaction(signals[at], nullptr, &before_[at]);
      // Who started the program with a signal ignored (nohup) meant it.
      if (before_[at].sa_handler != SIG_IGN) ::sigaction(signals[at], &action, nullptr);
    }
  }
  ~Handlers() {
    for (std::size_t at = 0; at < std::size(signals); ++at) {
      ::sigaction(signals[at], &before_[at], nullptr);
    }
  }
  Handlers(const Handlers&) = delete;
  Handlers& operator=(const Handlers&) = delete;

 private:
  static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction before_[std::size(signals)]{};
};

}  // namespace

int run_interruptibly(Console& console, const std::function<int()>& work) {
  int code = 0;
  {
    const Handlers handlers;
    code = work();
  }
  if (noted != 0) {
    console = Console(console.settings());  // takes what was written of the result away
    std::raise(noted);
  }
  return code;
}

bool interrupted() {
  return noted != 0;
}

}  // namespace edca::cli
