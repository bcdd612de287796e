#include "tables/description.hpp"

#include <algorithm>

#include "advertising/archive.hpp"
#include "edca/error.hpp"
#include "tables/draft.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

using json::Value;

constexpr std::string_view layout_member = "edca:layout";
constexpr std::string_view layout = "edca-tables/1";

Value field_of(const Field& field, TableTitles titles) {
  Value value{json::Object{}};
  value["name"] = field.name;
  value["type"] = name(field.type);
  if (titles != TableTitles::none) {
    const bool english = titles == TableTitles::english;
    const std::string& other = english ? field.titles.es : field.titles.en;
    const std::string& title = title_of(field, titles);
    if (!title.empty()) value["title"] = title;
    if (!other.empty()) value[english ? "edca:title_es" : "edca:title_en"] = other;
  }
  if (field.around) value["edca:around"] = true;
  return value;
}

Value list_of(const std::string& one) {
  return json::Array{Value(one)};
}

Value schema_of(const Resource& resource, TableTitles titles) {
  Value schema{json::Object{}};
  json::Array fields;
  for (const Field& field : resource.fields) fields.push_back(field_of(field, titles));
  schema["fields"] = std::move(fields);
  if (!resource.key.empty()) schema["primaryKey"] = list_of(resource.key);
  if (resource.parent_resource.empty()) return schema;
  Value reference{json::Object{}};
  reference["resource"] = resource.parent_resource;
  reference["fields"] = list_of(std::string(row_column));
  Value foreign{json::Object{}};
  foreign["fields"] = list_of(resource.parent);
  foreign["reference"] = std::move(reference);
  schema["foreignKeys"] = json::Array{std::move(foreign)};
  return schema;
}

Value value_of(const Resource& resource, TableTitles titles) {
  Value value{json::Object{}};
  value["name"] = resource.name;
  value["type"] = "table";
  value["path"] = resource.file;
  value["format"] = "csv";
  value["mediatype"] = "text/csv";
  value["encoding"] = "utf-8";
  value["bytes"] = Value::integer(static_cast<std::int64_t>(resource.bytes));
  value["hash"] = "sha256:" + resource.sha256;
  Value dialect{json::Object{}};
  dialect["lineTerminator"] = "\r\n";
  if (resource.delimiter != ',') dialect["delimiter"] = std::string(1, resource.delimiter);
  value["dialect"] = std::move(dialect);
  value["edca:table"] = resource.table;
  if (!resource.list.empty()) value["edca:list"] = resource.list;
  value["schema"] = resource.schema.empty() ? schema_of(resource, titles)
                                            : json::parse(resource.schema, resource.name);
  return value;
}

const json::Array& array_of(const Value& value, std::string_view key) {
  static const json::Array none;
  const Value* found = value.find(key);
  return found == nullptr || !found->is_array() ? none : found->as_array();
}

Resource read_resource(const Value& value) {
  Resource resource;
  resource.name = value.text("name");
  resource.file = value.text("path");
  resource.table = value.text("edca:table");
  resource.list = value.text("edca:list");
  const Value* dialect = value.find("dialect");
  const std::string_view delimiter = dialect == nullptr ? "" : dialect->text("delimiter");
  if (delimiter.size() == 1) resource.delimiter = delimiter.front();
  const Value* schema = value.find("schema");
  if (schema == nullptr) return resource;
  for (const Value& field : array_of(*schema, "fields")) {
    resource.fields.push_back({std::string(field.text("name")),
                               type_named(field.text("type")).value_or(Type::text),
                               {},
                               field.flag("edca:around")});
  }
  return resource;
}

/// Whether a name leads to a file beside the description and nowhere else.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find_first_of("/\\:") == std::string_view::npos && name != ".." &&
         name != ".";
}

}  // namespace

bool has_place(const Resource& resource) {
  const auto levels = static_cast<std::size_t>(std::ranges::count(resource.list, '/'));
  return !resource.table.empty() && levels < most_levels;
}

const std::string& title_of(const Field& field, TableTitles titles) {
  static const std::string none;
  if (titles == TableTitles::none) return none;
  return titles == TableTitles::english ? field.titles.en : field.titles.es;
}

std::string write_description(const std::vector<Resource>& resources, std::string_view profile,
                              TableTitles titles) {
  Value package{json::Object{}};
  package["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json";
  const bool own = profile != advertising::profile;
  package["name"] = own ? "edca" : profile;
  if (own) package[layout_member] = layout;
  package["edca:profile"] = profile;
  json::Array list;
  for (const Resource& resource : resources) list.push_back(value_of(resource, titles));
  package["resources"] = std::move(list);
  return json::write(package, 2) + "\n";
}

std::vector<Resource> read_description(std::string_view text, const std::string& path) {
  const Value package = json::parse(text, path);
  const auto refuse = [&] {
    throw Error(ErrorKind::input, "tables.description", {{"path", path}});
  };
  if (!package.is_object() || package.text(layout_member) != layout) refuse();
  std::vector<Resource> resources;
  for (const Value& each : array_of(package, "resources")) {
    resources.push_back(read_resource(each));
    const Resource& resource = resources.back();
    if (!is_plain_name(resource.file) || !has_place(resource)) refuse();
  }
  return resources;
}

}  // namespace edca::tables
