#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "edca/budget.hpp"
#include "edca/convert.hpp"
#include "edca/differ.hpp"
#include "edca/indicators.hpp"
#include "edca/merger.hpp"
#include "edca/package_members.hpp"
#include "edca/packager.hpp"
#include "edca/report.hpp"
#include "edca/selection.hpp"
#include "edca/tables.hpp"
#include "edca/template_maker.hpp"
#include "edca/validator.hpp"

namespace edca::cli {

// Every command: its options as a plain struct and the function that does the work. The functions
// answer the exit code; what cannot be done comes out as Error.

struct ValidateCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  std::vector<std::string> references;  ///< URL=FILE
  ReportFormat format = ReportFormat::text;
  FailOn fail_on = FailOn::error;
  bool max_findings_given = false;
  Grouping group_by = Grouping::none;
  std::string compare;            ///< an earlier report in JSON
  std::vector<std::string> also;  ///< FORMAT=FILE
  bool excel = false;             ///< CSV for spreadsheet programs
};
int validate(ValidateCommand command, Console& console);

struct InfoCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  std::string format = "text";
};
int info(InfoCommand command, Console& console);

struct MergeCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  std::string schema_file;
  bool versioned = false;
  bool records = false;
  bool linked = false;
  bool package = false;
  bool strict = false;
  bool blame = false;
  bool upgrade = false;
  SameIds on_duplicate_id = SameIds::merge;
  std::string into;
  std::string history;
  std::string memory = "1G";
  std::string report;
  std::string fail_on = "error";
  PackageMembers package_members;
};
int merge(MergeCommand command, Console& console);

struct PackageCommand {
  std::vector<std::string> inputs;
  ValidateOptions reading;
  PackageOptions options;
  std::string memory = "1G";
  std::string fail_on = "error";
};
int package(PackageCommand command, Console& console);

struct DiffCommand {
  std::string old_input;
  std::string new_input;
  ValidateOptions reading;
  DiffFormat format = DiffFormat::text;
  std::string memory = "1G";
  std::string fail_on = "error";
};
int diff(DiffCommand command, Console& console);

struct FlattenCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  std::vector<std::string> only;
  std::vector<std::string> skip;
  std::string delimiter = ",";
  bool excel = false;
  TableTitles titles = TableTitles::spanish;
  TableStyle style = TableStyle::relational;
  bool merge = false;
  bool one_pass = false;
  std::string memory = "1G";
  std::string fail_on = "error";
};
/// Makes tables of the inputs in the folder that --output names.
int flatten(FlattenCommand command, Console& console);

struct UnflattenCommand {
  std::vector<std::string> tables;
  ValidateOptions options;
  bool lines = false;
  std::string memory = "1G";
  std::string fail_on = "error";
};
int unflatten(const UnflattenCommand& command, Console& console);

struct TemplateCommand {
  std::string profile;
  std::string detail;  ///< empty: common, or full where tables are named
  TemplateOptions options;
  ValidateOptions reading;
  std::vector<std::string> from;
  std::string fail_on = "error";
};
/// Makes the workbook that --output names.
int make_template(TemplateCommand command, Console& console);

struct IndicatorsCommand {
  std::vector<std::string> inputs;
  ValidateOptions reading;
  IndicatorOptions options;
  bool list = false;
  bool init = false;
  std::string memory = "1G";
  std::string fail_on = "error";  ///< or "flag"
};
int indicators(IndicatorsCommand command, Console& console);

struct BudgetCommand {
  std::vector<std::string> inputs;
  ValidateOptions reading;
  BudgetOptions options;
  std::string memory = "1G";
  std::string fail_on = "error";
};
int budget(BudgetCommand command, Console& console);

struct SelectCommand {
  std::vector<std::string> inputs;
  ValidateOptions reading;
  SelectionOptions options;
  PackageOptions package;  ///< of_inputs: no packages, lines
  std::string amount;      ///< empty: what the conditions say
  std::string report;
  std::string totals;
  std::string memory = "1G";
  std::string fail_on = "error";
};
int select(SelectCommand command, Console& console);

struct ConvertCommand {
  std::vector<std::string> inputs;
  ValidateOptions reading;
  ConvertOptions options;
  std::string suggest;     ///< a table to propose a map for, instead of converting
  std::string compatible;  ///< the name of another program
  std::string memory = "1G";
  std::string report;
  std::string fail_on = "error";
};
int convert(ConvertCommand command, Console& console);

struct UpgradeCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  bool repair = false;
  bool dry_run = false;
  std::string report;
  std::string fail_on = "error";
};
int upgrade(UpgradeCommand command, Console& console);

struct PublishCommand {
  std::vector<std::string> inputs;
  ValidateOptions options;
  std::string to;      ///< an address, or the name of a target of the configuration
  std::string config;  ///< empty: ./edca.toml, if there is one
  std::string require = "valid";
  std::string verify = "full";
  std::string fail_on = "error";
  std::string token_file;
  std::string ca_file;
  std::string proxy;
  std::optional<unsigned> retries;
  std::optional<unsigned> timeout;
  bool allow_http = false;
  bool allow_rewrite = false;
  bool dry_run = false;
  bool json = false;
};
int publish(PublishCommand command, Console& console);
/// Compares what would be published, or what was, with what is on the target.
int publish_status(PublishCommand command, Console& console);
/// Writes a configuration to fill in.
int publish_init(Console& console);

struct SchemaListCommand {
  std::string format = "text";
};
int schema_list(const SchemaListCommand& command, Console& console);

struct SchemaShowCommand {
  std::string profile;
  std::string kind;
  std::string extension;
  std::string codelist;
  std::string codelist_profile = "edca-mx";
  bool no_extensions = false;
  std::vector<std::string> with;
};
int schema_show(const SchemaShowCommand& command, Console& console);

struct SchemaSheetCommand {
  std::string profile;
};
int schema_sheet(const SchemaSheetCommand& command, Console& console);

struct SchemaAddCommand {
  std::string source;  ///< the address or the folder of an extension
  bool allow_private = false;
};
int schema_add(const SchemaAddCommand& command, Console& console);

struct ExplainCommand {
  std::string rule;
  bool all = false;
  std::string format = "text";
};
int explain(const ExplainCommand& command, Console& console);

struct CompletionCommand {
  std::string shell;  ///< "bash", "zsh", "fish" or "powershell"
};
int completion(const CompletionCommand& command, Console& console);

}  // namespace edca::cli
