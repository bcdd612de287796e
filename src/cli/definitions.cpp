#include "cli/definitions.hpp"

#include <algorithm>
#include <string_view>

#include "cli/definition_parts.hpp"

namespace edca::cli {
namespace {

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
  add.option("--history", command.history, "merge-history", "file");
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

}  // namespace

void define(CLI::App& app, Definition& definition, Language language,
            std::optional<std::span<const char* const>> words) {
  Builder add(app, language);
  app.description(add.help("program"));
  app.footer(add.help("program-footer"));
  app.set_help_flag("-h,--help", add.help("help"));
  app.set_version_flag("--version", std::string("edca ") + EDCA_VERSION, add.help("version"));
  add.choice("--lang", definition.language, "lang", "language", {"es", "en"});
  app.require_subcommand(1);
  const auto command = [&](const std::string_view name, auto define_command) {
    if (words && std::ranges::find(*words, name) == words->end()) {
      app.add_subcommand(std::string(name));
      return;
    }
    CLI::App& sub = add_command(app, std::string(name), std::string(name), language);
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
