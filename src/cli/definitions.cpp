#include "cli/definitions.hpp"

#include "cli/option_builder.hpp"
#include "package/names.hpp"

namespace edca::cli {
namespace {

/// Sentences cannot hold braces of their own.
const Arguments footer_arguments = {{"example", "'{prefix}-{year}-{n}.json'"},
                                    {"placeholders", package::known_placeholders}};

void define_common(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  Settings& settings = definition.settings;
  app.set_help_flag("-h,--help", add.help("help"));
  add.choice("--lang", definition.language, "lang", "language", {"es", "en"});
  add.option("-o,--output", settings.output, "output", "file");
  add.flag("--overwrite", settings.overwrite, "overwrite");
  add.choice("--color", settings.color, "color", "when", {"auto", "always", "never"});
  app.add_flag_callback(
      "--progress", [&] { settings.progress = "always"; }, add.help("progress"));
  app.add_flag_callback(
      "--no-progress", [&] { settings.progress = "never"; }, add.help("no-progress"));
  add.flag("-q,--quiet", settings.quiet, "quiet");
  add.flag("-v,--verbose", settings.verbose, "verbose");
}

/// How spreadsheets and CSV are read.
void define_tables(CLI::App& app, TableOptions& options, Language language) {
  Builder add(app, language);
  add.option("--null", options.null, "tables-null");
  app.add_option_function<std::string>(
         "--decimal", [&](const std::string& mark) { options.decimal = mark[0]; },
         add.help("tables-decimal"))
      ->type_name("mark")
      ->default_str(".")
      ->check(CLI::IsMember(std::vector<std::string>{".", ","}).description(".|,"));
  add.option("--timezone", options.timezone, "tables-timezone", "timezone");
  app.add_option_function<std::string>(
         "--missing-ids", [&](const std::string&) { options.ids_by_row = true; },
         add.help("tables-missing-ids"))
      ->type_name("way")
      ->check(CLI::IsMember(std::vector<std::string>{"row"}).description("row"));
}

void define_streams(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.choice("--encoding", options.encoding, "encoding", "encoding",
             {Encoding::utf8, Encoding::latin1, Encoding::windows1252});
  add.number("-j,--jobs", options.jobs, "jobs", {1, 1024});
  add.option("--temp", options.temporary_folder, "temp", "folder");
  define_tables(app, options.tables, language);
}

void define_reading(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.option("--profile", options.profile, "profile", "profile");
  app.add_flag_callback(
      "--no-extensions", [&] { options.extensions = false; }, add.help("no-extensions"));
  add.repeated("--extension", options.extension, "extension", "extension");
  define_streams(app, options, language);
}

void define_validate(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ValidateCommand& command = definition.validate;
  add.option("INPUT", command.inputs, "inputs", "input");
  define_reading(app, command.options, language);
  add.option("--schema", command.options.schema, "schema-file", "file");
  add.repeated("--ref", command.references, "schema-reference", "reference");
  add.choice("--engine", command.options.engine, "engine", "engine", {"plan", "valijson"});
  add.option("--only", command.options.only, "only", "rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.option("--skip", command.options.skip, "skip", "rules")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.fail_on(command.fail_on);
  add.number("--max-findings", command.options.max_findings, "max-findings", {0, most})
      ->each([&](const std::string&) { command.max_findings_given = true; });
  add.option("--rules", command.options.rules_file, "rules", "file");
  add.option("--baseline", command.options.baseline_file, "baseline", "file");
  add.flag("--coverage", command.options.coverage, "coverage");
  add.choice("--group-by", command.group_by, "group-by", "grouping",
             {Grouping::folder, Grouping::publisher, Grouping::prefix, Grouping::buyer});
  add.option("--compare", command.compare, "compare", "file");
  add.option("--now", command.options.now, "now", "date");
  using enum ReportFormat;
  add.choice("--format", command.format, "format", "format",
             {ReportFormat::text, json, jsonl, sarif, junit, github, gitlab, csv, markdown, html});
  add.repeated("--also", command.also, "also", "also");
  add.flag("--excel", command.excel, "excel");
  app.callback([&] {
    definition.run = [&](Console& console) { return validate(std::move(command), console); };
  });
}

void define_info(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  InfoCommand& command = definition.info;
  add.option("INPUT", command.inputs, "inputs", "input");
  define_reading(app, command.options, language);
  add.choice("--format", command.format, "format", "format", {"text", "json"});
  app.callback([&] {
    definition.run = [&](Console& console) { return info(std::move(command), console); };
  });
}

void define_package_options(CLI::App& app, PackageMembers& options, Language language) {
  Builder add(app, language);
  add.option("--uri", options.uri, "package-uri", "address");
  add.option("--published-date", options.published_date, "package-published-date", "date");
  add.option("--publisher-name", options.publisher_name, "package-publisher-name");
  add.option("--publisher-uri", options.publisher_uri, "package-publisher-uri", "address");
  add.option("--publisher-scheme", options.publisher_scheme, "package-publisher-scheme");
  add.option("--publisher-uid", options.publisher_uid, "package-publisher-uid");
  add.option("--license", options.license, "package-license", "address");
  add.option("--publication-policy", options.publication_policy, "package-publication-policy",
             "address");
  add.option("--package-file", options.file, "package-file", "file");
}

void define_merge(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  MergeCommand& command = definition.merge;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.flag("--versioned", command.versioned, "merge-versioned");
  add.flag("--records", command.records, "merge-records");
  add.flag("--linked", command.linked, "merge-linked");
  add.flag("--package", command.package, "merge-package");
  add.flag("--blame", command.blame, "merge-blame");
  add.option("--into", command.into, "merge-into", "file");
  add.flag("--upgrade", command.upgrade, "merge-upgrade");
  add.flag("--strict", command.strict, "merge-strict");
  add.choice("--on-duplicate-id", command.on_duplicate_id, "merge-on-duplicate-id", "way",
             {SameIds::merge, SameIds::append, SameIds::by_position});
  define_reading(app, command.options, language);
  add.option("--schema", command.schema_file, "merge-schema", "file");
  add.option("--memory", command.memory, "memory", "size");
  add.option("--report", command.report, "report", "file");
  add.fail_on(command.fail_on);
  define_package_options(app, command.package_members, language);
  app.callback([&] {
    definition.run = [&](Console& console) { return merge(std::move(command), console); };
  });
}

void define_package(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  PackageCommand& command = definition.package;
  add.option("INPUT", command.inputs, "inputs", "input");
  PackageOptions& options = command.options;
  add.choice(
      "--as", options.kind, "package-as", "kind",
      {PackageKind::release_package, PackageKind::record_package, PackageKind::project_package});
  add.number("--size", options.size, "package-size", {1, most});
  add.choice("--by", options.by, "package-by", "grouping",
             {PackageGrouping::year, PackageGrouping::month, PackageGrouping::publisher});
  add.repeated("--extension", options.extensions, "package-extension", "extension");
  define_package_options(app, options.members, language);
  define_streams(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return package(std::move(command), console); };
  });
}

void define_diff(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  DiffCommand& command = definition.diff;
  add.option("OLD", command.old_input, "diff-old", "old")->required();
  add.option("NEW", command.new_input, "diff-new", "new")->required();
  add.choice("--format", command.format, "format", "format", {DiffFormat::text, DiffFormat::json});
  define_streams(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return diff(std::move(command), console); };
  });
}

