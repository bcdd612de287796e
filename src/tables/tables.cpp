#include "edca/tables.hpp"

#include <filesystem>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "tables/csv_target.hpp"
#include "tables/flatten_run.hpp"
#include "tables/names.hpp"
#include "tables/sqlite_target.hpp"
#include "tables/unflatten_run.hpp"

namespace edca {
namespace tables {
namespace {

enum class Form { folder, zip, sqlite };

/// What is to be made, told by the name. Throws Error(usage, "tables.target").
Form form_of(const std::string& target) {
  std::error_code error;
  if (target.ends_with('/') || std::filesystem::is_directory(target, error)) return Form::folder;
  const std::string folded = in_small_letters(target);
  if (folded.ends_with(".zip")) return Form::zip;
  if (folded.ends_with(".sqlite") || folded.ends_with(".db")) return Form::sqlite;
  throw Error(ErrorKind::usage, "tables.target", {{"path", target}});
}

std::unique_ptr<TableTarget> make_target(Form form, const std::string& target, bool overwrite,
                                         const FlattenOptions& options,
                                         const std::string& temporary_folder) {
  const CsvForm csv{options.delimiter, options.excel};
  if (form == Form::folder) return folder_target(target, overwrite, csv);
  if (form == Form::zip) return zip_target(target, overwrite, csv);
  return sqlite_target(target, overwrite, temporary_folder);
}

}  // namespace
}  // namespace tables

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
  const tables::Form form = tables::form_of(target);
  const io::InputList inputs = io::expand(arguments);
  io::refuse_inputs({target}, inputs);
  const auto made = tables::make_target(form, target, overwrite, parts_->settings.options,
                                        session.temporary_folder);
  const auto numbers =
      form == tables::Form::sqlite ? tables::Numbers::doubles : tables::Numbers::texts;
  return tables::FlattenRun(parts_->settings, inputs, numbers, session, sink).run(*made);
}

struct Unflattener::Parts {
  UnflattenOptions options;
};

Unflattener::Unflattener(UnflattenOptions options) : parts_(new Parts{options}) {}
Unflattener::~Unflattener() = default;
Unflattener::Unflattener(Unflattener&&) noexcept = default;
Unflattener& Unflattener::operator=(Unflattener&&) noexcept = default;

UnflattenSummary Unflattener::run(const std::string& tables, const Write& write, FindingSink& sink,
                                  const Session& session) const {
  return tables::UnflattenRun(parts_->options, tables, session, sink).run(write);
}

}  // namespace edca
