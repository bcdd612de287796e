#include "edca/catalog.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/suggest.hpp"
#include "catalog/advertising.hpp"
#include "catalog/field_sheet.hpp"
#include "catalog/listing.hpp"
#include "edca/error.hpp"
#include "schema/extension_url.hpp"
#include "schema/profile.hpp"

namespace edca {
namespace {

constexpr std::array<std::string_view, 6> kind_names = {"release",        "release-package",
                                                        "record-package", "versioned-release",
                                                        "project",        "project-package"};

ProfileEntry entry_of(const schema::Catalog& catalog, std::string_view name) {
  const schema::Profile profile(catalog, schema::profile_named(catalog, name));
  ProfileEntry entry;
  entry.name = name;
  for (std::size_t at = 0; at < kind_names.size(); ++at) {
    if (profile.schema(kind_names[at]) != nullptr)
      entry.kinds.push_back(static_cast<SchemaKind>(at));
  }
  for (const schema::Extension* extension : profile.key().extensions) {
    entry.extensions.push_back(extension->name);
  }
  for (const auto& [file, list] : profile.codelists()) entry.codelists.push_back(file);
  return entry;
}

ExtensionEntry entry_of(const schema::Extension& extension) {
  ExtensionEntry entry;
  entry.name = extension.name;
  entry.url = extension.url;
  entry.version = schema::parse_extension_url(extension.url).reference;
  entry.bundled = extension.status == "bundled";
  for (const std::string& repository : extension.repositories) {
    entry.aliases.push_back("https://raw.githubusercontent.com/" + repository +
                            "/master/extension.json");
  }
  for (const schema::ExtensionCodelist& list : extension.content().codelists) {
    entry.codelists.push_back(list.file);
  }
  return entry;
}

/// Extensions that a user names; those in folders and ZIPs are read anew, so that the catalog stays
/// as it is.
class Named {
 public:
  explicit Named(const schema::Catalog& catalog) : catalog_(catalog) {}
  const schema::Extension& operator()(const std::string& word) {
    if (const schema::Extension* known = catalog_.extension(word)) return *known;
    return own_.named(word);
  }

 private:
  const schema::Catalog& catalog_;
  schema::Catalog own_;
};

const schema::Codelist& codelist_of(const schema::Profile& profile, const std::string& list) {
  const std::string file = list.ends_with(".csv") ? list : list + ".csv";
  if (const schema::Codelist* codelist = profile.codelist(file)) return *codelist;
  std::vector<std::string_view> names;
  for (const auto& [name, known] : profile.codelists()) {
    names.push_back(std::string_view(name).substr(0, name.rfind(".csv")));
  }
  throw Error(ErrorKind::usage, "codelist.unknown",
              {{"name", list}, {"suggestion", std::string(base::nearest(list, names))}});
}

/// No such schema, or none of this profile.
[[noreturn]] void refuse_kind(std::string_view kind) {
  std::string known;
  for (const std::string_view each : kind_names) {
    known.append(known.empty() ? "" : ",").append(each);
  }
  throw Error(ErrorKind::usage, "schema.kind",
              {{"schema", std::string(kind)},
               {"known", known},
               {"suggestion", std::string(base::nearest(kind, kind_names))}});
}

}  // namespace

std::string_view name(SchemaKind kind) noexcept {
  return kind_names[static_cast<std::size_t>(kind)];
}

SchemaKind schema_kind(std::string_view name) {
  const auto* found = std::ranges::find(kind_names, name);
  if (found != kind_names.end()) return static_cast<SchemaKind>(found - kind_names.begin());
  refuse_kind(name);
}

struct Catalog::Parts {
  schema::Catalog catalog;
};

Catalog::Catalog(const std::string& extension_folder) : parts_(std::make_unique<Parts>()) {
  if (!extension_folder.empty()) parts_->catalog.add_all(extension_folder);
}
Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

std::vector<ProfileEntry> Catalog::profiles() const {
  std::vector<ProfileEntry> entries;
  for (const std::string_view name : schema::profile_names()) {
    entries.push_back(entry_of(parts_->catalog, name));
  }
  entries.push_back(catalog::advertising_entry());
  return entries;
}

std::vector<ExtensionEntry> Catalog::extensions() const {
  std::vector<ExtensionEntry> entries;
  for (const auto& extension : parts_->catalog.extensions()) {
    entries.push_back(entry_of(*extension));
  }
  return entries;
}

std::vector<CodeEntry> Catalog::codelist(std::string_view profile, const std::string& list) const {
  if (catalog::is_advertising(profile)) return catalog::advertising_codes(list);
  const schema::Profile found(parts_->catalog, schema::profile_named(parts_->catalog, profile));
  std::vector<CodeEntry> entries;
  for (const schema::Code& code : codelist_of(found, list).codes()) {
    entries.push_back({code.code, code.title_es, code.title_en, code.extension});
  }
  return entries;
}

std::string Catalog::codelist_csv(std::string_view profile, const std::string& list) const {
  if (catalog::is_advertising(profile)) return std::string(catalog::advertising_codelist(list));
  const schema::Profile found(parts_->catalog, schema::profile_named(parts_->catalog, profile));
  return codelist_of(found, list).csv();
}

std::vector<FieldEntry> Catalog::fields(std::string_view profile) const {
  const schema::Profile found(parts_->catalog, schema::profile_named(parts_->catalog, profile));
  return catalog::fields_of(parts_->catalog, found);
}

std::string Catalog::field_sheet(std::string_view profile, Language language) const {
  std::string csv;
  for (const base::Row& row : catalog::field_rows(fields(profile), language)) {
    base::write_csv_row(row, csv);
  }
  return csv;
}

void Catalog::write_field_sheet(std::string_view profile, Language language,
                                const std::string& path, bool overwrite) const {
  const std::vector<base::Row> rows = catalog::field_rows(fields(profile), language);
  io::Output output(path, overwrite);
  catalog::write_field_book(rows, profile, output);
  output.commit();
}

std::string Catalog::schema(const SchemaRequest& request) const {
  if (catalog::is_advertising(request.profile)) return catalog::advertising_schema(request.table);
  Named named(parts_->catalog);
  schema::ProfileKey key = schema::profile_named(parts_->catalog, request.profile);
  if (!request.extensions) key.extensions.clear();
  for (const std::string& word : request.with) key.extensions.push_back(&named(word));
  schema::order_extensions(key.extensions);
  const schema::Profile profile(parts_->catalog, std::move(key));
  const SchemaKind usual = profile.is_oc4ids() ? SchemaKind::project : SchemaKind::release;
  const std::string_view kind = name(request.kind.value_or(usual));
  const json::Value* found = profile.schema(kind);
  if (found == nullptr) refuse_kind(kind);
  return json::write(*found, 2) + "\n";
}

std::string Catalog::extension_patch(const std::string& extension,
                                     std::optional<SchemaKind> kind) const {
  Named named(parts_->catalog);
  const schema::Extension& found = named(extension);
  const json::Value* patch = kind ? found.patch(name(*kind)) : nullptr;
  for (const schema::PatchFile& each : schema::patch_files) {
    if (!kind && patch == nullptr) patch = found.patch(each.kind);
  }
  return json::write(patch == nullptr ? json::Value(json::Object{}) : *patch, 2) + "\n";
}

std::string Catalog::describe(Language language) const {
  return catalog::describe(profiles(), extensions(), language);
}

std::string Catalog::json() const {
  return catalog::to_json(profiles(), extensions());
}

}  // namespace edca
