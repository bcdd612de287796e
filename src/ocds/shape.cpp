#include "ocds/shape.hpp"

#include <algorithm>
#include <array>

#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::ocds {
namespace {

constexpr Holder holder_table[] = {
    {"releases", Holds::items},
    {"records", Holds::items},
    {"projects", Holds::items},
    {"arrayReleasePackage", Holds::texts},
    {"arrayRecordPackage", Holds::texts},
    {"releasePackages", Holds::texts},
    {"recordPackages", Holds::texts},
    {"data", Holds::texts},
    {"results", Holds::texts},
    {"items", Holds::texts},
    {"releasePackage", Holds::object},
    {"recordPackage", Holds::object},
    {"release", Holds::object},
    {"record", Holds::object},
    {"result", Holds::object},
};

std::vector<std::string> keys_that_hold(Holds what) {
  std::vector<std::string> keys;
  for (const Holder& holder : holder_table) {
    if (holder.holds == what) keys.emplace_back(holder.name);
  }
  return keys;
}

bool any_of(std::string_view key, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), key) != names.end();
}

/// What the member names of an object say of it.
struct Seen {
  bool ocid = false, id = false, tag = false, date = false, compiled = false;
  bool releases = false, section = false, record_part = false, project_part = false, url = false;
  unsigned metadata = 0;
  std::string_view releases_list, records_list, projects_list, portal_list, portal_key;
  std::string_view portal_object, object_key;
  bool records = false, projects = false;
};

bool starts_object(std::string_view array) {
  json::ElementScan scan(array);
  const auto first = scan.next();
  return first && first->starts_with('{');
}

void look_for_portal(Seen& seen, std::string_view key, std::string_view value) {
  const std::optional<Holds> held = holds(key);
  if (!held || *held == Holds::items) return;
  if (value.starts_with('{')) {
    seen.object_key = key;
    seen.portal_object = value;
  } else if (value.starts_with('[') &&
             (seen.portal_list.empty() || !starts_object(seen.portal_list))) {
    seen.portal_key = key;
    seen.portal_list = value;
  }
}

void look(Seen& seen, std::string_view key, std::string_view value) {
  const bool array = value.starts_with('[');
  if (key == "ocid") seen.ocid = true;
  if (key == "id") seen.id = true;
  if (key == "date") seen.date = true;
  if (key == "url") seen.url = true;
  if (key == "tag") {
    seen.tag = true;
    seen.compiled = array && value.find("\"compiled\"") != std::string_view::npos;
  }
  if (key == "releases") {
    seen.releases = true;
    seen.releases_list = array ? value : std::string_view();
  }
  if (key == "records") {
    seen.records = true;
    seen.records_list = array ? value : std::string_view();
  }
  if (key == "projects") {
    seen.projects = true;
    seen.projects_list = array ? value : std::string_view();
  }
  look_for_portal(seen, key, value);
  seen.section |= any_of(key, {"tender", "planning", "awards", "contracts", "buyer", "parties",
                               "initiationType", "relatedProcesses"});
  seen.record_part |= any_of(key, {"compiledRelease", "versionedRelease"});
  seen.project_part |= any_of(key, {"contractingProcesses", "publicAuthority", "sector",
                                    "assetLifetime", "assetLocation", "relatedProjects"});
  seen.metadata +=
      any_of(key, {"uri", "version", "publishedDate", "publisher", "extensions"}) ? 1 : 0;
}

Kind item_kind(const Seen& seen, std::string_view object) {
  if (seen.ocid && (seen.releases || seen.record_part)) return Kind::record;
  if (!seen.ocid && !seen.tag && (seen.project_part || object.find("\"oc4ids-") < 200)) {
    return Kind::project;
  }
  if (seen.ocid && !seen.tag && !seen.date &&
      object.find("\"releaseTag\"") != std::string_view::npos) {
    return Kind::versioned_release;
  }
  if (seen.compiled) return Kind::compiled_release;
  if (seen.ocid || seen.section || seen.tag) return Kind::release;
  return seen.metadata >= 3 ? Kind::release_package : Kind::other;
}

Seen look_at(std::string_view object) {
  Seen seen;
  json::MemberScan scan(object);
  while (const auto member = scan.next()) look(seen, member->key, member->value);
  return seen;
}

/// The object of a portal around another one that holds something; nothing where it does not.
Shape shape_around(const Seen& outer) {
  if (outer.portal_object.empty()) return {};
  const Seen inner = look_at(outer.portal_object);
  // CKAN's DataStore calls rows of a table records.
  const bool rows = outer.object_key != "recordPackage" && inner.metadata == 0;
  if (rows && inner.records && !inner.records_list.empty())
    return {Kind::portal, "records", inner.records_list, outer.object_key};
  const bool holds_some = inner.ocid || inner.tag || inner.section || inner.project_part ||
                          inner.releases || inner.records || inner.projects ||
                          !inner.portal_list.empty() || !inner.portal_object.empty();
  if (!holds_some) return {};
  return {Kind::portal, outer.object_key, outer.portal_object, {}};
}

