#include "indicators/table.hpp"

#include <algorithm>
#include <array>

namespace edca {
namespace {

using enum IndicatorUnit;
using indicators::cardinal_source;

// clang-format off
/// What all_indicators() gives; ordered by id.
constexpr auto rows = std::to_array<Indicator>({
    {"R003", process, false, "", cardinal_source},
    {"R018", process, true, "", cardinal_source},
    {"R024", process, true, "", cardinal_source},
    {"R025", supplier, true, "", cardinal_source},
    {"R028", process, true, "", cardinal_source},
    {"R030", process, true, "", cardinal_source},
    {"R035", process, true, "", cardinal_source},
    {"R036", process, true, "", cardinal_source},
    {"R038", supplier, true, "", cardinal_source},
    {"R048", supplier, true, "", cardinal_source},
    {"R058", process, true, "", cardinal_source},
});
// clang-format on

constexpr bool before(const Indicator& left, const Indicator& right) {
  return left.id < right.id;
}
static_assert(std::is_sorted(rows.begin(), rows.end(), before));

}  // namespace

std::span<const Indicator> all_indicators() noexcept {
  return rows;
}

const Indicator* find_indicator(std::string_view id) noexcept {
  const auto* const found = std::ranges::lower_bound(rows, id, {}, &Indicator::id);
  return found != rows.end() && found->id == id ? found : nullptr;
}

}  // namespace edca
