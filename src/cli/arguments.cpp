#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <initializer_list>
#include <map>

#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "edca/error.hpp"
#include "package/names.hpp"
#include "report/report.hpp"
#include "schema/profile.hpp"

namespace edca::cli {
namespace {

using messages::Language;

/// Sentences cannot hold braces of their own.
const Arguments footer_arguments = {{"example", "'{prefix}-{year}-{n}.json'"},
                                    {"placeholders", package::known_placeholders}};

/// Every command's options, and which command was asked for.
struct Definition {
  Settings settings;
  std::string language;
  ValidateCommand validate;
  InfoCommand info;
  MergeCommand merge;
  PackageCommand package;
  DiffCommand diff;
  UpgradeCommand upgrade;
  PublishCommand publish;
  SchemaListCommand schema_list;
  SchemaShowCommand schema_show;
  SchemaAddCommand schema_add;
  ExplainCommand explain;
  CompletionCommand completion;
  std::function<int(Console&)> run;
};

/// Adds options whose descriptions come from the catalogue: key "help.NAME".
class Builder {
 public:
  Builder(CLI::App& app, Language language) : app_(app), language_(language) {}

  std::string help(const std::string& name) const {
    return messages::text("help." + name, language_);
  }

  template <class Target>
  CLI::Option* option(const std::string& names, Target& target, const std::string& key) {
    return app_.add_option(names, target, help(key));
  }
  CLI::Option* flag(const std::string& names, bool& target, const std::string& key) {
    return app_.add_flag(names, target, help(key));
  }
  CLI::Option* choice(const std::string& names, std::string& target, const std::string& key,
                      const std::vector<std::string>& allowed) {
    std::string shown;
    for (const std::string& each : allowed) shown += (shown.empty() ? "" : "|") + each;
    return option(names, target, key)
        ->check(CLI::IsMember(allowed).description(""))
        ->type_name(shown);
  }
  /// The same for an enum with names: name(value).
  template <class Value>
  CLI::Option* choice(const std::string& names, Value& target, const std::string& key,
                      std::initializer_list<Value> allowed) {
    std::map<std::string, Value> by_name;
    std::vector<std::string> words;
    for (const Value value : allowed) {
      words.emplace_back(name(value));
      by_name.emplace(words.back(), value);
    }
    std::string shown;
    for (const std::string& each : words) shown += (shown.empty() ? "" : "|") + each;
    return app_
        .add_option_function<std::string>(
            names, [&target, by_name](const std::string& word) { target = by_name.at(word); },
            help(key))
        ->check(CLI::IsMember(words).description(""))
        ->type_name(shown);
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
  app.add_flag_callback(
      "--progress", [&] { settings.progress = "always"; }, add.help("progress"));
  app.add_flag_callback(
      "--no-progress", [&] { settings.progress = "never"; }, add.help("no-progress"));
  add.flag("-q,--quiet", settings.quiet, "quiet");
  add.flag("-v,--verbose", settings.verbose, "verbose");
}

void define_streams(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.choice("--encoding", options.encoding, "encoding",
             {Encoding::utf8, Encoding::latin1, Encoding::windows1252});
  add.option("-j,--jobs", options.jobs, "jobs")->check(CLI::Range(1u, 1024u).description(""));
  add.option("--temp", options.temporary_folder, "temp");
}

void define_reading(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.option("--profile", options.profile, "profile");
  app.add_flag_callback(
      "--no-extensions", [&] { options.extensions = false; }, add.help("no-extensions"));
  add.option("--extension", options.extension, "extension")->take_all()->allow_extra_args(false);
  define_streams(app, options, language);
}

void define_validate(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ValidateCommand& command = definition.validate;
  add.option("INPUT", command.inputs, "inputs");
  define_reading(app, command.options, language);
  add.option("--schema", command.options.schema, "schema-file");
  add.option("--ref", command.references, "schema-reference")->allow_extra_args(false);
  add.choice("--engine", command.options.engine, "engine", {"plan", "valijson"});
  add.option("--only", command.options.only, "only")->delimiter(',')->allow_extra_args(false);
  add.option("--skip", command.options.skip, "skip")->delimiter(',')->allow_extra_args(false);
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  add.option("--max-findings", command.options.max_findings, "max-findings")
      ->check(CLI::NonNegativeNumber.description(""))
      ->each([&](const std::string&) { command.max_findings_given = true; });
  add.option("--rules", command.options.rules_file, "rules");
  add.option("--baseline", command.options.baseline_file, "baseline");
  add.flag("--coverage", command.options.coverage, "coverage");
  add.choice("--group-by", command.group_by, "group-by",
             {"folder", "publisher", "prefix", "buyer"});
  add.option("--compare", command.compare, "compare");
  add.option("--now", command.options.now, "now");
  add.choice("--format", command.format, "format", report::formats());
  add.option("--also", command.also, "also")->allow_extra_args(false);
  add.flag("--excel", command.excel, "excel");
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

void define_package_options(CLI::App& app, PackageMembers& options, Language language) {
  Builder add(app, language);
  add.option("--uri", options.uri, "package-uri");
  add.option("--published-date", options.published_date, "package-published-date");
  add.option("--publisher-name", options.publisher_name, "package-publisher-name");
  add.option("--publisher-uri", options.publisher_uri, "package-publisher-uri");
  add.option("--publisher-scheme", options.publisher_scheme, "package-publisher-scheme");
  add.option("--publisher-uid", options.publisher_uid, "package-publisher-uid");
  add.option("--license", options.license, "package-license");
  add.option("--publication-policy", options.publication_policy, "package-publication-policy");
  add.option("--package-file", options.file, "package-file");
}

void define_merge(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  MergeCommand& command = definition.merge;
  add.option("INPUT", command.inputs, "inputs");
  add.flag("--versioned", command.versioned, "merge-versioned");
  add.flag("--records", command.records, "merge-records");
  add.flag("--linked", command.linked, "merge-linked");
  add.flag("--package", command.package, "merge-package");
  add.flag("--blame", command.blame, "merge-blame");
  add.option("--into", command.into, "merge-into");
  add.flag("--upgrade", command.upgrade, "merge-upgrade");
  add.flag("--strict", command.strict, "merge-strict");
  add.choice("--on-duplicate-id", command.on_duplicate_id, "merge-on-duplicate-id",
             {SameIds::merge, SameIds::append, SameIds::by_position});
  define_reading(app, command.options, language);
  add.option("--schema", command.schema_file, "merge-schema");
  add.option("--memory", command.memory, "memory");
  add.option("--report", command.report, "report");
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  define_package_options(app, command.package_members, language);
  app.callback([&] {
    definition.run = [&](Console& console) { return merge(std::move(command), console); };
  });
}

void define_package(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  PackageCommand& command = definition.package;
  add.option("INPUT", command.inputs, "inputs");
  add.choice("--as", command.as, "package-as",
             {"release-package", "record-package", "project-package"});
  add.option("--size", command.size, "package-size")->check(CLI::PositiveNumber.description(""));
  add.choice("--by", command.by, "package-by", {"year", "month", "publisher"});
  add.option("--extension", command.extensions, "package-extension")
      ->take_all()
      ->allow_extra_args(false);
  define_package_options(app, command.package_options, language);
  define_streams(app, command.options, language);
  add.option("--memory", command.memory, "memory");
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  app.callback([&] {
    definition.run = [&](Console& console) { return package(std::move(command), console); };
  });
}

void define_diff(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  DiffCommand& command = definition.diff;
  add.option("OLD", command.old_input, "diff-old");
  add.option("NEW", command.new_input, "diff-new");
  add.choice("--format", command.format, "format", {"text", "json"});
  define_streams(app, command.options, language);
  add.option("--memory", command.memory, "memory");
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  app.callback([&] {
    definition.run = [&](Console& console) { return diff(std::move(command), console); };
  });
}

void define_upgrade(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  UpgradeCommand& command = definition.upgrade;
  add.option("INPUT", command.inputs, "inputs");
  add.flag("--repair", command.repair, "upgrade-repair");
  add.flag("--dry-run", command.dry_run, "upgrade-dry-run");
  define_reading(app, command.options, language);
  add.option("--report", command.report, "report");
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  app.callback([&] {
    definition.run = [&](Console& console) { return upgrade(std::move(command), console); };
  });
}

/// Where to publish, and how to get there.
void define_target(CLI::App& app, PublishCommand& command, Language language) {
  Builder add(app, language);
  add.option("INPUT", command.inputs, "inputs");
  add.option("--to", command.to, "publish-to");
  add.option("--config", command.config, "publish-config")->envname("EDCA_CONFIG");
  add.option("--token-file", command.token_file, "publish-token-file");
  add.option("--cacert", command.ca_file, "publish-cacert");
  add.option("--proxy", command.proxy, "publish-proxy");
  add.option("--retries", command.retries, "publish-retries");
  add.option("--timeout", command.timeout, "publish-timeout")
      ->check(CLI::Range(1u, 86400u).description(""));
  add.flag("--allow-http", command.allow_http, "publish-allow-http");
  add.flag("--json", command.json, "publish-json");
  define_reading(app, command.options, language);
}

void define_publish(CLI::App& app, Definition& definition, Language language) {
  PublishCommand& command = definition.publish;
  Builder add(app, language);
  define_target(app, command, language);
  add.flag("--dry-run", command.dry_run, "publish-dry-run");
  add.choice("--verify", command.verify, "publish-verify", {"full", "head", "none"});
  add.choice("--require", command.require, "publish-require", {"valid", "schema", "none"});
  add.choice("--fail-on", command.fail_on, "fail-on", {"error", "warning", "note", "never"});
  add.option("--baseline", command.options.baseline_file, "baseline");
  add.flag("--allow-rewrite", command.allow_rewrite, "publish-allow-rewrite");
  define_common(app, definition, language);
  CLI::App& status = *app.add_subcommand("status", add.help("publish-status"));
  status.group(add.help("heading-commands"));
  define_target(status, command, language);
  define_common(status, definition, language);
  CLI::App& init = *app.add_subcommand("init", add.help("publish-init"));
  init.group(add.help("heading-commands"));
  define_common(init, definition, language);
  init.callback([&] { definition.run = [](Console& console) { return publish_init(console); }; });
  // The callback of a command comes after those of the commands below it.
  app.callback([&] {
    if (!definition.run) {
      definition.run = [&](Console& console) { return publish(std::move(command), console); };
    }
  });
  status.callback([&] {
    definition.run = [&](Console& console) { return publish_status(std::move(command), console); };
  });
}

void define_schema(CLI::App& app, Definition& definition, Language language) {
  app.require_subcommand(1);
  app.fallthrough();
  Builder add(app, language);
  CLI::App& list = *app.add_subcommand("list", add.help("schema-list"));
  list.group(add.help("heading-commands"));
  define_common(list, definition, language);
  Builder(list, language)
      .choice("--format", definition.schema_list.format, "format", {"text", "json"});
  list.callback([&] {
    definition.run = [&](Console& console) { return schema_list(definition.schema_list, console); };
  });
  CLI::App& show = *app.add_subcommand("show", add.help("schema-show"));
  show.group(add.help("heading-commands"));
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
  show.callback(
      [&] { definition.run = [&](Console& console) { return schema_show(command, console); }; });
  CLI::App& adding = *app.add_subcommand("add", add.help("schema-add"));
  adding.group(add.help("heading-commands"));
  define_common(adding, definition, language);
  Builder(adding, language)
      .option("SOURCE", definition.schema_add.source, "schema-source")
      ->required();
  adding.callback([&] {
    definition.run = [&](Console& console) { return schema_add(definition.schema_add, console); };
  });
}

void define_explain(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ExplainCommand& command = definition.explain;
  add.option("RULE", command.rule, "explain-rule");
  add.flag("--all", command.all, "explain-all");
  add.choice("--format", command.format, "format", {"text", "json"});
  app.callback(
      [&] { definition.run = [&](Console& console) { return explain(command, console); }; });
}

void define_completion(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  CompletionCommand& command = definition.completion;
  add.choice("SHELL", command.shell, "completion-shell", {"bash", "zsh", "fish"})->required();
  app.callback(
      [&] { definition.run = [&](Console& console) { return completion(command, console); }; });
}

void define(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  app.description(add.help("program"));
  app.footer(add.help("footer"));
  CLI::FormatterBase& formatter = *app.get_formatter();
  formatter.label("Usage", add.help("heading-usage"));
  formatter.label("OPTIONS", add.help("heading-options"));
  formatter.label("Positionals", add.help("heading-positionals"));
  formatter.label("SUBCOMMAND", add.help("heading-command"));
  formatter.label("TEXT", add.help("heading-text"));
  formatter.label("UINT", add.help("heading-number"));
  formatter.column_width(34);
  app.option_defaults()->group(add.help("heading-options"));
  app.set_help_flag("-h,--help", add.help("help"));
  app.set_version_flag("--version", std::string("edca ") + EDCA_VERSION, add.help("version"));
  add.choice("--lang", definition.language, "lang", {"es", "en"});
  app.require_subcommand(1);
  const auto command = [&](const char* name, auto define_command) {
    CLI::App& sub = *app.add_subcommand(name, add.help(name));
    sub.group(add.help("heading-commands"));
    const std::string footer = std::string("help.") + name + "-footer";
    if (messages::has(footer)) sub.footer(messages::text(footer, language, footer_arguments));
    define_command(sub, definition, language);
    if (sub.get_option_no_throw("--color") != nullptr) return;
    if (sub.get_subcommands({}).empty())
      define_common(sub, definition, language);
    else
      sub.set_help_flag("-h,--help", add.help("help"));
  };
  command("validate", define_validate);
  command("merge", define_merge);
  command("package", define_package);
  command("diff", define_diff);
  command("upgrade", define_upgrade);
  command("publish", define_publish);
  command("info", define_info);
  command("schema", define_schema);
  command("explain", define_explain);
  command("completion", define_completion);
}

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

/// CLI11 explains itself in English only; what it says becomes a sentence of ours.
[[noreturn]] void refuse(const CLI::App& app, const CLI::ParseError& error) {
  const std::string detail = error.what();
  const std::vector<std::string> unknown = app.remaining(true);
  std::string key = "arguments.wrong";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) key = "arguments.unknown";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    key = unknown.empty() ? "arguments.command" : "arguments.unknown";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    key = "arguments.value-missing";
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr ||
      dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    key = "arguments.value";
  }
  std::string name = key == "arguments.wrong" ? detail : option_named(detail);
  if (key == "arguments.unknown" && !unknown.empty()) name = unknown.front();
  std::string allowed;
  const std::size_t open = detail.find('{');
  if (key == "arguments.value" && open != std::string::npos && detail.ends_with('}')) {
    key = "arguments.value-allowed";
    allowed = detail.substr(open + 1, detail.size() - open - 2);
    for (std::size_t at = 0; (at = allowed.find(',', at)) != std::string::npos; at += 2) {
      allowed.insert(at + 1, " ");
    }
  }
  throw Error(ErrorKind::usage, key,
              {{"argument", messages::printable(name)}, {"allowed", allowed}});
}

}  // namespace

void with_definitions(Language language, const std::function<void(const CLI::App&)>& each) {
  Definition definition;
  CLI::App app;
  define(app, definition, language);
  each(app);
}

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
    std::string path;
    for (auto chosen = asked->get_subcommands(); !chosen.empty();
         chosen = asked->get_subcommands()) {
      path += (path.empty() ? "" : " ") + asked->get_name();
      asked = chosen.back();
    }
    parsed.text = asked->help(path);
  } catch (const CLI::ParseError& error) {
    refuse(app, error);
  }
  definition->settings.language = language;
  for (const CLI::App* chosen : app.get_subcommands()) {
    definition->settings.command = chosen->get_name();
  }
  parsed.settings = definition->settings;
  if (definition->run) {
    parsed.run = [definition](Console& console) { return definition->run(console); };
  }
  return parsed;
}

}  // namespace edca::cli
