#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rule_id.hpp"
#include "edca/finding.hpp"
#include "json/tree.hpp"
#include "json/value.hpp"

namespace edca::projects {

/// The places of something, as one geometry of GeoJSON (RFC 7946).
class Geometry {
 public:
  /// Told of a place that cannot be on a map: the rule, what its sentence says, and the value.
  using Tell = std::function<void(base::RuleId rule, Arguments arguments, const json::Node& value)>;

  explicit Geometry(Tell tell) : tell_(std::move(tell)) {}

  /// `geometry` of a location; nullptr and null are none. What is no geometry, or has places that
  /// do not exist or whose coordinates are swapped, is told and not added.
  void add(const json::Node* geometry);
  bool empty() const { return places_.empty(); }
  /// Each place once: itself, a MultiPoint of points, or else a GeometryCollection. Not of none.
  json::Value value() const;

 private:
  Tell tell_;
  std::vector<json::Value> places_;
  bool points_ = true;  ///< all of them are
};

}  // namespace edca::projects
