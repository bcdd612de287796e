#include "rows/table_reader.hpp"

#include <algorithm>
#include <utility>

#include "ocds/extensions.hpp"
#include "rows/workbook_run.hpp"
#include "schema/standards.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {

bool is_described(const sheets::Workbook& book) {
  const auto has = [&](std::string_view name) {
    return std::ranges::find(book.sheets(), name, &sheets::SheetInfo::name) != book.sheets().end();
  };
  return book.kind() != sheets::WorkbookKind::csv && has("_tablas") && has("_columnas");
}

TableReader::TableReader(const ReadOptions& options, std::string temporary_folder)
    : temporary_folder_(std::move(temporary_folder)),
      ids_by_row_(options.tables.ids_by_row),
      values_(options.tables) {
  const bool automatic = options.profile == "auto";
  schema::ProfileKey given =
      schema::profile_named(catalog_, automatic ? "edca-mx" : options.profile, "auto");
  if (!options.extensions) given.extensions.clear();
  for (const schema::Extension* extension : ocds::load_extensions(catalog_, options)) {
    if (std::ranges::find(given.extensions, extension) == given.extensions.end())
      given.extensions.push_back(extension);
  }
  const bool of_projects = given.standard.starts_with("oc4ids");
  if (of_projects || automatic) {
    building_ = std::make_unique<const schema::Profile>(
        catalog_,
        of_projects ? given : schema::profile_named(catalog_, schema::newest_of("oc4ids").profile));
    projects_ = std::make_unique<const Fields>(building_->plan("project"));
  }
  if (!of_projects) {
    contracting_ = std::make_unique<const schema::Profile>(catalog_, given);
    releases_ = std::make_unique<const Fields>(contracting_->plan("release"));
  }
}

std::shared_ptr<const io::CellText> TableReader::read(const io::Input& input) const {
  sheets::WorkbookOptions options;
  options.temporary_folder = temporary_folder_;
  const auto book = sheets::open_workbook(input, options);
  if (is_described(*book)) return nullptr;
  std::unique_ptr<WorkbookRun> best;
  std::size_t most = 0;
  bool releases = true;
  for (const Fields* fields : {releases_.get(), projects_.get()}) {
    if (fields == nullptr) continue;
    auto run = std::make_unique<WorkbookRun>(*book, *fields, values_, ids_by_row_);
    const std::size_t resolved = run->find_heads();
    // Where both fit as well, contracting is meant.
    if (best != nullptr && resolved <= most) continue;
    releases = fields == releases_.get();
    most = resolved;
    best = std::move(run);
  }
  if (!best->earlier().empty() && !best->has_paths()) {
    throw io::InputFault("input.unreadable", "table-earlier",
                         {{"format", std::string(best->earlier())}});
  }
  if (most == 0) throw io::InputFault("input.unreadable", "table-headings");
  return best->read(releases);
}

}  // namespace edca::rows
