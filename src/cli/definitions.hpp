#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "cli/commands.hpp"

namespace CLI {
class App;
}

namespace edca::cli {

/// Every command's options, and which command was asked for.
struct Definition {
  Settings settings;
  std::string language;
  ValidateCommand validate;
  InfoCommand info;
  MergeCommand merge;
  PackageCommand package;
  DiffCommand diff;
  FlattenCommand flatten;
  UnflattenCommand unflatten;
  TemplateCommand make_template;
  IndicatorsCommand indicators;
  BudgetCommand budget;
  SelectCommand select;
  ConvertCommand convert;
  UpgradeCommand upgrade;
  PublishCommand publish;
  SchemaListCommand schema_list;
  SchemaShowCommand schema_show;
  SchemaSheetCommand schema_sheet;
  SchemaAddCommand schema_add;
  ExplainCommand explain;
  CompletionCommand completion;
  std::function<int(Console&)> run;
};

/// Defines the program and all its commands; parsing fills `definition`. The type of an option's
/// value is its kind ("file", "profile": help.value-KIND says it in words), behind a colon the
/// values "a|b" or the numbers "1..9" that it takes. With `words`, the arguments of a run, the
/// commands that none of them names stay without options: nobody asks for those.
void define(CLI::App& app, Definition& definition, messages::Language language,
            std::optional<std::span<const char* const>> words = {});

}  // namespace edca::cli