void define_flatten(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  FlattenCommand& command = definition.flatten;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.option("--only", command.only, "flatten-only", "tables")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.option("--skip", command.skip, "flatten-skip", "tables")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.option("--delimiter", command.delimiter, "flatten-delimiter", "delimiter");
  add.flag("--excel", command.excel, "flatten-excel");
  add.choice("--titles", command.titles, "flatten-titles", "language",
             {TableTitles::spanish, TableTitles::english, TableTitles::none});
  add.choice("--style", command.style, "flatten-style", "style",
             {TableStyle::relational, TableStyle::flatten});
  add.flag("--merge", command.merge, "flatten-merge");
  add.flag("--one-pass", command.one_pass, "flatten-one-pass");
  define_reading(app, command.options, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return flatten(std::move(command), console); };
  });
}

void define_unflatten(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  UnflattenCommand& command = definition.unflatten;
  add.option("TABLES", command.tables, "unflatten-tables", "tables")->required();
  add.flag("--lines", command.lines, "unflatten-lines");
  define_reading(app, command.options, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback(
      [&] { definition.run = [&](Console& console) { return unflatten(command, console); }; });
}

void define_template(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  TemplateCommand& command = definition.make_template;
  TemplateOptions& options = command.options;
  add.option("PROFILE", command.profile, "schema-profile", "profile")->required();
  add.choice("--detail", command.detail, "template-detail", "detail", {"basic", "common", "full"});
  add.option("--tables", options.tables, "template-tables", "tables")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.repeated("--from", command.from, "template-from", "input");
  add.option("--prefix", options.prefix, "template-prefix", "prefix");
  app.add_flag_callback(
      "--no-extensions", [&] { command.reading.extensions = false; }, add.help("no-extensions"));
  add.repeated("--extension", command.reading.extension, "extension", "extension");
  define_streams(app, command.reading, language);
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return make_template(std::move(command), console); };
  });
}

