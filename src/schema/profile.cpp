#include "schema/profile.hpp"

#include <algorithm>
#include <set>

#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "json/patch.hpp"
#include "json/pointer.hpp"
#include "schema/compiler.hpp"
#include "schema/standards.hpp"
#include "schema/versioned.hpp"

namespace edca::schema {
namespace {

/// What stands for the newest version of OC4IDS: packages name it so.
const std::string& newest_projects() {
  static const std::string name = "oc4ids-" + std::string(package_version(newest_of("oc4ids")));
  return name;
}

/// The standard that EDCA-MX extends.
const Standard& base_of_edca_mx(const Catalog& catalog) {
  const std::string_view name = catalog.edca_mx().text("standard");
  const Standard* standard = standard_named(name);
  if (standard == nullptr) {
    throw Error(ErrorKind::schema, "schema.unknown", {{"path", std::string(name)}});
  }
  return *standard;
}

/// For each schema object of an extension's patch that has properties: its pointer and their names.
void collect_properties(const json::Value& schema, const std::string& pointer,
                        std::map<std::string, std::set<std::string>>& found) {
  if (!schema.is_object()) return;
  for (const auto& [key, value] : schema.as_object()) {
    std::string below = pointer;
    json::append_token(below, key);
    if (key == "properties" && value.is_object()) {
      for (const auto& [name, field] : value.as_object()) found[pointer].insert(name);
    }
    collect_properties(value, below, found);
  }
}

void collect_properties(const Extension* extension,
                        std::map<std::string, std::set<std::string>>& found) {
  const json::Value* patch = extension == nullptr ? nullptr : extension->patch("release");
  if (patch != nullptr) collect_properties(*patch, "", found);
}

/// The names that only EDCA-MX defines, by pointer of the object in the release schema. Of other
/// bundled extensions only those that share such names are asked.
std::map<std::string, std::set<std::string>> mexican_names(const Catalog& catalog) {
  std::map<std::string, std::set<std::string>> ours;
  std::map<std::string, std::set<std::string>> others;
  collect_properties(catalog.schema(base_of_edca_mx(catalog).folder + "/release-schema.json"), "",
                     others);
  for (const Extension* extension : edca_mx_extensions(catalog)) {
    collect_properties(extension, extension->mexican ? ours : others);
  }
  for (const json::Value& name : catalog.edca_mx().find("shared_names")->as_array()) {
    collect_properties(catalog.extension(name.as_string()), others);
  }
  for (auto& [pointer, properties] : ours) {
    for (const std::string& name : others[pointer]) properties.erase(name);
  }
  return ours;
}

/// Of OCDS 1.0, which publishes what is built of the release schema from 1.1 on.
constexpr const char* versioned_schema = "versioned-release-validation-schema";

std::string amended_list(const std::string& file) {
  return file.starts_with('+') || file.starts_with('-') ? file.substr(1) : file;
}

}  // namespace

struct Profile::Compiled {
  explicit Compiled(Compiler::FindCodelist find) : compiler(std::move(find)) {}
  Compiler compiler;
};

Profile::Profile(const Catalog& catalog, ProfileKey key) : key_(std::move(key)) {
  const auto read = [&](std::string_view kind, std::string_view file) {
    schemas_[std::string(kind)] = catalog.schema(key_.standard + "/" + std::string(file) + ".json");
  };
  if (is_oc4ids()) {
    read("project", "project-schema");
    read("project-package", "project-package-schema");
  } else {
    read("release", "release-schema");
    read("release-package", "release-package-schema");
    read("record-package", "record-package-schema");
    for (auto& [kind, schema] : schemas_) patch(kind, schema);
  }
  build_codelists(catalog);
  if (has_versioned_schema()) {
    read("versioned-release", versioned_schema);
  } else if (!is_oc4ids()) {
    build_versioned(catalog);
  }
  if (!is_oc4ids()) patch("versioned-release", schemas_["versioned-release"]);
  if (key_.name == "edca-mx") hints_ = mexican_names(catalog);
  compile();
}

Profile::~Profile() = default;

bool Profile::has_versioned_schema() const {
  return !embedded_file("schemas/" + key_.standard + "/" + versioned_schema + ".json").empty();
}

bool Profile::packages_have_version() const {
  const json::Value* properties = schemas_.at("release-package").find("properties");
  return properties != nullptr && properties->find("version") != nullptr;
}

void Profile::patch(std::string_view kind, json::Value& schema) const {
  for (const Extension* extension : key_.extensions) {
    if (const json::Value* change = extension->patch(kind)) json::merge_patch(schema, *change);
  }
}

/// An extension that refers to what is not there cannot be versioned; the standard itself can.
void Profile::build_versioned(const Catalog& catalog) {
  json::Value& versioned = schemas_["versioned-release"];
  try {
    versioned = versioned_release_schema(schemas_["release"]);
  } catch (const Error& error) {
    if (error.key() != "schema.reference") throw;
    versioned = versioned_release_schema(catalog.schema(key_.standard + "/release-schema.json"));
  }
}

/// Lists of their own first, then what is added, then what is removed: the order in which
/// extensions are declared makes no difference.
std::set<std::string> Profile::amend_codelists() {
  std::set<std::string> amended;
  for (const char sign : {'\0', '+', '-'}) {
    for (const Extension* extension : key_.extensions) {
      for (const ExtensionCodelist& list : extension->content().codelists) {
        const std::string name = amended_list(list.file);
        if ((list.file == name ? '\0' : list.file[0]) != sign) continue;
        if (sign == '\0') codelists_[name] = Codelist(name, {});
        // An amendment of a list that nobody defines changes nothing.
        const auto base = codelists_.find(name);
        if (base == codelists_.end()) continue;
        amended.insert(name);
        if (sign == '-') {
          base->second.remove(list.codes, extension->name);
        } else {
          base->second.add(list.codes, extension->name);
        }
      }
    }
  }
  return amended;
}

void Profile::build_codelists(const Catalog& catalog) {
  for (const std::string& file : catalog.codelists(key_.standard)) {
    codelists_.emplace(file, catalog.codelist(key_.standard, file));
  }
  const std::set<std::string> amended = amend_codelists();
  if (is_oc4ids()) return;
  for (const std::string& name : amended) {
    for (auto& [kind, schema] : schemas_) amend_enums(schema, name);
  }
  const json::Value& renames = *catalog.edca_mx().find("renames");
  for (const json::Value& rename : renames.find("fields")->as_array()) {
    renamed_fields_[std::string(rename.text("from"))] = rename.text("to");
  }
  for (const json::Value& rename : renames.find("codes")->as_array()) {
    const auto list = codelists_.find(rename.text("codelist"));
    if (list == codelists_.end() || list->second.has(rename.text("from"))) continue;
    list->second.rename(std::string(rename.text("from")), std::string(rename.text("to")));
  }
  if (key_.name != "edca-mx") return;
  for (const auto& [name, codes] : catalog.edca_mx().find("codes")->as_object()) {
    const auto list = codelists_.find(name);
    if (list == codelists_.end()) continue;
    for (const json::Value& code : codes.as_array())
      list->second.accept(std::string(code.as_string()));
  }
}

/// The enum of a closed codelist follows the list when an extension amends it.
void Profile::amend_enums(json::Value& schema, const std::string& list) const {
  if (schema.is_array()) {
    for (json::Value& element : schema.as_array()) amend_enums(element, list);
  }
  if (!schema.is_object()) return;
  if (schema.text("codelist") == list && !schema.flag("openCodelist")) {
    json::Value* items = schema.find("items");
    json::Value* choices = items != nullptr ? items->find("enum") : schema.find("enum");
    if (choices != nullptr && choices->is_array()) {
      const bool nullable = std::any_of(choices->as_array().begin(), choices->as_array().end(),
                                        [](const json::Value& choice) { return choice.is_null(); });
      json::Array codes;
      for (const Code& code : codelists_.at(list).codes()) codes.emplace_back(code.code);
      if (nullable) codes.emplace_back();
      *choices = std::move(codes);
    }
  }
  for (auto& [key, value] : schema.as_object()) amend_enums(value, list);
}

void Profile::compile() {
  compiled_ = std::make_unique<Compiled>([this](std::string_view file) { return codelist(file); });
  Compiler& compiler = compiled_->compiler;
  compiler.references().allow_missing();
  const std::string release_url(schemas_.count("release") != 0 ? schemas_["release"].text("id")
                                                               : "");
  for (auto& [kind, schema] : schemas_) {
    std::string url(schema.text("id"));
    if (kind == "versioned-release" && !has_versioned_schema()) {
      url = release_url.substr(0, release_url.rfind('/') + 1) + versioned_schema + ".json";
    }
    compiler.references().add(url, schema);
    urls_[kind] = url;
  }
  if (!is_oc4ids()) {
    compiler.set_role(schemas_["release"], Role::release);
    compiler.set_role(schemas_["versioned-release"], Role::versioned_release);
    json::Value* record = schemas_["record-package"].find("definitions");
    if (record != nullptr) record = record->find("record");
    if (record != nullptr) compiler.set_role(*record, Role::record);
  }
  for (const auto& [pointer, properties] : hints_) {
    const json::Value* object = json::resolve(schemas_["release"], pointer);
    if (object != nullptr) compiler.set_hints(*object, {properties.begin(), properties.end()});
  }
  for (const auto& [kind, url] : urls_) plans_[kind] = compiler.compile(url);
  const auto member = [&](std::string_view package, std::string_view list) -> const Node* {
    const Node* node = plan(package);
    const std::uint32_t name = node->object->names.find(list);
    return name == NameTable::none ? nullptr : node->object->properties[name].node->array->items;
  };
  if (!is_oc4ids()) plans_["record"] = member("record-package", "records");
}

const Compiler& Profile::compiler() const {
  return compiled_->compiler;
}

const json::Value* Profile::schema(std::string_view kind) const {
  const auto found = schemas_.find(kind);
  return found == schemas_.end() ? nullptr : &found->second;
}

const Node* Profile::plan(std::string_view kind) const {
  const auto found = plans_.find(kind);
  return found == plans_.end() ? nullptr : found->second;
}

const Codelist* Profile::codelist(std::string_view file) const {
  const auto found = codelists_.find(file);
  return found == codelists_.end() ? nullptr : &found->second;
}

std::string_view Profile::renamed_field(std::string_view old_name) const {
  const auto found = renamed_fields_.find(old_name);
  return found == renamed_fields_.end() ? std::string_view() : found->second;
}

std::shared_ptr<const Profile> ProfileCache::get(const ProfileKey& key) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Profile>& profile = profiles_[key];
  if (!profile) profile = std::make_shared<const Profile>(catalog_, key);
  return profile;
}

