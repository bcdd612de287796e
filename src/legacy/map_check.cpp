#include "legacy/map_check.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "legacy/layout_file.hpp"
#include "rows/fields.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace edca::legacy {
namespace {

using edca::rows::Field;
using edca::rows::Fields;
using edca::rows::Type;

constexpr std::array<std::string_view, 4> organizations = {"parties[buyer]", "parties[unit]",
                                                           "parties[supplier]", "parties[funder]"};

/// Below which way of a release a root is.
std::string_view way_of(Root root) {
  switch (root) {
    case Root::release:
      return "";
    case Root::award:
      return "awards";
    case Root::contract:
      return "contracts";
    default:
      return "parties";
  }
}

/// One column's place, as the schema has it.
class Place {
 public:
  Place(const LayoutColumn& column, const Fields& fields) : fields_(fields) {
    way_ = way_of(column.root);
    for (const std::string& key : column.keys) {
      if (key.starts_with("x_")) {
        additional_ = &key == &column.keys.back();
        known_ = known_ && additional_ && is_object(way_);
        return;
      }
      const bool list = key.ends_with("[]");
      way_ += way_.empty() ? "" : "/";
      way_ += list ? std::string_view(key).substr(0, key.size() - 2) : key;
      known_ = known_ && fields.is_list(way_) == list;
    }
    field_ = fields.by_way(way_);
    if (field_ != nullptr && field_->way != way_) field_ = nullptr;
    known_ = known_ && (field_ != nullptr || way_ == scale);
  }

  bool known() const { return known_; }
  bool additional() const { return additional_; }
  Type type() const { return field_ == nullptr ? Type::unknown : field_->type; }

 private:
  static constexpr std::string_view details = "parties/details";
  static constexpr std::string_view scale = "parties/details/scale";

  bool is_object(const std::string& way) const {
    const std::string below = way + "/";
    return way.empty() || way == details || fields_.is_list(way) ||
           std::ranges::any_of(fields_.names(),
                               [&](std::string_view name) { return name.starts_with(below); });
  }

  const Fields& fields_;
  std::string way_;
  const Field* field_ = nullptr;
  bool known_ = true;
  bool additional_ = false;
};

/// Whether cells of a kind can stand at a place.
bool is_fit(Kind kind, const Place& place) {
  const bool keeps = kind == Kind::keep || kind == Kind::keep_amount || kind == Kind::file;
  if (keeps) return place.additional();
  if (place.additional()) return true;
  const Type type = place.type();
  switch (kind) {
    case Kind::amount:
      return type == Type::number || type == Type::integer || type == Type::unknown;
    case Kind::date:
      return type == Type::date_time || type == Type::unknown;
    case Kind::text:
    case Kind::label:
    case Kind::once:
    case Kind::personal:
    case Kind::currency:
      return type == Type::text || type == Type::unknown;
    default:
      return true;
  }
}

/// Whether several columns may say something of one place.
bool is_shared(const LayoutColumn& column) {
  switch (column.kind) {
    case Kind::drop:
    case Kind::append:
    case Kind::amended:
    case Kind::document:
      return true;
    default:
      return column.fallback;
  }
}

/// Two method or category columns write to one place, whatever path is said.
std::string place_key(const LayoutColumn& column) {
  if (column.kind == Kind::method) return "method";
  if (column.kind == Kind::category) return "category";
  return column.path + "\n" + column.detail;
}

/// The fields of a release as places of a map.
std::vector<std::string> places(const Fields& fields) {
  std::vector<std::string> result;
  for (const std::string_view name : fields.names()) {
    const Field* const field = fields.by_way(name);
    if (field == nullptr) continue;
    std::string place;
    std::string_view rest = field->way;
    for (std::size_t at = 0; !rest.empty(); ++at) {
      const std::size_t end = std::min(rest.find('/'), rest.size());
      place += place.empty() ? "" : "/";
      place += rest.substr(0, end);
      if (at < field->lists.size() && field->lists[at]) place += "[]";
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    if (!place.starts_with("parties[]")) {
      result.push_back(std::move(place));
      continue;
    }
    for (const std::string_view organization : organizations)
      result.push_back(std::string(organization) + place.substr(9));
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

/// Whether a place is filled by edca and from no column: ids, and what leads from one to another.
bool is_made(const LayoutColumn& column) {
  const std::string& key = column.keys.front();
  switch (column.root) {
    case Root::release:
      return key != "buyer" && key != "planning" && key != "tender" && column.path != "date" &&
             column.kind != Kind::element && column.kind != Kind::related &&
             column.kind != Kind::related_id && column.kind != Kind::related_number;
    case Root::award:
      return (key == "id" && column.kind != Kind::contract) || key == "suppliers[]";
    case Root::contract:
      return (key == "id" && column.kind != Kind::contract) || key == "awardID";
    case Root::supplier:
      return key == "id" || key == "memberOf[]";
    default:
      return key == "memberOf[]";
  }
}

std::string nearest_place(const std::string& path, const Fields& fields) {
  const std::vector<std::string> all = places(fields);
  return std::string(base::nearest(path, std::vector<std::string_view>(all.begin(), all.end())));
}

}  // namespace

std::vector<MapFault> find_map_faults(const Layout& layout, const Fields& fields) {
  std::vector<MapFault> faults;
  std::map<std::string, std::size_t> taken;
  for (std::size_t at = 0; at < layout.columns.size(); ++at) {
    const LayoutColumn& column = layout.columns[at];
    if (column.kind == Kind::drop) continue;
    const Place place(column, fields);
    if (!place.known()) {
      faults.push_back({"convert.map-place", at, nearest_place(column.path, fields)});
    } else if (!is_fit(column.kind, place)) {
      faults.push_back({"convert.map-kind", at, ""});
    } else if (!column.keys.empty() && is_made(column)) {
      faults.push_back({"convert.map-made", at, ""});
    }
    if (!is_shared(column) && !taken.emplace(place_key(column), at).second)
      faults.push_back({"convert.map-twice", at, ""});
  }
  return faults;
}

void check_map(const Layout& layout, const std::string& path) {
  const schema::Catalog catalog;
  const schema::Profile profile(catalog, schema::profile_named(catalog, "edca-mx", "auto"));
  const Fields fields(profile.plan("release"));
  const std::vector<MapFault> faults = find_map_faults(layout, fields);
  if (faults.empty()) return;
  const MapFault& first = faults.front();
  const LayoutColumn& column = layout.columns[first.column];
  throw Error(ErrorKind::usage, std::string(first.key),
              {{"path", path},
               {"line", std::to_string(column.line)},
               {"heading", column.heading},
               {"place", column.path},
               {"kind", std::string(name_of(column.kind))},
               {"suggestion", first.suggestion}});
}

}  // namespace edca::legacy
