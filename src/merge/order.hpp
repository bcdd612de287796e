#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "merge/flatten.hpp"
#include "merge/result.hpp"

namespace edca::merge {

/// Sorts releases by date, as Options::strict says, releases of one date in the order of the input.
/// Returns a failure where that cannot be, and adds what is to be said of the dates to `warnings`.
/// `texts` are the releases as they came, by Release::input.
std::optional<Failure> sort_releases(std::vector<Release>& releases,
                                     std::span<const std::string_view> texts, bool strict,
                                     std::vector<Warning>& warnings);

}  // namespace edca::merge
