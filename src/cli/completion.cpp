#include <algorithm>
#include <iterator>

#include "advertising/archive.hpp"
#include "cli/command_tree.hpp"
#include "cli/commands.hpp"
#include "cli/option_builder.hpp"
#include "edca/catalog.hpp"
#include "edca/indicators.hpp"
#include "edca/rule.hpp"
#include "schema/profile.hpp"

namespace edca::cli {
namespace {

using Names = std::vector<std::string>;

const Catalog& bundled() {
  static const Catalog catalog;
  return catalog;
}

/// What may stand where a value of this kind is wanted, beside files.
Names values_of(const OptionNode& option) {
  if (!option.choices.empty()) return option.choices;
  Names names;
  if (option.kind == "profile") {
    if (option.usual == "auto") names.emplace_back(option.usual);
    for (const std::string_view name : schema::profile_names()) names.emplace_back(name);
    if (option.usual == "auto") names.emplace_back(advertising::profile);
  } else if (option.kind == "rule" || option.kind == "rules") {
    for (const Rule& rule : rules()) {
      const std::string family(edca::family(rule));
      if (names.empty() || std::ranges::find(names, family) == names.end()) names.push_back(family);
    }
    for (const Rule& rule : rules()) names.emplace_back(rule.id);
    if (option.kind == "rules") return names;
    for (const Indicator& indicator : all_indicators()) names.emplace_back(indicator.id);
  } else if (option.kind == "indicators") {
    for (const Indicator& indicator : all_indicators()) names.emplace_back(indicator.id);
  } else if (option.kind == "extension") {
    for (const ExtensionEntry& each : bundled().extensions()) names.push_back(each.name);
  } else if (option.kind == "codelist") {
    for (const ProfileEntry& profile : bundled().profiles()) {
      for (const std::string& file : profile.codelists) {
        const std::string name = file.substr(0, file.rfind(".csv"));
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
      }
    }
  } else if (option.kind == "schema") {
    names = {"release",           "release-package", "record-package",
             "versioned-release", "project",         "project-package"};
  }
  return names;
}

bool takes_files(const OptionNode& option) {
  return is_path(option.kind);
}

/// Words that may follow a command: the commands below it and what its first argument can be.
Names words_of(const CommandNode& node) {
  Names words = node.commands;
  if (node.arguments.empty()) return words;
  for (std::string& value : values_of(node.arguments.front())) words.push_back(std::move(value));
  return words;
}

bool takes_files(const CommandNode& node) {
  return std::ranges::any_of(node.arguments,
                             [](const OptionNode& argument) { return takes_files(argument); });
}

/// In single quotes; `quote` stands for one inside.
std::string quoted(const std::string& text, const char* quote) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(quote) : std::string(1, c);
  return out + "'";
}

Names all_names(const CommandNode& node) {
  Names names;
  for (const OptionNode& option : node.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::string bash(const std::vector<CommandNode>& nodes) {
  std::string paths;
  std::string choices;
  std::string words;
  for (const CommandNode& node : nodes) {
    if (!node.path.empty()) paths += (paths.empty() ? "'" : "|'") + node.path + "'";
    words += "    '" + node.path + "') words='" + joined(words_of(node), " ") + "'; options='" +
             joined(all_names(node), " ") + "'" + (takes_files(node) ? "; more=yes" : "") + " ;;\n";
    for (const OptionNode& option : node.options) {
      if (option.kind.empty()) continue;
      const std::string values = joined(values_of(option), " ");
      for (const std::string& name : option.names) {
        choices += "    '" + node.path + " " + name + "') value=yes; values='" + values + "'" +
                   (takes_files(option) ? "; files=yes" : "") + " ;;\n";
      }
    }
  }
  return "# bash completion for edca\n_edca() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  local path= word words= options= values= value= files= more=\n"
         "  # `--option=value` comes as three words.\n"
         "  [[ $previous != = ]] || previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
         "  [[ $current != = ]] || current=\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"${path:+$path }$word\" in\n      " +
         paths + ") path=${path:+$path }$word ;;\n    esac\n  done\n" +
         "  case \"$path $previous\" in\n" + choices + "  esac\n" + "  case \"$path\" in\n" +
         words +
         "  esac\n"
         "  if [[ -z $value && $current == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
         "    return\n"
         "  fi\n"
         "  [[ -n $value ]] || values=$words files=$more\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\"\n"
         "    [[ -z $files ]] || compgen -f -- \"$current\")\n"
         "}\ncomplete -o filenames -F _edca edca\n";
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

/// What zsh's _arguments offers for a value.
std::string zsh_action(const Names& values, bool files) {
  if (values.empty()) return files ? "_files" : " ";
  if (!files) return "(" + joined(values, " ") + ")";
  return "{_files; compadd " + joined(values, " ") + "}";
}

std::string zsh_options(const CommandNode& node) {
  std::string out;
  for (const OptionNode& option : node.options) {
    for (const std::string& name : option.names) {
      std::string spec = "*" + name;
      if (!option.kind.empty() && name.starts_with("--")) spec += "=";
      spec += "[" + zsh_description(option.description) + "]";
      if (!option.kind.empty()) spec += ": :" + zsh_action(values_of(option), takes_files(option));
      out += " \\\n        " + quoted(spec, "'\\''");
    }
  }
  return out;
}

std::string zsh(const std::vector<CommandNode>& nodes) {
  std::string cases;
  for (const CommandNode& node : nodes) {
    cases += "    " + quoted(node.path, "") + ")\n      _arguments" + zsh_options(node) +
             " \\\n        ";
    cases += "'*: :" + zsh_action(words_of(node), takes_files(node)) + "'";
    cases += "\n      ;;\n";
  }
  std::string paths;
  for (const CommandNode& node : nodes)
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
std::string fish_condition(const CommandNode& node) {
  if (node.path.empty()) return "__fish_use_subcommand";
  const std::vector<std::string> names = split(node.path, ' ');
  std::string condition;
  for (const std::string& name : names)
    condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + name);
  if (!node.commands.empty()) {
    condition += "; and not __fish_seen_subcommand_from " + joined(node.commands, " ");
  }
  return condition;
}

/// The values stand on a line of their own: each would be shown with the option's description.
std::string fish_option(const std::string& start, const OptionNode& option) {
  std::string names = start;
  for (const std::string& name : option.names) {
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.kind.empty()) names += takes_files(option) ? " -r" : " -x";
  const Names values = values_of(option);
  const std::string offered =
      values.empty() ? "" : names + " -a " + quoted(joined(values, " "), "\\'") + "\n";
  return names + " -d " + quoted(option.description, "\\'") + "\n" + offered;
}

std::string fish(const std::vector<CommandNode>& nodes) {
  std::string out = "# fish completion for edca\n";
  for (const CommandNode& node : nodes) {
    const std::string start = "complete -c edca -n " + quoted(fish_condition(node), "\\'");
    for (const std::string& word : words_of(node)) {
      const std::string path = node.path.empty() ? word : node.path + " " + word;
      const auto found = std::ranges::find(nodes, path, &CommandNode::path);
      out += start + " -f -a " + quoted(word, "\\'");
      if (found != nodes.end()) out += " -d " + quoted(found->description, "\\'");
      out += "\n";
    }
    for (const OptionNode& option : node.options) out += fish_option(start, option);
  }
  return out;
}

/// A list of PowerShell: @('a', 'b').
std::string powershell_list(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + quoted(name, "''");
  return "@(" + out + ")";
}

/// Without descriptions: Windows PowerShell takes a script without a byte order mark for text in
/// the code page of the system, and only ASCII is the same in all of them.
std::string powershell(const std::vector<CommandNode>& nodes) {
  std::string words;
  std::string options;
  std::string values;
  for (const CommandNode& node : nodes) {
    const std::string path = quoted(node.path, "''");
    words += "    " + path + " = " + powershell_list(words_of(node)) + "\n";
    options += "    " + path + " = " + powershell_list(all_names(node)) + "\n";
    for (const OptionNode& option : node.options) {
      if (option.kind.empty()) continue;
      const std::string list = powershell_list(values_of(option));
      for (const std::string& name : option.names)
        values += "    " + quoted(node.path + " " + name, "''") + " = " + list + "\n";
    }
  }
  // Where nothing is offered, PowerShell offers files.
  return "# PowerShell completion for edca\n"
         "Register-ArgumentCompleter -Native -CommandName edca, edca.exe -ScriptBlock {\n"
         "  param($current, $line, $cursor)\n"
         "  $words = @{\n" +
         words + "  }\n  $options = @{\n" + options + "  }\n  $values = @{\n" + values +
         "  }\n"
         "  $path = ''\n"
         "  $previous = ''\n"
         "  foreach ($element in $line.CommandElements | Select-Object -Skip 1) {\n"
         "    if ($element.Extent.EndOffset -ge $cursor) { break }\n"
         "    $previous = $element.Extent.Text\n"
         "    $next = \"$path $previous\".Trim()\n"
         "    if ($words.ContainsKey($next)) { $path = $next }\n"
         "  }\n"
         "  $option = \"$path $previous\"\n"
         "  $offered = if ($values.ContainsKey($option)) { $values[$option] }\n"
         "    elseif (\"$current\".StartsWith('-')) { $options[$path] }\n"
         "    else { $words[$path] }\n"
         "  $offered | Where-Object { \"$_\".StartsWith(\"$current\") } | ForEach-Object {\n"
         "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)\n"
         "  }\n"
         "}\n";
}

}  // namespace

int completion(const CompletionCommand& command, Console& console) {
  const std::vector<CommandNode> nodes = command_tree(console.language());
  std::string text = command.shell == "bash"   ? bash(nodes)
                     : command.shell == "zsh"  ? zsh(nodes)
                     : command.shell == "fish" ? fish(nodes)
                                               : powershell(nodes);
  console.output().write(text);
  console.commit();
  return 0;
}

}  // namespace edca::cli
