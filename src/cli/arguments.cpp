#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

#include "base/suggest.hpp"
#include "cli/command_tree.hpp"
#include "cli/definitions.hpp"
#include "cli/help.hpp"
#include "edca/error.hpp"
#include "os/process.hpp"

namespace edca::cli {
namespace {

using messages::Language;

/// What CLI11 found to be wrong with an option: the name stands before a colon or behind one, in
/// front of an equals sign.
std::string option_named(const std::string& detail) {
  const std::size_t colon = detail.find(": ");
  std::string name = detail.substr(0, std::min(colon, detail.find(' ')));
  if (!name.starts_with('-') && colon != std::string::npos) {
    name = detail.substr(colon + 2);
    name.resize(std::min(name.find(' '), name.size()));
  }
  while (name.ends_with(':')) name.pop_back();
  return name;
}

/// What the help calls an argument without a name of its own: "SHELL".
std::string argument_named(const CLI::App& app, const std::string& name, Language language) {
  const CLI::Option* option = app.get_option_no_throw(name);
  if (option == nullptr) return name;
  const std::string type = option->get_type_name();
  return messages::text("help.value-" + type.substr(0, type.find(':')), language);
}

/// The command that was asked for, and its path: "schema list".
std::pair<const CLI::App*, std::string> chosen(const CLI::App& app) {
  const CLI::App* asked = &app;
  std::string path;
  for (auto below = app.get_subcommands(); !below.empty(); below = asked->get_subcommands()) {
    asked = below.back();
    path += (path.empty() ? "" : " ") + asked->get_name();
  }
  return {asked, path};
}

/// The command or option that a word which is neither most likely means.
std::string meant(const CLI::App& app, const std::string& word) {
  const CLI::App& asked = *chosen(app).first;
  std::vector<std::string> names;
  if (word.starts_with('-')) {
    for (const CLI::Option* option : asked.get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  } else {
    for (const CLI::App* command : asked.get_subcommands({})) names.push_back(command->get_name());
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  return std::string(base::nearest(word.substr(0, word.find('=')), known));
}

/// A value that is not allowed: `detail` ends with the allowed ones, "{text,json}" or "{1..9}".
[[noreturn]] void refuse_value(const std::string& name, const std::string& detail) {
  const std::size_t open = detail.rfind('{');
  const std::string allowed = detail.substr(open + 1, detail.size() - open - 2);
  const std::size_t dots = allowed.find("..");
  const std::string argument = messages::printable(name);
  if (dots != std::string::npos) {
    const std::string high = allowed.substr(dots + 2);
    throw Error(ErrorKind::usage, high.empty() ? "arguments.value-least" : "arguments.value-range",
                {{"argument", argument}, {"low", allowed.substr(0, dots)}, {"high", high}});
  }
  const std::vector<std::string> values = split(allowed, ',');
  const std::vector<std::string_view> known(values.begin(), values.end());
  const std::size_t start = detail.find(": ") + 2;
  const std::string given = detail.substr(start, detail.rfind(" not in ", open) - start);
  throw Error(ErrorKind::usage, "arguments.value-allowed",
              {{"argument", argument},
               {"allowed", joined(values, ", ")},
               {"suggestion", std::string(base::nearest(given, known))}});
}

/// Something that has to be there is not: a command, or what it is about.
[[noreturn]] void refuse_missing(const CLI::App& app, Language language) {
  const auto [asked, path] = chosen(app);
  if (path.empty()) throw Error(ErrorKind::usage, "arguments.command");
  std::vector<std::string> below;
  for (const CLI::App* command : asked->get_subcommands({})) below.push_back(command->get_name());
  if (!below.empty()) {
    throw Error(ErrorKind::usage, "arguments.command-below",
                {{"command", "edca " + path}, {"known", joined(below, ",")}});
  }
  throw Error(ErrorKind::usage, "arguments.missing", {{"usage", usage_text(path, language)}});
}

/// CLI11 explains itself in English only; what it says becomes a sentence of ours.
[[noreturn]] void refuse(const CLI::App& app, const CLI::ParseError& error, Language language) {
  const std::string detail = error.what();
  const std::vector<std::string> unknown = app.remaining(true);
  std::string key = "arguments.wrong";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) key = "arguments.unknown";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (unknown.empty()) refuse_missing(app, language);
    key = "arguments.unknown";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    key = "arguments.value-missing";
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr ||
      dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    key = "arguments.value";
  }
  std::string name = key == "arguments.wrong" ? detail : option_named(detail);
  if (!name.starts_with('-') && key == "arguments.value") {
    name = argument_named(*chosen(app).first, detail.substr(0, detail.find(": ")), language);
  }
  if (key == "arguments.value" && detail.ends_with('}')) refuse_value(name, detail);
  std::string suggestion;
  if (key == "arguments.unknown" && !unknown.empty()) {
    name = unknown.front();
    suggestion = meant(app, name);
  }
  throw Error(ErrorKind::usage, key,
              {{"argument", messages::printable(name)}, {"suggestion", suggestion}});
}

}  // namespace

Language language_of_run(int argc, const char* const* argv) {
  for (int at = 1; at < argc; ++at) {
    const std::string_view word = argv[at];
    std::string_view value;
    if (word == "--lang" && at + 1 < argc) value = argv[at + 1];
    if (word.starts_with("--lang=")) value = word.substr(7);
    if (value == "en") return Language::english;
    if (value == "es") return Language::spanish;
  }
  for (const char* name : {"EDCA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = os::variable(name);
    if (!value.empty()) return messages::language_of(value);
  }
  return Language::spanish;
}

std::string command_of_run(int argc, const char* const* argv) {
  const std::string path =
      command_named({argv, static_cast<std::size_t>(argc)}, language_of_run(argc, argv));
  return path.empty() ? "edca" : "edca " + path;
}

Parsed parse_arguments(int argc, const char* const* argv) {
  const Language language = language_of_run(argc, argv);
  auto definition = std::make_shared<Definition>();
  CLI::App app;
  app.name("edca");
  app.allow_windows_style_options(false);  // "/data/a.json" is a file
  define(app, *definition, language, std::span(argv, static_cast<std::size_t>(argc)));
  Parsed parsed;
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    parsed.text = std::string(version.what()) + "\n";
  } catch (const CLI::CallForHelp&) {
    parsed.text = help_text(chosen(app).second, language, help_width());
  } catch (const CLI::ParseError& error) {
    refuse(app, error, language);
  }
  definition->settings.language = language;
  for (const CLI::App* command : app.get_subcommands()) {
    definition->settings.command = command->get_name();
  }
  parsed.settings = definition->settings;
  if (definition->run) {
    parsed.run = [definition](Console& console) { return definition->run(console); };
  }
  return parsed;
}

}  // namespace edca::cli
