#include "cli/desktop.hpp"

#include <algorithm>

#include "os/file.hpp"
#include "os/terminal.hpp"

namespace edca::cli {
namespace {

bool is_there(const std::string& path) {
  std::error_code error;
  static_cast<void>(os::status(path, error));
  return !error;
}

}  // namespace

Start start_of_run(const std::vector<std::string>& words) {
  // A planned task has a terminal of its own as well, but it says what is to be done.
  if (!os::has_own_terminal()) return Start::command_line;
  if (words.size() < 2) return Start::alone;
  return std::all_of(words.begin() + 1, words.end(), is_there) ? Start::with_files
                                                               : Start::command_line;
}

std::vector<std::string> words_for_files(std::vector<std::string> words) {
  words.insert(words.begin() + 1, "validate");
  return words;
}

}  // namespace edca::cli