void define_indicators(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  IndicatorsCommand& command = definition.indicators;
  IndicatorOptions& options = command.options;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.flag("--list", command.list, "indicators-list");
  add.flag("--init", command.init, "indicators-init");
  add.option("--settings", options.settings, "indicators-settings", "file");
  for (auto* option : {add.option("--only", options.only, "indicators-only", "indicators"),
                       add.option("--skip", options.skip, "indicators-skip", "indicators")}) {
    option->delimiter(',')->allow_extra_args(false);
  }
  add.option("--legal-profile", options.legal_profile, "indicators-legal-profile", "file");
  add.option("--sanctions", options.sanctions, "indicators-sanctions", "file");
  add.option("--tax-list", options.tax_list, "indicators-tax-list", "file");
  add.flag("--prepare", options.prepare, "indicators-prepare");
  using enum IndicatorFormat;
  add.choice("--format", options.format, "format", "format",
             {IndicatorFormat::text, json, jsonl, csv, html, cardinal});
  define_reading(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.choice("--fail-on", command.fail_on, "indicators-fail-on", "severity",
             {"flag", "error", "warning", "note", "never"});
  app.callback([&] {
    definition.run = [&](Console& console) { return indicators(std::move(command), console); };
  });
}

void define_budget(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  BudgetCommand& command = definition.budget;
  BudgetOptions& options = command.options;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.choice("--by", options.by, "budget-by", "unit",
             {BudgetBy::line, BudgetBy::programme, BudgetBy::contract});
  add.flag("--estimate", options.estimate, "budget-estimate");
  using enum BudgetFormat;
  add.choice("--format", options.format, "format", "format", {BudgetFormat::text, json, csv, html});
  define_reading(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return budget(std::move(command), console); };
  });
}

void define_select(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  SelectCommand& command = definition.select;
  SelectionOptions& options = command.options;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.option("--where", options.where, "select-where", "file");
  add.choice("--preset", options.preset, "select-preset", "preset",
             {SelectionPreset::emergency, SelectionPreset::emergency_inai});
  add.choice("--as", command.package.kind, "select-as", "kind",
             {PackageKind::release_package, PackageKind::record_package});
  add.choice("--redact", options.redaction, "select-redact", "redaction", {Redaction::personal});
  add.choice("--amount", command.amount, "select-amount", "amount", {"contract", "max", "mean"});
  add.option("--report", command.report, "select-report", "file");
  add.option("--totals", command.totals, "select-totals", "file");
  define_package_options(app, command.package.members, language);
  define_reading(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return select(std::move(command), console); };
  });
}

void define_convert(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ConvertCommand& command = definition.convert;
  ConvertOptions& options = command.options;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.option("--from", options.from, "convert-from", "format");
  add.option("--to", options.to, "convert-to", "format");
  ProjectOptions& projects = options.projects;
  add.option("--project-id", projects.project_id, "convert-project-id");
  add.option("--projects", projects.projects, "convert-projects", "file");
  add.option("--transforms", projects.transforms, "convert-transforms", "transforms")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.flag("--all-transforms", projects.all_transforms, "convert-all-transforms");
  add.choice("--compatible", command.compatible, "convert-compatible", "program", {"oc4idskit"});
  add.option("--base-url", projects.base_url, "convert-base-url", "address");
  add.option("--now", projects.now, "convert-now", "date");
  define_reading(app, command.reading, language);
  add.option("--memory", command.memory, "memory", "size");
  add.option("--report", command.report, "report", "file");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return convert(std::move(command), console); };
  });
}

void define_upgrade(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  UpgradeCommand& command = definition.upgrade;
  add.option("INPUT", command.inputs, "inputs", "input");
  add.flag("--repair", command.repair, "upgrade-repair");
  add.flag("--dry-run", command.dry_run, "upgrade-dry-run");
  define_reading(app, command.options, language);
  add.option("--report", command.report, "report", "file");
  add.fail_on(command.fail_on);
  app.callback([&] {
    definition.run = [&](Console& console) { return upgrade(std::move(command), console); };
  });
}

/// Where to publish, and how to get there.
void define_target(CLI::App& app, PublishCommand& command, Language language) {
  Builder add(app, language);
  add.option("INPUT", command.inputs, "inputs", "input");
  add.option("--to", command.to, "publish-to", "target");
  add.option("--config", command.config, "publish-config", "file")->envname("EDCA_CONFIG");
  add.option("--token-file", command.token_file, "publish-token-file", "file");
  add.option("--cacert", command.ca_file, "publish-cacert", "file");
  add.option("--proxy", command.proxy, "publish-proxy", "address");
  add.number("--retries", command.retries, "publish-retries", {0, 1000})->default_str("4");
  add.number("--timeout", command.timeout, "publish-timeout", {1, 86400})->default_str("60");
  add.flag("--allow-http", command.allow_http, "publish-allow-http");
  add.flag("--json", command.json, "publish-json");
  define_reading(app, command.options, language);
}

