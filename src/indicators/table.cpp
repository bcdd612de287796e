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
constexpr std::string_view imco = "https://github.com/imco/IRC";
constexpr std::string_view fiscal_code = "https://www.diputados.gob.mx/LeyesBiblio/pdf/CFF.pdf";
constexpr std::string_view transparency = "https://www.diputados.gob.mx/LeyesBiblio/pdf/LGTAIP.pdf";
constexpr std::string_view red_flags = indicators::red_flags_source;
constexpr std::string_view own = "";

// clang-format off
/// What all_indicators() gives; ordered by id.
constexpr auto rows = std::to_array<Indicator>({
    {"MX01", process, true, "LAASSP (2025) 42; LAASSP (2000) 32; LOPSRM 33", law_of_2025},
    {"MX02", process, true, "LAASSP (2025) 56; LAASSP (2000) 43", law_of_2025},
    {"MX03", contract, true, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX04", contract, true, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX05", buyer, true, "LAASSP (2025) 55; LAASSP (2000) 42; LOPSRM 43", law_of_2025},
    {"MX06", process, true, "LAASSP (2025) 58", law_of_2025},
    {"MX07", contract, true, "LAASSP (2025) 69; LOPSRM 48", law_of_2025},
    {"MX11", contract, false, "", groucho},
    {"MX12", contract, true, "", groucho},
    {"MX13", contract, false, "", groucho},
    {"MX14", buyer, true, "", groucho},
    {"MX15", buyer, true, "", groucho},
    {"MX16", buyer, true, "", groucho},
    {"MX17", contract, true, "", own},
    {"MX18", contract, true, "CFF 69-B", fiscal_code},
    {"MX19", supplier, true, "LAASSP (2025) 2", law_of_2025},
    {"MX22", buyer, true, "", imco},
    {"MX23", buyer, true, "", own},
    {"MX24", buyer, true, "LGTAIP (2025) 65-XXVI", transparency},
    {"MX25", process, true, "", covid},
    {"MX26", supplier, true, "", covid},
    {"MX27", contract, false, "", imco},
    {"MX28", buyer, true, "LAASSP (2025) 55", law_of_2025},
    {"MX29", buyer, true, "", own},
    {"MX30", pair, true, "", own},
    {"MX31", buyer, true, "", own},
    {"MX32", market, true, "", own},
    {"MX33", buyer, true, "", own},
    {"R001", process, false, "", red_flags},
    {"R002", contract, true, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R003", process, false, "", cardinal_source},
    {"R005", process, true, "", red_flags},
    {"R010", process, true, "", red_flags},
    {"R011", pair, true, "LAASSP (2025) 55; LAASSP (2000) 42; LOPSRM 43", red_flags},
    {"R013", buyer, true, "", red_flags},
    {"R016", process, true, "", red_flags},
    {"R017", contract, true, "", red_flags},
    {"R018", process, true, "", cardinal_source},
    {"R019", buyer, true, "", red_flags},
    {"R021", buyer, true, "", red_flags},
    {"R024", process, true, "", cardinal_source},
    {"R025", supplier, true, "", cardinal_source},
    {"R026", buyer, true, "", red_flags},
    {"R028", process, true, "", cardinal_source},
    {"R029", buyer, true, "", red_flags},
    {"R030", process, true, "", cardinal_source},
    {"R031", process, false, "", red_flags},
    {"R035", process, true, "", cardinal_source},
    {"R036", process, true, "", cardinal_source},
    {"R038", supplier, true, "", cardinal_source},
    {"R040", pair, true, "", red_flags},
    {"R043", process, true, "", red_flags},
    {"R044", process, true, "", red_flags},
    {"R046", contract, true, "", red_flags},
    {"R048", supplier, true, "", cardinal_source},
    {"R049", pair, true, "", red_flags},
    {"R050", supplier, true, "", red_flags},
    {"R051", market, true, "", red_flags},
    {"R052", pair, true, "", red_flags},
    {"R053", pair, true, "", red_flags},
    {"R054", contract, true, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R055", pair, true, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R058", process, true, "", cardinal_source},
    {"R059", contract, true, "", red_flags},
    {"R061", process, false, "", red_flags},
    {"R062", process, false, "LAASSP (2025) 46; LOPSRM 37", red_flags},
    {"R063", contract, true, "", red_flags},
    {"R064", contract, true, "", red_flags},
    {"R066", contract, true, "LAASSP (2025) 74; LAASSP (2000) 52; LOPSRM 59", red_flags},
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
