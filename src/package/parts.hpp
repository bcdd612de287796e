#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "ocds/metadata.hpp"

namespace edca::package {

/// The items that go together: those of a year, month or publisher, or all.
struct Part {
  std::uint64_t items = 0;
  ocds::Metadata metadata;  ///< of the packages that its items come from
  // Of its items without a package the first, the first with the shape of OCDS 1.0, the first
  // without it.
  std::optional<ocds::Source> bare;
  std::optional<ocds::Source> bare_old;
  std::optional<ocds::Source> bare_new;
  std::set<std::string> prefixes;  ///< of the OCIDs; two are enough
};

/// By key, in the order in which they are written.
using Parts = std::map<std::string, Part>;

/// The key of the part of items without a date.
inline constexpr std::string_view undated_key = "undated";

}  // namespace edca::package
