#include "indicators/table.hpp"

#include <algorithm>
#include <array>

namespace edca {
namespace {

using enum IndicatorUnit;
using enum IndicatorGrounds;
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
constexpr auto indicator_rows = std::to_array<Indicator>({
    {"MX01", process, true, law, "LAASSP (2025) 42; LAASSP (2000) 32; LOPSRM 33", law_of_2025},
    {"MX02", process, true, file, "LAASSP (2025) 56; LAASSP (2000) 43", law_of_2025},
    {"MX03", contract, true, law, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX04", contract, true, law, "LAASSP (2025) 55; LOPSRM 43", law_of_2025},
    {"MX05", buyer, true, law, "LAASSP (2025) 55; LAASSP (2000) 42; LOPSRM 43", law_of_2025},
    {"MX06", process, true, law, "LAASSP (2025) 58", law_of_2025},
    {"MX07", contract, true, law, "LAASSP (2025) 69; LOPSRM 48", law_of_2025},
    {"MX10", contract, false, file, "", own},
    {"MX11", contract, false, file, "", groucho},
    {"MX12", contract, true, file, "", groucho},
    {"MX13", contract, false, file, "", groucho},
    {"MX14", buyer, true, comparison, "", groucho},
    {"MX15", buyer, true, comparison, "", groucho},
    {"MX16", buyer, true, comparison, "", groucho},
    {"MX17", contract, true, file, "", own},
    {"MX18", contract, true, law, "CFF 69-B", fiscal_code},
    {"MX19", supplier, true, file, "LAASSP (2025) 2", law_of_2025},
    {"MX20", process, true, comparison, "", imco},
    {"MX21", pair, true, comparison, "", imco},
    {"MX22", buyer, true, comparison, "", imco},
    {"MX23", buyer, true, comparison, "", own},
    {"MX24", buyer, true, file, "LGTAIP (2025) 65-XXVI", transparency},
    {"MX25", process, true, file, "", covid},
    {"MX26", supplier, true, comparison, "", covid},
    {"MX27", contract, false, file, "", imco},
    {"MX28", buyer, true, file, "LAASSP (2025) 55", law_of_2025},
    {"MX29", buyer, true, comparison, "", own},
    {"MX30", pair, true, file, "", own},
    {"MX31", buyer, true, comparison, "", own},
    {"MX32", market, true, comparison, "", own},
    {"MX33", buyer, true, comparison, "", own},
    {"R001", process, false, file, "", red_flags},
    {"R002", contract, true, comparison, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R003", process, false, file, "", cardinal_source},
    {"R005", process, true, file, "", red_flags},
    {"R010", process, true, file, "", red_flags},
    {"R011", pair, true, comparison, "LAASSP (2025) 55; LAASSP (2000) 42; LOPSRM 43", red_flags},
    {"R013", buyer, true, comparison, "", red_flags},
    {"R016", process, true, comparison, "", red_flags},
    {"R017", contract, true, comparison, "", red_flags},
    {"R018", process, true, file, "", cardinal_source},
    {"R019", buyer, true, comparison, "", red_flags},
    {"R021", buyer, true, comparison, "", red_flags},
    {"R024", process, true, comparison, "", cardinal_source},
    {"R025", supplier, true, comparison, "", cardinal_source},
    {"R026", buyer, true, comparison, "", red_flags},
    {"R028", process, true, file, "", cardinal_source},
    {"R029", buyer, true, comparison, "", red_flags},
    {"R030", process, true, file, "", cardinal_source},
    {"R031", process, false, file, "", red_flags},
    {"R035", process, true, file, "", cardinal_source},
    {"R036", process, true, file, "", cardinal_source},
    {"R038", supplier, true, comparison, "", cardinal_source},
    {"R040", pair, true, comparison, "", red_flags},
    {"R042", supplier, true, file, "", red_flags},
    {"R043", process, true, file, "", red_flags},
    {"R044", process, true, file, "", red_flags},
    {"R046", contract, true, law, "", red_flags},
    {"R048", supplier, true, comparison, "", cardinal_source},
    {"R049", pair, true, comparison, "", red_flags},
    {"R050", supplier, true, comparison, "", red_flags},
    {"R051", market, true, comparison, "", red_flags},
    {"R052", pair, true, comparison, "", red_flags},
    {"R053", pair, true, comparison, "", red_flags},
    {"R054", contract, true, law, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R055", pair, true, comparison, "LAASSP (2025) 55; LOPSRM 43", red_flags},
    {"R058", process, true, comparison, "", cardinal_source},
    {"R059", contract, true, file, "", red_flags},
    {"R061", process, false, file, "", red_flags},
    {"R062", process, false, law, "LAASSP (2025) 46; LOPSRM 37", red_flags},
    {"R063", contract, true, file, "", red_flags},
    {"R064", contract, true, file, "", red_flags},
    {"R066", contract, true, law, "LAASSP (2025) 74; LAASSP (2000) 52; LOPSRM 59", red_flags},
    {"R067", contract, true, file, "", red_flags},
    {"R068", contract, true, law, "", red_flags},
});
// clang-format on

constexpr bool before(const Indicator& left, const Indicator& right) {
  return left.id < right.id;
}
static_assert(std::is_sorted(indicator_rows.begin(), indicator_rows.end(), before));

}  // namespace

std::span<const Indicator> all_indicators() noexcept {
  return indicator_rows;
}

const Indicator* find_indicator(std::string_view id) noexcept {
  const auto* const found = std::ranges::lower_bound(indicator_rows, id, {}, &Indicator::id);
  return found != indicator_rows.end() && found->id == id ? found : nullptr;
}

}  // namespace edca
