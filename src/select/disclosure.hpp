#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edca/summary.hpp"
#include "select/deals.hpp"

namespace edca::select {

/// What an emergency purchase should disclose at least, one after the other; docs/select.md has the
/// sources.
std::span<const std::string_view> disclosure_items();

/// For each of them, whether it is there for a contract, of those that can be asked for. Adds to
/// `shares`, which has as many elements.
void add_disclosure(const Case& process, const Deal& deal, std::vector<Share>& shares);

}  // namespace edca::select
