#include "cli/definition_parts.hpp"

namespace edca::cli {
namespace {

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

}  // namespace

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
  add.choice("SHELL", command.shell, "completion-shell", "shell",
             {"bash", "zsh", "fish", "powershell"})
      ->required();
  app.callback(
      [&] { definition.run = [&](Console& console) { return completion(command, console); }; });
}

}  // namespace edca::cli
