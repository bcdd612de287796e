#pragma once

#include <span>
#include <string>
#include <string_view>

namespace edca::base {

/// The one name among `names` that `typed` most likely means, or "" when none is near or two are
/// equally near. Near: equal but for case, accents, `_`, `-` and spaces; else a Damerau-Levenshtein
/// distance of at most 1 for names of 4 to 7 letters and 2 for longer ones (compared folded).
/// Never suggests `typed` itself.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> names);

}  // namespace edca::base
