#include "indicators/table.hpp"

#include <algorithm>
#include <array>

namespace edca {
namespace {

using enum IndicatorUnit;
using indicators::cardinal_source;

constexpr std::string_view law_of_2025 = "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf";
constexpr std::string_view groucho = "https://github.com/ProjectPODER/groucho";
constexpr std::string_view covid =
    "https://github.com/open-contracting-archive/covid-19-procurement-explorer-admin";
constexpr std::string_view red_flags = indicators::red_flags_source;
constexpr std::string_view own = "";

// clang-format off
/// What all_indicators() gives; ordered by id.
constexpr auto rows = std::to_array<Indicator>({
    {"MX02", process, true, "LAASSP (2025) 56; LAASSP (2000) 43", law_of_2025},
    {"MX03", contract, true, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX04", contract, true, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX12", contract, true, "", groucho},
    {"MX13", contract, false, "", groucho},
    {"MX17", contract, true, "", own},
    {"MX25", process, true, "", covid},
    {"R003", process, false, "", cardinal_source},
    {"R018", process, true, "", cardinal_source},
    {"R024", process, true, "", cardinal_source},
    {"R025", supplier, true, "", cardinal_source},
    {"R028", process, true, "", cardinal_source},
    {"R030", process, true, "", cardinal_source},
    {"R035", process, true, "", cardinal_source},
    {"R036", process, true, "", cardinal_source},
    {"R038", supplier, true, "", cardinal_source},
    {"R043", process, true, "", red_flags},
    {"R044", process, true, "", red_flags},
    {"R046", contract, true, "", red_flags},
    {"R048", supplier, true, "", cardinal_source},
    {"R058", process, true, "", cardinal_source},
    {"R059", contract, true, "", red_flags},
    {"R064", contract, true, "", red_flags},
    {"R067", contract, true, "", red_flags},
    {"R068", contract, true, "", red_flags},
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
