#include "schema/field_list.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "json/pointer.hpp"
#include "schema/keywords.hpp"

namespace edca::schema {
namespace {

/// The names of properties by the pointer of the schema that has them.
using NameSets = std::map<std::string, std::set<std::string>>;

void collect(const json::Value& schema, const std::string& pointer, NameSets& names) {
  if (!schema.is_object()) return;
  for (const auto& [key, value] : schema.as_object()) {
    if (key == "properties" && value.is_object()) {
      for (const auto& [name, field] : value.as_object()) names[pointer].insert(name);
    }
    std::string below = pointer;
    json::append_token(below, key);
    collect(value, below, names);
  }
}

std::string joined(const std::string& outer, const std::string& inner) {
  if (inner.empty()) return outer;
  return outer.empty() ? inner : outer + ": " + inner;
}

/// A schema, and where it stands in its document.
struct Place {
  const json::Value* schema;
  std::string pointer;
};

/// What is around a field.
struct Around {
  std::string table;
  std::string path;  ///< "" or ends with a slash
  std::string heading_es;
  std::string heading_en;
  bool row_required = true;
  std::string deprecated_since;
};

class Lister {
 public:
  Lister(const Catalog& catalog, const Profile& profile)
      : profile_(profile), document_(*profile.schema(profile.is_oc4ids() ? "project" : "release")) {
    const std::string_view file =
        profile.is_oc4ids() ? "/project-schema.json" : "/release-schema.json";
    collect(catalog.schema(profile.key().standard + std::string(file)), "", own_);
    for (const Extension* extension : profile.key().extensions) {
      NameSets& names = brought_.emplace_back(extension->name, NameSets()).second;
      if (const json::Value* patch = extension->patch("release")) collect(*patch, "", names);
    }
  }

  std::vector<ListedField> list() {
    object({&document_, ""},
           {profile_.is_oc4ids() ? "projects" : "releases", "", "", "", true, ""});
    return std::move(fields_);
  }

 private:
  /// What a reference within the document leads to; nothing where it leads out of it.
  Place follow(Place place) const {
    for (int steps = 0; steps < 16; ++steps) {
      const std::string_view reference = place.schema->text("$ref");
      if (!reference.starts_with('#')) return place;
      const json::Value* target = json::resolve(document_, reference.substr(1));
      if (target == nullptr) return place;
      place = {target, std::string(reference.substr(1))};
    }
    return place;
  }

  std::string extension_of(const std::string& pointer, const std::string& name) const {
    const auto has = [&](const NameSets& names) {
      const auto found = names.find(pointer);
      return found != names.end() && found->second.contains(name);
    };
    if (has(own_)) return {};
    const auto found =
        std::ranges::find_if(brought_, [&](const auto& each) { return has(each.second); });
    return found == brought_.end() ? std::string() : found->first;
  }

  void object(const Place& place, const Around& around) {
    if (std::ranges::count(open_, place.pointer) != 0) return;
    open_.push_back(place.pointer);
    for (const auto& [name, schema] : members(*place.schema, "properties")) {
      std::string below = place.pointer;
      json::append_token(below, "properties");
      json::append_token(below, name);
      const json::Value* required = place.schema->find("required");
      const bool needed =
          required != nullptr && required->is_array() &&
          std::ranges::any_of(required->as_array(), [&name = name](const json::Value& each) {
            return each.is_string() && each.as_string() == name;
          });
      ListedField field;
      field.required = needed;
      field.row_required = needed && around.row_required;
      field.organization = name == "id" && place.pointer == "/definitions/OrganizationReference";
      field.extension = extension_of(place.pointer, name);
      if (schema.is_object()) member({&schema, below}, name, std::move(field), around);
    }
    open_.pop_back();
  }

  void describe(const json::Value& schema, const json::Value& target, ListedField& field) const {
    const auto text = [&](std::string_view key) {
      const std::string_view given = schema.text(key);
      return std::string(given.empty() ? target.text(key) : given);
    };
    field.title_es = text("x-title-es");
    field.title_en = text("title");
    if (field.title_es.empty()) field.title_es = field.title_en;
    field.description = text("description");
    field.format = text("format");
    if (const json::Value* types = target.find("type")) field.types = type_bits(*types);
    const json::Value* items = target.find("items");
    std::string_view list = target.text("codelist");
    field.open_codelist = target.flag("openCodelist");
    if (list.empty() && items != nullptr && items->is_object()) {
      list = items->text("codelist");
      field.open_codelist = items->flag("openCodelist");
    }
    if (!list.empty()) field.codelist = profile_.codelist(list);
    const json::Value* deprecated = schema.find("deprecated");
    if (deprecated == nullptr) deprecated = target.find("deprecated");
    if (deprecated != nullptr && deprecated->is_object()) {
      field.deprecated_since = deprecated->text("deprecatedVersion");
      if (field.deprecated_since.empty()) field.deprecated_since = "?";
    }
  }

  void member(const Place& place, const std::string& name, ListedField field,
              const Around& around) {
    const Place target = follow(place);
    describe(*place.schema, *target.schema, field);
    // What stands in something deprecated is so with it.
    if (field.deprecated_since.empty()) field.deprecated_since = around.deprecated_since;
    field.table = around.table;
    field.path = around.path + name;
    field.heading_es = joined(around.heading_es, field.title_es);
    field.heading_en = joined(around.heading_en, field.title_en);
    const json::Value* items = target.schema->find("items");
    Place element{nullptr, {}};
    if ((field.types & type_array) != 0 && items != nullptr && items->is_object()) {
      std::string below = target.pointer;
      json::append_token(below, "items");
      element = follow({items, below});
      if (const json::Value* types = element.schema->find("type")) {
        field.element_types = type_bits(*types);
      }
      // A schema without a type that has properties is of objects.
      field.objects = element.schema->find("properties") != nullptr;
      if (field.objects) field.element_types = type_object;
    }
    const bool has_members = target.schema->find("properties") != nullptr;
    if (has_members && field.types == type_any) field.types = type_object;
    Around below{field.table,      field.path + "/",   field.heading_es,
                 field.heading_en, field.row_required, field.deprecated_since};
    if (field.objects) {
      const std::string root = profile_.is_oc4ids() ? "projects/" : "releases/";
      below = {root + field.path, field.path + "/", "", "", true, field.deprecated_since};
    }
    fields_.push_back(std::move(field));
    if (element.schema != nullptr && fields_.back().objects) {
      object(element, below);
    } else if (has_members) {
      object(target, below);
    }
  }

  const Profile& profile_;
  const json::Value& document_;
  NameSets own_;
  std::vector<std::pair<std::string, NameSets>> brought_;
  std::vector<std::string> open_;  // schemas that are being gone through, from outside
  std::vector<ListedField> fields_;
};

}  // namespace

std::vector<ListedField> list_fields(const Catalog& catalog, const Profile& profile) {
  return Lister(catalog, profile).list();
}

}  // namespace edca::schema
