#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>

#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "schema/profile.hpp"

namespace edca::cli {
namespace {

using messages::Language;

/// Every command's options, and which command was asked for.
struct Definition {
  Settings settings;
  std::string language;
  ValidateCommand validate;
  InfoCommand info;
  SchemaListCommand schema_list;
  SchemaShowCommand schema_show;
  ExplainCommand explain;
  std::function<int(Console&)> run;
};

/// Adds options whose descriptions come from the catalogue: key "help.NAME".
class Builder {
 public:
  Builder(CLI::App& app, Language language) : app_(app), language_(language) {}

  std::string help(const std::string& name) const { return messages::text("help." + name, language_); }

  template <class Target>
  CLI::Option* option(const std::string& names, Target& target, const std::string& key) {
    return app_.add_option(names, target, help(key));
  }
  CLI::Option* flag(const std::string& names, bool& target, const std::string& key) {
    return app_.add_flag(names, target, help(key));
  }
  CLI::Option* choice(const std::string& names, std::string& target, const std::string& key,
                      const std::vector<std::string>& allowed) {
    return option(names, target, key)->check(CLI::IsMember(allowed));
  }

 private:
  CLI::App& app_;
  Language language_;
};

void define_common(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  Settings& settings = definition.settings;
  app.set_help_flag("-h,--help", add.help("help"));
  add.choice("--lang", definition.language, "lang", {"es", "en"});
  add.option("-o,--output", settings.output, "output");
  add.flag("--overwrite", settings.overwrite, "overwrite");
  add.choice("--color", settings.color, "color", {"auto", "always", "never"});
  app.add_flag_callback("--progress", [&] { settings.progress = "always"; }, add.help("progress"));
  app.add_flag_callback("--no-progress", [&] { settings.progress = "never"; },
                        add.help("no-progress"));
  add.flag("-q,--quiet", settings.quiet, "quiet");
  add.flag("-v,--verbose", settings.verbose, "verbose");
}

void define_reading(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.option("--profile", options.profile, "profile");
  app.add_flag_callback("--no-extensions", [&] { options.extensions = false; },
                        add.help("no-extensions"));
  add.option("--extension", options.extension, "extension")->take_all()->allow_extra_args(false);
  add.choice("--encoding", options.encoding, "encoding", {"utf-8", "latin1", "windows-1252"});
  add.option("-j,--jobs", options.jobs, "jobs")->check(CLI::Range(1u, 1024u));
  add.option("--temp", options.temporary_folder, "temp");
}

void define_validate(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ValidateCommand& command = definition.validate;
  add.option("INPUT", command.inputs, "inputs");
  define_reading(app, command.options, language);
  add.option("--only", command.options.only, "only")->delimiter(',')->allow_extra_args(false);
  add.option("--skip", command.options.skip, "skip")->delimiter(',')->allow_extra_args(false);
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  add.option("--max-findings", command.options.max_findings, "max-findings")
      ->each([&](const std::string&) { command.max_findings_given = true; });
  add.choice("--format", command.format, "format", {"text", "json", "jsonl"});
  app.callback([&] {
    definition.run = [&](Console& console) { return validate(std::move(command), console); };
  });
}

void define_info(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  InfoCommand& command = definition.info;
  add.option("INPUT", command.inputs, "inputs");
  define_reading(app, command.options, language);
  add.choice("--format", command.format, "format", {"text", "json"});
  app.callback([&] {
    definition.run = [&](Console& console) { return info(std::move(command), console); };
  });
}

void define_schema(CLI::App& app, Definition& definition, Language language) {
  app.require_subcommand(1);
  Builder add(app, language);
  CLI::App& list = *app.add_subcommand("list", add.help("schema-list"));
  define_common(list, definition, language);
  Builder(list, language)
      .choice("--format", definition.schema_list.format, "format", {"text", "json"});
  list.callback([&] {
    definition.run = [&](Console& console) { return schema_list(definition.schema_list, console); };
  });
  CLI::App& show = *app.add_subcommand("show", add.help("schema-show"));
  define_common(show, definition, language);
  Builder options(show, language);
  SchemaShowCommand& command = definition.schema_show;
  options.option("PROFILE", command.profile, "schema-profile");
  options.option("KIND", command.kind, "schema-kind");
  options.option("--extension", command.extension, "schema-extension");
  options.option("--codelist", command.codelist, "schema-codelist");
  options.option("--profile", command.codelist_profile, "schema-codelist-profile");
  options.flag("--no-extensions", command.no_extensions, "no-extensions");
  options.option("--with", command.with, "schema-with")->allow_extra_args(false);
  show.callback([&] {
    definition.run = [&](Console& console) { return schema_show(command, console); };
  });
}

void define_explain(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ExplainCommand& command = definition.explain;
  add.option("RULE", command.rule, "explain-rule");
  add.flag("--all", command.all, "explain-all");
  add.choice("--format", command.format, "format", {"text", "json"});
  app.callback([&] {
    definition.run = [&](Console& console) { return explain(command, console); };
  });
}

void define(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  app.description(add.help("program"));
  app.footer(add.help("footer"));
  app.get_formatter()->label("OPTIONS", add.help("heading-options"));
  app.get_formatter()->label("Usage", add.help("heading-usage"));
  app.get_formatter()->label("Options", add.help("heading-options"));
  app.get_formatter()->label("Positionals", add.help("heading-positionals"));
  app.get_formatter()->label("Subcommands", add.help("heading-commands"));
  app.get_formatter()->label("SUBCOMMAND", add.help("heading-command"));
  app.get_formatter()->column_width(34);
  app.set_help_flag("-h,--help", add.help("help"));
  app.set_version_flag("--version", std::string("edca ") + EDCA_VERSION, add.help("version"));
  app.require_subcommand(1);
  const auto command = [&](const char* name, auto define_command) {
    CLI::App& sub = *app.add_subcommand(name, add.help(name));
    const std::string footer = std::string("help.") + name + "-footer";
    if (messages::has(footer)) sub.footer(messages::text(footer, language));
    define_command(sub, definition, language);
    if (sub.get_subcommands({}).empty()) define_common(sub, definition, language);
    else sub.set_help_flag("-h,--help", add.help("help"));
  };
  command("validate", define_validate);
  command("info", define_info);
  command("schema", define_schema);
  command("explain", define_explain);
}

/// CLI11 explains itself in English only; what it says becomes a sentence of ours.
[[noreturn]] void refuse(const CLI::ParseError& error) {
  const std::string detail = error.what();
  std::string key = "arguments.wrong";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) key = "arguments.unknown";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) key = "arguments.command";
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) key = "arguments.value-missing";
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr ||
      dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    key = "arguments.value";
  }
  // What CLI11 names comes first or last in its sentences, before or behind a colon.
  const std::size_t colon = detail.find(':');
  std::string name = colon == std::string::npos ? detail : detail.substr(0, colon);
  if (key == "arguments.unknown" && colon != std::string::npos) name = detail.substr(colon + 2);
  if (key == "arguments.value-missing") name = detail.substr(0, detail.find(' '));
  throw Error(ErrorKind::usage, key, {{"argument", messages::printable(name)}});
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
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return messages::language_of(value);
  }
  return Language::spanish;
}

Parsed parse_arguments(int argc, const char* const* argv) {
  const Language language = language_of_run(argc, argv);
  auto definition = std::make_shared<Definition>();
  CLI::App app;
  app.name("edca");
  define(app, *definition, language);
  Parsed parsed;
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    parsed.text = std::string(version.what()) + "\n";
  } catch (const CLI::CallForHelp&) {
    const CLI::App* asked = &app;
    for (auto chosen = asked->get_subcommands(); !chosen.empty(); chosen = asked->get_subcommands()) {
      asked = chosen.back();
    }
    parsed.text = asked->help(asked == &app ? "" : "edca");
  } catch (const CLI::ParseError& error) {
    refuse(error);
  }
  definition->settings.language = language;
  parsed.settings = definition->settings;
  if (definition->run) {
    parsed.run = [definition](Console& console) { return definition->run(console); };
  }
  return parsed;
}

}  // namespace edca::cli
