#include "os/process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

#include "catch.hpp"

namespace os = edca::os;

namespace {

/// How a process of its own ends that does this: its exit code, or minus the signal.
int end_of(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("a signal is noted, and takes its course afterwards") {
  CHECK(end_of([] {
          {
            const os::Interruptions noted;
            if (os::interrupted()) return 1;
            std::raise(SIGTERM);
            if (!os::interrupted()) return 2;
          }
          os::end_interrupted();
          return 3;
        }) == -SIGTERM);
}

TEST_CASE("a second signal ends the program at once") {
  CHECK(end_of([] {
          const os::Interruptions noted;
          std::raise(SIGINT);
          std::raise(SIGINT);
          return 1;
        }) == -SIGINT);
}

TEST_CASE("a signal that was ignored stays so") {
  CHECK(end_of([] {
          std::signal(SIGHUP, SIG_IGN);
          const os::Interruptions noted;
          std::raise(SIGHUP);
          return os::interrupted() ? 1 : 0;
        }) == 0);
}

TEST_CASE("a variable is taken out of the environment") {
  ::setenv("EDCA_TEST_SECRET", "s3", 1);
  CHECK(os::take_variable("EDCA_TEST_SECRET") == "s3");
  CHECK(std::getenv("EDCA_TEST_SECRET") == nullptr);
  CHECK(os::take_variable("EDCA_TEST_SECRET").empty());
}
