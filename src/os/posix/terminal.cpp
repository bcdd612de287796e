#include "os/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace edca::os {
namespace {

int number(Stream stream) {
  return stream == Stream::input    ? STDIN_FILENO
         : stream == Stream::output ? STDOUT_FILENO
                                    : STDERR_FILENO;
}

}  // namespace

bool is_terminal(Stream stream) noexcept {
  return ::isatty(number(stream)) != 0;
}

bool takes_escapes(Stream stream) {
  const char* const name = std::getenv("TERM");
  return is_terminal(stream) && (name == nullptr || std::string_view(name) != "dumb");
}

unsigned terminal_width(Stream stream) noexcept {
  winsize size{};
  return ::ioctl(number(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0u;
}

bool has_own_terminal() noexcept {
  return false;
}

void wait_for_key() {}

}  // namespace edca::os