std::vector<const Extension*> edca_mx_extensions(const Catalog& catalog) {
  std::vector<const Extension*> extensions;
  for (const json::Value& name : catalog.edca_mx().find("extensions")->as_array()) {
    extensions.push_back(catalog.extension(name.as_string()));
  }
  return extensions;
}

void order_extensions(std::vector<const Extension*>& extensions) {
  const auto named = [&](std::string_view name) {
    return std::find_if(extensions.begin(), extensions.end(),
                        [&](const Extension* extension) { return extension->name == name; });
  };
  const auto lines = named("budgetLines");
  auto breakdown = named("budgetBreakdown");
  if (breakdown == extensions.end()) breakdown = named("budgetBreakdown_ocp");
  if (lines < breakdown && breakdown != extensions.end())
    std::rotate(lines, breakdown, breakdown + 1);
}

ProfileKey profile_named(const Catalog& catalog, std::string_view name, std::string_view also) {
  if (name == "edca-mx") {
    return {"edca-mx", base_of_edca_mx(catalog).folder, edca_mx_extensions(catalog)};
  }
  const Standard* standard =
      name == newest_projects() ? &newest_of("oc4ids") : standard_named(name);
  if (standard == nullptr || name == standard->folder) {
    std::string known(also);
    for (const std::string_view each : profile_names()) {
      known += (known.empty() ? "" : ", ") + std::string(each);
    }
    throw Error(ErrorKind::usage, "profile.unknown",
                {{"profile", std::string(name)},
                 {"known", known},
                 {"suggestion", std::string(base::nearest(name, profile_names()))}});
  }
  return {standard->profile, standard->folder, {}};
}

std::span<const std::string_view> profile_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all{"edca-mx"};
    for (const Standard& each : versions_of("ocds")) all.insert(all.begin() + 1, each.profile);
    all.emplace_back(newest_projects());
    for (const Standard& each : versions_of("oc4ids")) all.emplace_back(each.profile);
    return all;
  }();
  return names;
}

}  // namespace edca::schema