/// Whether an organization is more than a reference to one.
bool is_spelt_out(std::string_view organization) {
  if (!organization.starts_with('{')) return false;
  std::string_view values[3];
  json::find_members(organization, {"identifier", "address", "contactPoint"}, values);
  return std::ranges::any_of(values, [](std::string_view value) { return !value.empty(); });
}

template <class Test>
bool any_element(std::string_view array, const Test& test) {
  if (!array.starts_with('[')) return false;
  json::ElementScan scan(array);
  while (const auto element = scan.next()) {
    if (test(*element)) return true;
  }
  return false;
}

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::release:
      return "release";
    case Kind::release_package:
      return "release-package";
    case Kind::record:
      return "record";
    case Kind::record_package:
      return "record-package";
    case Kind::compiled_release:
      return "compiled-release";
    case Kind::versioned_release:
      return "versioned-release";
    case Kind::project:
      return "project";
    case Kind::project_package:
      return "project-package";
    case Kind::array:
      return "array";
    case Kind::portal:
    case Kind::other:
      break;
  }
  return "other";
}

std::string Shape::pointer() const {
  std::string pointer;
  if (!outer.empty()) json::append_token(pointer, outer);
  json::append_token(pointer, list);
  return pointer;
}

Shape shape_of(std::string_view object) {
  const Seen seen = look_at(object);
  if (seen.records) return {Kind::record_package, "records", seen.records_list, {}};
  if (seen.projects && !seen.ocid)
    return {Kind::project_package, "projects", seen.projects_list, {}};
  if (seen.releases && !seen.ocid)
    return {Kind::release_package, "releases", seen.releases_list, {}};
  const bool item = seen.tag || seen.section || seen.project_part || seen.record_part;
  if (!seen.ocid && !item && !seen.portal_list.empty() &&
      (starts_object(seen.portal_list) || seen.metadata == 0)) {
    return {Kind::portal, seen.portal_key, seen.portal_list, {}};
  }
  if (!item && !seen.releases && !seen.date) {
    const Shape shape = shape_around(seen);
    if (shape.kind == Kind::portal) return shape;
  }
  return {item_kind(seen, object), {}, {}, {}};
}

std::span<const Holder> holders() {
  return holder_table;
}

std::optional<Holds> holds(std::string_view name) {
  for (const Holder& holder : holder_table) {
    if (holder.name == name) return holder.holds;
  }
  return std::nullopt;
}

const std::vector<std::string>& item_keys() {
  static const std::vector<std::string> keys = keys_that_hold(Holds::items);
  return keys;
}

const std::vector<std::string>& text_keys() {
  static const std::vector<std::string> keys = keys_that_hold(Holds::texts);
  return keys;
}

bool is_record(const json::Value& metadata) {
  return metadata.find("ocid") != nullptr;
}

void explain_unrecognized(std::string_view object, Finding& finding) {
  constexpr std::size_t longest = 4096;
  if (!object.starts_with('{') || object.size() > longest) return;
  std::string_view values[10];
  json::find_members(object,
                     {"error", "errors", "Error", "message", "Message", "mensaje", "detail", "msg",
                      "fault", "exceptionMessage"},
                     values);
  const auto found =
      std::ranges::find_if(values, [](std::string_view value) { return !value.empty(); });
  if (found == std::end(values)) return;
  constexpr std::size_t shown_whole = 160;
  const auto explain = [&](std::string message) {
    finding.variant = "api-error";
    finding.arguments = {{"message", std::move(message)}};
  };
  for (std::string_view value : values) {
    if (value.starts_with('[')) value = json::ElementScan(value).next().value_or(value);
    std::string_view inner[4];
    if (value.starts_with('{'))
      json::find_members(value, {"message", "mensaje", "detail", "description"}, inner);
    for (const std::string_view text : {value, inner[0], inner[1], inner[2], inner[3]}) {
      if (auto message = json::decoded(text)) return explain(*std::move(message));
    }
  }
  if (object.size() <= shown_whole) explain(std::string(object));
}

bool has_shape_of_1_0(std::string_view release) {
  if (!release.starts_with('{')) return false;
  std::string_view values[4];
  json::find_members(release, {"parties", "buyer", "tender", "awards"}, values);
  const auto& [parties, buyer, tender, awards] = values;
  if (!parties.empty()) return false;
  if (is_spelt_out(buyer)) return true;
  std::string_view of_tender[2];
  if (tender.starts_with('{')) {
    json::find_members(tender, {"procuringEntity", "tenderers"}, of_tender);
  }
  return is_spelt_out(of_tender[0]) || any_element(of_tender[1], is_spelt_out) ||
         any_element(awards, [](std::string_view award) {
           return award.starts_with('{') &&
                  any_element(json::member_of(award, "suppliers"), is_spelt_out);
         });
}

}  // namespace edca::ocds
