#include "tables/flatten_run.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "ocds/extensions.hpp"
#include "schema/standards.hpp"
#include "tables/names.hpp"

namespace edca::tables {

FlattenSettings::FlattenSettings(FlattenOptions asked) : options(std::move(asked)) {
  const ReadOptions& read = options.read;
  const auto extra = ocds::load_extensions(catalog, read);
  const bool automatic = read.profile == "auto";
  schema::ProfileKey given =
      schema::profile_named(catalog, automatic ? "edca-mx" : read.profile, "auto");
  if (!read.extensions) given.extensions.clear();
  for (const schema::Extension* extension : extra) {
    if (std::ranges::find(given.extensions, extension) == given.extensions.end()) {
      given.extensions.push_back(extension);
    }
  }
  const bool of_projects = given.standard.starts_with("oc4ids");
  const std::string other = of_projects ? "edca-mx" : schema::newest_of("oc4ids").profile;
  const auto make = [&](const schema::ProfileKey& key) {
    return std::make_unique<const schema::Profile>(catalog, key);
  };
  auto first = make(given);
  auto second = make(schema::profile_named(catalog, other));
  contracting = std::move(of_projects ? second : first);
  projects = std::move(of_projects ? first : second);
}

FlattenRun::FlattenRun(const FlattenSettings& settings, const io::InputList& inputs,
                       Numbers numbers, const Session& session, FindingSink& sink)
    : settings_(settings),
      inputs_(inputs),
      session_(session),
      schemas_{settings.contracting.get(), settings.projects.get()},
      log_(sink),
      layout_({settings.options.only, settings.options.skip}, settings.options.excel),
      store_(session.memory, session.temporary_folder),
      tables_(schemas_, numbers, settings.options.excel, layout_, store_),
      feeder_(settings.options.read.encoding, session.temporary_folder, tables_, log_),
      total_(io::bytes_of(inputs)) {}

FlattenSummary FlattenRun::run(TableTarget& target) {
  if (read() && feeder_.items() + feeder_.packages() > 0) {
    if (write(target)) target.commit();
  }
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

/// False when the run was cancelled.
bool FlattenRun::read() {
  feeder_.read(inputs_, [&](std::uint64_t bytes) {
    base::tell(session_, {log_.files() - 1, bytes, total_ * 2});
    summary_.cancelled = base::cancelled(session_);
    return !summary_.cancelled;
  });
  return !summary_.cancelled;
}

/// Those with rows: packages in front, the rest at the end.
std::vector<const Table*> FlattenRun::tables() const {
  std::vector<const Table*> tables = layout_.ordered();
  std::erase_if(tables, [](const Table* table) { return table->rows == 0; });
  const auto place = [](const Table* table) {
    if (table->path == rest_table) return 2;
    const std::string_view path = table->path;
    return path == package_table || path.starts_with(std::string(package_table) + "/") ? 0 : 1;
  };
  std::ranges::stable_sort(tables, {}, place);
  return tables;
}

/// False when the run was cancelled.
bool FlattenRun::write(TableTarget& target) {
  const std::vector<const Table*> all = tables();
  std::map<const Table*, std::string> named;
  for (const Table* table : all) named[table] = target.name_of(table->path);
  const Table* packages = tables_.packages();
  std::vector<Resource> resources;
  for (const Table* table : all) {
    summary_.cancelled = base::cancelled(session_);
    if (summary_.cancelled) return false;
    const std::uint64_t done = total_ + total_ * resources.size() / all.size();
    base::tell(session_, {log_.files(), done, total_ * 2});
    TableView view(*table, store_);
    Resource resource;
    resource.name = resource.file = named[table];
    resource.table = table->path;
    resource.list = table->list;
    resource.key = view.key();
    resource.parent = view.parent();
    const Table* parent = table->parent != nullptr ? table->parent : packages;
    if (!resource.parent.empty() && parent != nullptr) resource.parent_resource = named[parent];
    target.write(view, resource);
    summary_.tables.push_back({resource.table, resource.file, table->rows, resource.fields.size()});
    resources.push_back(std::move(resource));
  }
  const schema::Profile& profile =
      tables_.has_projects() ? *settings_.projects : *settings_.contracting;
  target.describe(resources, profile.key().name);
  return true;
}

}  // namespace edca::tables
