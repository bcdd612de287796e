#include "cli/definition_parts.hpp"

namespace edca::cli {

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
  LegacyOptions& legacy = options.legacy;
  add.option("--prefix", legacy.prefix, "convert-prefix", "prefix");
  add.option("--map", legacy.map, "convert-map", "file");
  add.option("--suggest", command.suggest, "convert-suggest", "file");
  add.flag("--compiled", legacy.compiled, "convert-compiled");
  add.flag("--keep-unmapped", legacy.keep_unmapped, "convert-keep-unmapped");
  add.flag("--natural-persons", legacy.natural_persons, "convert-natural-persons");
  add.flag("--amounts-include-tax", legacy.amounts_include_tax, "convert-amounts-include-tax");
  PntOptions& pnt = options.pnt;
  add.option("--format-id", pnt.format, "convert-format-id", "format");
  add.option("--extra", pnt.extra, "convert-extra", "file");
  add.flag("--payload", pnt.payload, "convert-payload");
  add.option("--state", pnt.state, "convert-state", "file");
  add.option("--answer", pnt.answer, "convert-answer", "file");
  ProjectOptions& projects = options.projects;
  add.option("--project-id", projects.project_id, "convert-project-id");
  add.option("--projects", projects.projects, "convert-projects", "file");
  add.option("--transforms", projects.transforms, "convert-transforms", "transforms")
      ->delimiter(',')
      ->allow_extra_args(false);
  add.flag("--all-transforms", projects.all_transforms, "convert-all-transforms");
  add.choice("--compatible", command.compatible, "convert-compatible", "program", {"oc4idskit"});
  add.option("--into", projects.into, "convert-into", "file");
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

}  // namespace edca::cli
