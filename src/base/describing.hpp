#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace edca::base {

/// Whether an argument of a finding describes a mistake; all others are values, which differ from
/// one finding of a mistake to the next.
inline bool describes(std::string_view argument) {
  constexpr std::array<std::string_view, 24> names = {
      "actual",   "additional", "assumed",    "because",  "codelist",    "codes",
      "expected", "extension",  "field",      "keyword",  "limit",       "method",
      "names",    "pattern",    "property",   "reason",   "replacement", "role",
      "section",  "since",      "suggestion", "title_en", "title_es",    "url"};
  return std::ranges::find(names, argument) != names.end();
}

}  // namespace edca::base
