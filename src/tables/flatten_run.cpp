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
  if (options.merge) {
    MergeOptions how;
    how.read = read;
    merger.emplace(std::move(how));
  }
}

FlattenRun::FlattenRun(const FlattenSettings& settings, const std::vector<std::string>& arguments,
                       const io::InputList& inputs, const CellForm& form, const Session& session,
                       FindingSink& sink)
    : settings_(settings),
      arguments_(arguments),
      inputs_(inputs),
      session_(session),
      sink_(sink),
      schemas_{settings.contracting.get(), settings.projects.get()},
      log_(sink),
      layout_({settings.options.only, settings.options.skip}, form, settings.options.one_pass),
      store_(session.memory, session.temporary_folder),
      tables_(schemas_, form, layout_, store_),
      flat_({settings.options.only, settings.options.skip}, form.guard, store_),
      feeder_(settings.options.read.encoding, session.temporary_folder,
              flat() ? static_cast<ItemSink&>(flat_) : tables_, log_),
      total_(io::bytes_of(inputs)) {}

FlattenSummary FlattenRun::run(TableTarget& target) {
  const bool whole = settings_.merger ? read_merged() : read();
  if (whole && feeder_.items() + feeder_.packages() + merged_ > 0) {
    look_for_slips();
    if (write(target)) target.commit();
  }
  if (settings_.merger) return std::move(summary_);
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

/// The same for what the releases of the inputs are when they are merged.
bool FlattenRun::read_merged() {
  ItemSink& sink = flat() ? static_cast<ItemSink&>(flat_) : tables_;
  std::string rest;
  const auto write = [&](std::string_view piece) {
    for (std::size_t end; (end = piece.find('\n')) != std::string_view::npos;) {
      rest += piece.substr(0, end);
      if (!rest.empty()) sink.item(ocds::Kind::compiled_release, rest, merged_++, -1);
      rest.clear();
      piece.remove_prefix(end + 1);
    }
    rest += piece;
    return true;
  };
  MergeSummary made = settings_.merger->run(arguments_, write, sink_, session_);
  summary_.findings = std::move(made.findings);
  summary_.cancelled = made.cancelled;
  return !summary_.cancelled;
}

/// Whether the standard has something at a path; else `meant` becomes what was likely meant.
bool FlattenRun::knows(std::string_view path, std::string& meant) const {
  using Root = std::pair<std::string_view, const schema::Node*>;
  const schema::Profile& contracting = *settings_.contracting;
  return std::ranges::any_of(
      std::initializer_list<Root>{{"releases", contracting.plan("release")},
                                  {"records", contracting.plan("record")},
                                  {package_table, contracting.plan("release-package")},
                                  {"projects", settings_.projects->plan("project")}},
      [&](const Root& root) {
        if (path == root.first) return true;
        std::string_view inner = path;
        if (path.starts_with(std::string(root.first) + "/"))
          inner.remove_prefix(root.first.size() + 1);
        return tables::knows(root.second, inner, meant);
      });
}

/// Throws where `only` or `skip` name what neither the data nor the standard knows.
void FlattenRun::look_for_slips() const {
  for (const Selection::Unmet& unmet : flat() ? flat_.unmet() : layout_.unmet()) {
    std::string meant;
    if (unmet.path == rest_table || knows(unmet.path, meant)) continue;
    // What stands in a field of one's own is not looked at one by one.
    std::string other;
    if (!unmet.above.empty() && !knows(unmet.above, other)) continue;
    throw Error(ErrorKind::usage, "tables.unknown-path",
                {{"path", unmet.path}, {"suggestion", meant}});
  }
}

/// Those with rows: packages in front, the rest at the end.
std::vector<const Table*> FlattenRun::tables() const {
  if (flat()) return flat_.tables();
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

Resource FlattenRun::resource_of(const Table& table, const TableView& view) const {
  Resource resource;
  resource.name = resource.file = names_.at(&table);
  resource.table = table.path;
  resource.list = table.list;
  resource.key = view.key();
  resource.parent = view.parent();
  const Table* parent = table.parent != nullptr ? table.parent : tables_.packages();
  const auto named = names_.find(parent);
  if (!resource.parent.empty() && named != names_.end()) resource.parent_resource = named->second;
  return resource;
}

/// False when the run was cancelled.
bool FlattenRun::write(TableTarget& target) {
  const std::vector<const Table*> all = tables();
  for (const Table* table : all) names_[table] = target.name_of(table->path);
  std::vector<Resource> resources;
  for (const Table* table : all) {
    summary_.cancelled = base::cancelled(session_);
    if (summary_.cancelled) return false;
    const std::uint64_t done = total_ + total_ * resources.size() / all.size();
    base::tell(session_, {log_.files(), done, total_ * 2});
    TableView view(*table, store_);
    Resource resource = resource_of(*table, view);
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
