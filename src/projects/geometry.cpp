#include "projects/geometry.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/number.hpp"
#include "projects/values.hpp"
#include "semantics/location.hpp"

namespace edca::projects {
namespace {

/// Types of geometries, and how many lists are around their positions.
/// https://www.rfc-editor.org/rfc/rfc7946#section-3.1
struct Type {
  std::string_view name;
  int lists;
  std::size_t least;  ///< positions of an innermost list
  bool closed;        ///< the last of these is the first
};
constexpr Type types[] = {{"Point", 0, 1, false},      {"MultiPoint", 1, 1, false},
                          {"LineString", 1, 2, false}, {"MultiLineString", 2, 2, false},
                          {"Polygon", 2, 4, true},     {"MultiPolygon", 3, 4, true}};

/// What is wrong with coordinates.
struct Wrong {
  std::optional<base::RuleId> rule;  ///< nothing: they are not of the form of their type
  Arguments arguments;
  const Node* at = nullptr;
};

bool is_zero(const Node& number) {
  return base::compare(number.view(), "0") == 0;
}

/// Nothing where a position is right.
std::optional<Wrong> wrong_position(const Node& value) {
  if (value.kind != json::NodeKind::array || value.size < 2) return Wrong{{}, {}, &value};
  for (const Node& each : elements(&value))
    if (each.kind != json::NodeKind::number) return Wrong{{}, {}, &value};
  const Node& first = (&value)[1];
  const Node& second = (&value)[2];
  const Arguments arguments = {{"first", std::string(first.view())},
                               {"second", std::string(second.view())}};
  if (semantics::is_swapped(first.view(), second.view()))
    return Wrong{base::RuleId("location.swapped"), arguments, &value};
  if (!semantics::is_on_earth(first.view(), second.view()))
    return Wrong{base::RuleId("location.range"), arguments, &value};
  if (is_zero(first) && is_zero(second))
    return Wrong{base::RuleId("location.null-island"), arguments, &value};
  return std::nullopt;
}

/// The same of coordinates with so many lists around their positions, which are few.
std::optional<Wrong> wrong_list(const Node& value, const Type& type, int lists) {
  if (lists == 0) return wrong_position(value);
  const std::size_t least = lists == 1 ? type.least : 1;
  if (value.kind != json::NodeKind::array || value.size < least) return Wrong{{}, {}, &value};
  const Node* last = nullptr;
  for (const Node& each : elements(&value)) {
    if (auto wrong = wrong_list(each, type, lists - 1)) return wrong;
    last = &each;
  }
  const bool ring = lists == 1 && type.closed;
  if (ring && !(copy(*elements(&value).begin()) == copy(*last))) return Wrong{{}, {}, &value};
  return std::nullopt;
}

}  // namespace

void Geometry::add(const Node* geometry) {
  if (geometry == nullptr || geometry->kind == json::NodeKind::null) return;
  const std::string_view name = text(geometry, "type");
  const Node* coordinates = at(geometry, "coordinates");
  const auto* type = std::find_if(std::begin(types), std::end(types),
                                  [&](const Type& each) { return each.name == name; });
  if (type == std::end(types) || coordinates == nullptr)
    return tell_("convert.dropped", {}, *geometry);
  if (const auto wrong = wrong_list(*coordinates, *type, type->lists)) {
    if (wrong->rule) return tell_(*wrong->rule, wrong->arguments, *wrong->at);
    return tell_("convert.dropped", {}, *geometry);
  }
  json::Value place =
      json::Object{{"type", std::string(name)}, {"coordinates", copy(*coordinates)}};
  points_ = points_ && name == "Point";
  places_.push_back(std::move(place));
}

json::Value Geometry::value() const {
  Once known;
  json::Array once;
  for (const json::Value& each : places_)
    if (known.add(each)) once.push_back(each);
  if (once.size() == 1) return once.front();
  if (!points_)
    return json::Object{{"type", "GeometryCollection"}, {"geometries", std::move(once)}};
  json::Array positions;
  for (const json::Value& each : once) positions.push_back(*each.find("coordinates"));
  return json::Object{{"type", "MultiPoint"}, {"coordinates", std::move(positions)}};
}

}  // namespace edca::projects
