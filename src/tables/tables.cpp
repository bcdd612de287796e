#include "edca/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "edca/error.hpp"
#include "io/standard_input.hpp"
#include "items/run_log.hpp"
#include "rows/inputs.hpp"
#include "sheets/sheet_text.hpp"
#include "tables/csv_target.hpp"
#include "tables/flatten_run.hpp"
#include "tables/names.hpp"
#include "tables/plain_target.hpp"
#include "tables/sqlite_target.hpp"
#include "tables/unflatten_run.hpp"
#include "tables/xlsx_target.hpp"

namespace edca {
namespace tables {
namespace {

enum class Form { folder, zip, xlsx, sqlite };

/// What is to be made, told by the name. Throws Error(usage, "tables.target").
Form form_of(const std::string& target) {
  std::error_code error;
  if (target.ends_with('/') || std::filesystem::is_directory(target, error)) return Form::folder;
  const std::string folded = in_small_letters(target);
  if (folded.ends_with(".zip")) return Form::zip;
  if (folded.ends_with(".xlsx")) return Form::xlsx;
  if (folded.ends_with(".sqlite") || folded.ends_with(".db")) return Form::sqlite;
  throw Error(ErrorKind::usage, "tables.target", {{"path", target}});
}

std::unique_ptr<TableTarget> make_target(Form form, const std::string& target, bool overwrite,
                                         const FlattenOptions& options,
                                         const std::string& temporary_folder) {
  const bool described = options.style == TableStyle::relational;
  const TableTitles titles = described ? options.titles : TableTitles::none;
  const CsvForm csv{options.delimiter, options.excel, titles, described};
  if (form == Form::folder) return folder_target(target, overwrite, csv);
  if (form == Form::zip) return zip_target(target, overwrite, csv);
  if (form == Form::xlsx) return xlsx_target(target, overwrite, titles, described);
  return sqlite_target(target, overwrite, temporary_folder, titles);
}

CellForm cells_of(Form form, const FlattenOptions& options) {
  switch (form) {
    case Form::xlsx:
      return {Numbers::sheets, false, sheets::longest_text};
    case Form::sqlite:
      return {Numbers::doubles, false, 0};
    default:
      return {Numbers::texts, options.excel, 0};
  }
}

}  // namespace

std::unique_ptr<TableTarget> plain_target(const std::string& target, bool overwrite,
                                          const std::string& temporary_folder) {
  const Form form = form_of(target);
  if (form == Form::xlsx) return xlsx_target(target, overwrite, TableTitles::none, false);
  return make_target(form, target, overwrite, {}, temporary_folder);
}

FlattenSummary flatten_inputs(const FlattenSettings& settings,
                              const std::vector<std::string>& arguments,
                              const io::InputList& inputs, const std::string& target,
                              bool overwrite, FindingSink& sink, const Session& session) {
  const Form form = form_of(target);
  const auto made =
      make_target(form, target, overwrite, settings.options, session.temporary_folder);
  const CellForm cells = cells_of(form, settings.options);
  return FlattenRun(settings, arguments, inputs, cells, session, sink).run(*made);
}

}  // namespace tables

std::string_view name(TableStyle style) {
  return style == TableStyle::flatten ? "flatten" : "relational";
}

std::string_view name(TableTitles titles) {
  switch (titles) {
    case TableTitles::spanish:
      return "es";
    case TableTitles::english:
      return "en";
    default:
      return "none";
  }
}

struct Flattener::Parts {
  tables::FlattenSettings settings;
};

Flattener::Flattener(FlattenOptions options)
    : parts_(new Parts{tables::FlattenSettings(std::move(options))}) {}
Flattener::~Flattener() = default;
Flattener::Flattener(Flattener&&) noexcept = default;
Flattener& Flattener::operator=(Flattener&&) noexcept = default;

FlattenSummary Flattener::run(const std::vector<std::string>& arguments, const std::string& target,
                              bool overwrite, FindingSink& sink, const Session& session) const {
  const FlattenOptions& options = parts_->settings.options;
  const tables::Form form = tables::form_of(target);
  if (form == tables::Form::sqlite && options.style == TableStyle::flatten) {
    throw Error(ErrorKind::usage, "tables.style", {{"path", target}});
  }
  const io::InputList inputs = rows::expand(arguments, options.read, session.temporary_folder);
  io::refuse_inputs({target}, inputs);
  return tables::flatten_inputs(parts_->settings, arguments, inputs, target, overwrite, sink,
                                session);
}

namespace tables {
namespace {

/// Whether there may be tables, and none that Flattener made.
bool is_other(const std::string& path) {
  const io::InputList found = io::expand({path});
  if (found.inputs.empty()) return !found.problems.empty();
  const io::Input& input = found.inputs[0];
  if (input.standard_input()) return io::is_standard_input_tabular();
  return input.tabular && !is_described(path);
}

/// Tables that people filled in, or other programs made.
UnflattenSummary read_others(const io::InputList& inputs, const Unflattener::Write& write,
                             FindingSink& sink) {
  UnflattenSummary summary;
  items::RunLog log(sink);
  for (const io::InputProblem& problem : inputs.problems) {
    io::Input input;
    input.name = problem.name;
    log.unreadable(input, problem.fault);
  }
  for (const io::Input& input : inputs.inputs) {
    FileSummary& file = log.file(log.begin_file(input));
    const std::string_view text = input.memory.value_or(std::string_view());
    file.read = true;
    file.items = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    summary.items += file.items;
    summary.cancelled = summary.cancelled || !write(text);
  }
  log.finish();
  summary.findings = log.summary();
  return summary;
}

}  // namespace
}  // namespace tables

struct Unflattener::Parts {
  UnflattenOptions options;
};

Unflattener::Unflattener(UnflattenOptions options) : parts_(new Parts{std::move(options)}) {}
Unflattener::~Unflattener() = default;
Unflattener::Unflattener(Unflattener&&) noexcept = default;
Unflattener& Unflattener::operator=(Unflattener&&) noexcept = default;

UnflattenSummary Unflattener::run(const std::string& tables, const Write& write, FindingSink& sink,
                                  const Session& session) const {
  if (tables::is_other(tables)) {
    return tables::read_others(
        rows::expand({tables}, parts_->options.read, session.temporary_folder), write, sink);
  }
  return tables::UnflattenRun(parts_->options, tables, session, sink).run(write);
}

UnflattenSummary Unflattener::run(const std::vector<std::string>& tables, const Write& write,
                                  FindingSink& sink, const Session& session) const {
  UnflattenSummary sum;
  for (const std::string& each : tables) {
    const UnflattenSummary summary = run(each, write, sink, session);
    sum.items += summary.items;
    sum.packages += summary.packages;
    items::add_figures(sum.findings, summary.findings);
    sum.cancelled = summary.cancelled;
    if (sum.cancelled) break;
  }
  return sum;
}

}  // namespace edca
