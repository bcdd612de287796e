#pragma once

#include <span>
#include <string>
#include <vector>

#include "messages/messages.hpp"

namespace edca::cli {

/// An option, or an argument, as help and completion show it.
struct OptionNode {
  std::vector<std::string> names;    ///< "-o", "--output"; none: an argument
  std::string description;           ///< one sentence or more
  std::string kind;                  ///< of its value: "file", "profile"; empty: takes none
  std::vector<std::string> choices;  ///< the values that it takes; empty: any
  std::string range;                 ///< "1..1024", "0.."; empty: no number
  std::string usual;                 ///< the value that counts where none is given
  std::string variable;              ///< of the environment, that gives a value too
  bool required = false;
  bool repeated = false;
};

/// A command, what it takes, and the commands below it.
struct CommandNode {
  std::string path;  ///< "", "validate", "schema list"
  std::string description;
  std::string footer;
  std::vector<OptionNode> options;
  std::vector<OptionNode> arguments;
  std::vector<std::string> commands;  ///< their names
  bool needs_command = false;
};

/// All commands, each in front of those below it; the first is the program itself.
std::vector<CommandNode> command_tree(messages::Language language);

/// The command that the arguments of a run name: "", "validate", "schema list".
std::string command_named(std::span<const char* const> words, messages::Language language);

/// Its parts between separators; one part at least.
std::vector<std::string> split(const std::string& text, char separator);
std::string joined(const std::vector<std::string>& words, const std::string& separator);

}  // namespace edca::cli
