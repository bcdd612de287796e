#include "cli/completion.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/commands.hpp"

namespace edca::cli {
namespace {

struct Option {
  std::vector<std::string> names;  ///< "-o", "--output"
  std::string description;
  std::vector<std::string> choices;
  bool takes_value;
};

/// A command with its options and what may follow it as a word.
struct Node {
  std::string path;  ///< "", "validate", "schema list"
  std::string description;
  std::vector<Option> options;
  std::vector<std::string> words;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Option option_of(const CLI::Option& given) {
  Option option;
  for (const std::string& name : given.get_snames()) option.names.push_back("-" + name);
  for (const std::string& name : given.get_lnames()) option.names.push_back("--" + name);
  option.description = given.get_description();
  option.takes_value = given.get_items_expected_max() > 0;
  const std::string type = given.get_type_name();
  if (type.find('|') != std::string::npos) option.choices = split(type, '|');
  return option;
}

/// The commands are two levels deep at most.
void collect(const CLI::App& app, const std::string& path, std::vector<Node>& nodes) {
  Node node;
  node.path = path;
  node.description = app.get_description();
  for (const CLI::Option* option : app.get_options())
    if (option->nonpositional()) node.options.push_back(option_of(*option));
  const auto commands = app.get_subcommands({});
  for (const CLI::App* command : commands) node.words.push_back(command->get_name());
  if (path == "explain")
    for (const Rule& rule : rules()) node.words.emplace_back(rule.id);
  nodes.push_back(std::move(node));
  for (const CLI::App* command : commands) {
    collect(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), nodes);
  }
}

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

/// In single quotes; `quote` stands for one inside.
std::string quoted(const std::string& text, const char* quote) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(quote) : std::string(1, c);
  return out + "'";
}

std::vector<std::string> all_names(const Node& node) {
  std::vector<std::string> names;
  for (const Option& option : node.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::string bash(const std::vector<Node>& nodes) {
  std::string paths;
  std::string choices;
  std::string words;
  for (const Node& node : nodes) {
    if (!node.path.empty()) paths += (paths.empty() ? "'" : "|'") + node.path + "'";
    words += "    '" + node.path + "') words='" + joined(node.words, " ") + "'; options='" +
             joined(all_names(node), " ") + "' ;;\n";
    for (const Option& option : node.options) {
      if (!option.takes_value) continue;
      for (const std::string& name : option.names) {
        choices += "    '" + node.path + " " + name + "') ";
        choices += option.choices.empty() ? "files=yes ;;\n"
                                          : "values='" + joined(option.choices, " ") + "' ;;\n";
      }
    }
  }
  return "# bash completion for edca\n_edca() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  local path= word words= options= values= files=\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"${path:+$path }$word\" in\n      " +
         paths + ") path=${path:+$path }$word ;;\n    esac\n  done\n" +
         "  case \"$path $previous\" in\n" + choices + "  esac\n" + "  case \"$path\" in\n" +
         words +
         "  esac\n"
         "  if [[ -n $values ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
         "  elif [[ -n $files ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "  elif [[ $current == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
         "  elif [[ -n $words ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "  fi\n}\ncomplete -o filenames -F _edca edca\n";
}

/// What stands between brackets in a specification of zsh's _arguments.
std::string zsh_description(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_options(const Node& node) {
  std::string out;
  for (const Option& option : node.options) {
    for (const std::string& name : option.names) {
      std::string spec = "*" + name;
      if (option.takes_value && name.starts_with("--")) spec += "=";
      spec += "[" + zsh_description(option.description) + "]";
      if (option.takes_value)
        spec += option.choices.empty() ? ": :_files" : ": :(" + joined(option.choices, " ") + ")";
      out += " \\\n        " + quoted(spec, "'\\''");
    }
  }
  return out;
}

std::string zsh(const std::vector<Node>& nodes) {
  std::string cases;
  for (const Node& node : nodes) {
    cases += "    " + quoted(node.path, "") + ")\n      _arguments" + zsh_options(node) +
             " \\\n        ";
    cases += node.words.empty() ? "'*: :_files'" : "'*: :(" + joined(node.words, " ") + ")'";
    cases += "\n      ;;\n";
  }
  std::string paths;
  for (const Node& node : nodes)
    if (!node.path.empty()) paths += (paths.empty() ? "" : "|") + quoted(node.path, "");
  return "#compdef edca\n_edca() {\n  local edca_path= word\n"
         "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n"
         "    case \"${edca_path:+$edca_path }$word\" in\n      " +
         paths +
         ")\n        edca_path=\"${edca_path:+$edca_path }$word\" ;;\n    esac\n  done\n"
         "  case \"$edca_path\" in\n" +
         cases + "  esac\n}\n_edca \"$@\"\n";
}

/// The condition under which the words after a command are offered.
std::string fish_condition(const Node& node) {
  if (node.path.empty()) return "__fish_use_subcommand";
  const std::vector<std::string> names = split(node.path, ' ');
  std::string condition;
  for (const std::string& name : names)
    condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + name);
  return condition;
}

std::string fish(const std::vector<Node>& nodes) {
  std::string out = "# fish completion for edca\n";
  for (const Node& node : nodes) {
    const std::string start = "complete -c edca -n " + quoted(fish_condition(node), "\\'");
    for (const std::string& word : node.words) {
      const std::string path = node.path.empty() ? word : node.path + " " + word;
      const auto found = std::ranges::find(nodes, path, &Node::path);
      out += start + " -f -a " + quoted(word, "\\'");
      if (found != nodes.end()) out += " -d " + quoted(found->description, "\\'");
      out += "\n";
    }
    for (const Option& option : node.options) {
      out += start;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty()) {
        out += " -x -a " + quoted(joined(option.choices, " "), "\\'");
      } else if (option.takes_value) {
        out += " -r";
      }
      out += " -d " + quoted(option.description, "\\'") + "\n";
    }
  }
  return out;
}

}  // namespace

int completion(const CompletionCommand& command, Console& console) {
  std::vector<Node> nodes;
  with_definitions(console.language(), [&](const CLI::App& app) { collect(app, "", nodes); });
  std::string text = command.shell == "bash"  ? bash(nodes)
                     : command.shell == "zsh" ? zsh(nodes)
                                              : fish(nodes);
  console.output().write(text);
  console.commit();
  return 0;
}

}  // namespace edca::cli
