#pragma once

#include <string>
#include <vector>

namespace edca::cli {

/// How the program was started: from a command line, by a double click on it, or by files that were
/// dropped on it. From a desktop its window closes with it.
enum class Start { command_line, alone, with_files };

/// `words`: the command line, the program's name first.
Start start_of_run(const std::vector<std::string>& words);

/// The command line that files which were dropped stand for: that they are validated.
std::vector<std::string> words_for_files(std::vector<std::string> words);

}  // namespace edca::cli
