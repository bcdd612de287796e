#pragma once

#include <span>
#include <string>
#include <vector>

#include "edca/legacy.hpp"
#include "legacy/layout.hpp"
#include "rows/values.hpp"

namespace edca::legacy {

/// What a conversion was asked for, checked.
struct Plan {
  /// Throws as LegacyConverter.
  explicit Plan(LegacyOptions given);

  LegacyOptions options;
  std::string prefix;  ///< with the hyphen behind it
  rows::Zone zone;
  std::vector<Layout> map;  ///< the layout of the user's own; empty: those that are known

  std::span<const Layout> layouts() const { return map.empty() ? legacy::layouts() : map; }
};

}  // namespace edca::legacy
