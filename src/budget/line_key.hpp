#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"

namespace edca::budget {

/// The key of a budget line ("clave presupuestaria"), level by level, codes with leading zeros:
///
///   2018|44|100|1|8|04|010|E003|003|620|GOA02|38301|1|1|09|0
///
/// year, branch, responsible unit, finality, function, subfunction, activity, programme, strategic
/// objective, requesting unit, specific activity, object of expenditure, type, source, region and
/// one digit more. Publishers write it without separators as part of budgetBreakdown.id.
struct LineKey {
  static constexpr std::size_t levels = 16;
  enum Level : std::size_t {
    year,
    branch,
    unit,
    program = 7,
    requesting_unit = 9,
    object = 11,
    source = 13
  };

  std::array<std::string, levels> parts;  ///< empty: not told
  std::string id;                         ///< budgetLines.id, or what cannot be taken apart

  /// The levels joined by "|", without those at the end that are not told, else the id.
  std::string text() const;
  bool empty() const { return text().empty(); }
  /// Whether it means the same line in another process: a running number does not.
  bool identifies() const;
  /// Whether it names branch and unit, so that no two bodies of a country have it.
  bool names_body() const { return !parts[branch].empty() && !parts[unit].empty(); }
  /// Whether every level that `other` tells is the same here.
  bool agrees_with(const LineKey& other) const;
};

/// A key as it is written, with or without separators; only an id when it is none.
LineKey parse_key(std::string_view written);

/// The keys in a budgetBreakdown.id, separated by commas.
std::vector<LineKey> keys_in(std::string_view id);

/// The key that the components[]{name, code} of a budget line make up.
LineKey key_of_components(const json::Node* components);

}  // namespace edca::budget