/// A command and its footer, "help.NAME-footer".
CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& key,
                      Language language) {
  CLI::App& app = *parent.add_subcommand(name, messages::text("help." + key, language));
  app.footer(messages::text("help." + key + "-footer", language, footer_arguments));
  return app;
}

void define_publish(CLI::App& app, Definition& definition, Language language) {
  PublishCommand& command = definition.publish;
  Builder add(app, language);
  define_target(app, command, language);
  add.flag("--dry-run", command.dry_run, "publish-dry-run");
  add.choice("--verify", command.verify, "publish-verify", "extent", {"full", "head", "none"});
  add.choice("--require", command.require, "publish-require", "condition",
             {"valid", "schema", "none"});
  add.fail_on(command.fail_on);
  add.option("--baseline", command.options.baseline_file, "baseline", "file");
  add.flag("--allow-rewrite", command.allow_rewrite, "publish-allow-rewrite");
  define_common(app, definition, language);
  CLI::App& status = add_command(app, "status", "publish-status", language);
  define_target(status, command, language);
  define_common(status, definition, language);
  CLI::App& init = add_command(app, "init", "publish-init", language);
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
  CLI::App& list = add_command(app, "list", "schema-list", language);
  Builder(list, language)
      .choice("--format", definition.schema_list.format, "format", "format", {"text", "json"});
  define_common(list, definition, language);
  list.callback([&] {
    definition.run = [&](Console& console) { return schema_list(definition.schema_list, console); };
  });
  CLI::App& show = add_command(app, "show", "schema-show", language);
  Builder options(show, language);
  SchemaShowCommand& command = definition.schema_show;
  options.option("PROFILE", command.profile, "schema-profile", "profile");
  options.option("KIND", command.kind, "schema-kind", "schema");
  options.option("--extension", command.extension, "schema-extension", "extension");
  options.option("--codelist", command.codelist, "schema-codelist", "codelist");
  options.option("--profile", command.codelist_profile, "schema-codelist-profile", "profile");
  options.flag("--no-extensions", command.no_extensions, "no-extensions");
  options.repeated("--with", command.with, "schema-with", "extension");
  define_common(show, definition, language);
  show.callback(
      [&] { definition.run = [&](Console& console) { return schema_show(command, console); }; });
  CLI::App& sheet = add_command(app, "sheet", "schema-sheet", language);
  Builder(sheet, language)
      .option("PROFILE", definition.schema_sheet.profile, "schema-profile", "profile")
      ->required();
  define_common(sheet, definition, language);
  sheet.callback([&] {
    definition.run = [&](Console& console) {
      return schema_sheet(definition.schema_sheet, console);
    };
  });
  CLI::App& adding = add_command(app, "add", "schema-add", language);
  Builder sources(adding, language);
  sources.option("SOURCE", definition.schema_add.source, "schema-source", "extension")->required();
  sources.flag("--allow-private", definition.schema_add.allow_private, "allow-private");
  define_common(adding, definition, language);
  adding.callback([&] {
    definition.run = [&](Console& console) { return schema_add(definition.schema_add, console); };
  });
}

void define_explain(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  ExplainCommand& command = definition.explain;
  add.option("RULE", command.rule, "explain-rule", "rule");
  add.flag("--all", command.all, "explain-all");
  add.choice("--format", command.format, "format", "format", {"text", "json"});
  app.callback(
      [&] { definition.run = [&](Console& console) { return explain(command, console); }; });
}

void define_completion(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  CompletionCommand& command = definition.completion;
  add.choice("SHELL", command.shell, "completion-shell", "shell", {"bash", "zsh", "fish"})
      ->required();
  app.callback(
      [&] { definition.run = [&](Console& console) { return completion(command, console); }; });
}

}  // namespace

void define(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  app.description(add.help("program"));
  app.footer(add.help("program-footer"));
  app.set_help_flag("-h,--help", add.help("help"));
  app.set_version_flag("--version", std::string("edca ") + EDCA_VERSION, add.help("version"));
  add.choice("--lang", definition.language, "lang", "language", {"es", "en"});
  app.require_subcommand(1);
  const auto command = [&](const char* name, auto define_command) {
    CLI::App& sub = add_command(app, name, name, language);
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
  command("flatten", define_flatten);
  command("unflatten", define_unflatten);
  command("template", define_template);
  command("indicators", define_indicators);
  command("budget", define_budget);
  command("select", define_select);
  command("convert", define_convert);
  command("upgrade", define_upgrade);
  command("publish", define_publish);
  command("info", define_info);
  command("schema", define_schema);
  command("explain", define_explain);
  command("completion", define_completion);
}

}  // namespace edca::cli
