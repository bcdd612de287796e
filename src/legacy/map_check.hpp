#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "legacy/layout.hpp"

namespace edca::rows {
class Fields;
}

namespace edca::legacy {

/// What is wrong with a column of a layout.
struct MapFault {
  std::string_view key;    ///< of the message: "convert.map-place", "-kind", "-twice"
  std::size_t column = 0;  ///< in the layout
  std::string suggestion;  ///< a place that may be meant; may be empty
};

/// Holds the places of a layout against the fields of a release: each has to be one, fit for what
/// the cells are, and no other column's, but where one of both is only for what the other one does
/// not say.
std::vector<MapFault> find_map_faults(const Layout& layout, const rows::Fields& fields);

/// The same with EDCA-MX. Throws the first as Error(usage) with arguments path, line, heading,
/// place, kind and suggestion.
void check_map(const Layout& layout, const std::string& path);

}  // namespace edca::legacy
