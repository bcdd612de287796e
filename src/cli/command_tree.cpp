#include "cli/command_tree.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/definitions.hpp"

namespace edca::cli {
namespace {

OptionNode option_of(const CLI::Option& given) {
  OptionNode option;
  for (const std::string& name : given.get_snames()) option.names.push_back("-" + name);
  for (const std::string& name : given.get_lnames()) option.names.push_back("--" + name);
  option.description = given.get_description();
  option.required = given.get_required();
  if (given.get_items_expected_max() == 0) return option;
  option.repeated = given.get_items_expected_max() > 1;
  option.usual = given.get_default_str();
  option.variable = given.get_envname();
  const std::string type = given.get_type_name();
  const std::size_t colon = std::min(type.find(':'), type.size());
  option.kind = type.substr(0, colon);
  if (colon == type.size()) return option;
  const std::string values = type.substr(colon + 1);
  if (values.find("..") != std::string::npos)
    option.range = values;
  else
    option.choices = split(values, '|');
  return option;
}

/// The commands are two levels deep at most.
void collect(const CLI::App& app, const std::string& path, std::vector<CommandNode>& nodes) {
  CommandNode node;
  node.path = path;
  node.description = app.get_description();
  node.footer = app.get_footer();
  node.needs_command = app.get_require_subcommand_min() > 0;
  for (const CLI::Option* option : app.get_options())
    (option->nonpositional() ? node.options : node.arguments).push_back(option_of(*option));
  const auto commands = app.get_subcommands({});
  for (const CLI::App* command : commands) node.commands.push_back(command->get_name());
  nodes.push_back(std::move(node));
  for (const CLI::App* command : commands) {
    collect(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), nodes);
  }
}

}  // namespace

std::vector<CommandNode> command_tree(messages::Language language) {
  Definition definition;
  CLI::App app;
  define(app, definition, language);
  std::vector<CommandNode> nodes;
  collect(app, "", nodes);
  return nodes;
}

std::string command_named(std::span<const char* const> words, messages::Language language) {
  Definition definition;
  CLI::App app;
  define(app, definition, language, words);
  std::string path;
  const CLI::App* command = &app;
  for (const char* word : words) {
    const auto below = command->get_subcommands({});
    const auto named =
        std::ranges::find(below, word, [](const CLI::App* one) { return one->get_name(); });
    if (named == below.end()) continue;
    path += (path.empty() ? "" : " ") + (*named)->get_name();
    command = *named;
  }
  return path;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

}  // namespace edca::cli
