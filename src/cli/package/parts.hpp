#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "ocds/metadata.hpp"

namespace edca::cli {

/// The items that go together: those of a year, month or publisher, or all.
struct Part {
  std::uint64_t items = 0;
  ocds::Metadata metadata;         ///< of the packages that its items come from
  bool bare = false;               ///< some items come without a package
  std::string bare_source;         ///< the input of the first such item
  bool bare_old = false;           ///< some of these have the shape of OCDS 1.0
  bool bare_new = false;           ///< and some have not
  std::set<std::string> prefixes;  ///< of the OCIDs; two are enough
};

/// By key, in the order in which they are written.
using Parts = std::map<std::string, Part>;

/// The key of the part of items without a date.
inline constexpr std::string_view undated_key = "undated";

}  // namespace edca::cli
