#include "indicators/setting_keys.hpp"

#include <array>

namespace edca::indicators {
namespace {

using enum SettingType;

// clang-format off
constexpr auto keys = std::to_array<SettingKey>({
    {"", "currency", text, true, "MXN"},
    {"", "no_price_comparison_procurement_methods", text, true, ""},
    {"", "price_comparison_procurement_methods", text, true, ""},
    {"output", "info_currency_mismatches", flag, true, ""},
    {"defaults", "currency", text, true, "MXN"},
    {"defaults", "item_classification_scheme", text, true, "CUCOP"},
    {"defaults", "bid_status", text, true, "valid"},
    {"defaults", "award_status", text, true, "active"},
    {"defaults", "party_roles", flag, true, "true"},
    {"redactions", "amount", text, true, "0"},
    {"redactions", "organization_id", text, true, ""},
    {"corrections", "award_status_by_contract_status", flag, true, "true"},
    {"modifications", "move_auctions", flag, true, "true"},
    {"modifications", "prefix_buyer_or_procuring_entity_id", text, true, ""},
    {"modifications", "prefix_tenderer_or_supplier_id", text, true, ""},
    {"modifications", "split_procurement_method_details", text, true, ""},
    {"codelists.bid_status", "*", text, true, ""},
    {"codelists.award_status", "*", text, true, ""},
    {"exclusions", "procurement_method_details", text, true, ""},
    {"ceilings", "budget", count, false, "40000"},
    {"ceilings", "direct_goods", count, false, "361000"},
    {"ceilings", "direct_works", count, false, "650000"},
    {"ceilings", "invitation_goods", count, false, "2860000"},
    {"ceilings", "invitation_works", count, false, "4869000"},
    {"ceilings", "assume_vat", flag, false, "true"},
    {"MX01", "", text, false, ""},
    {"MX02", "threshold", count, false, "3"},
    {"MX03", "", text, false, ""},
    {"MX04", "", text, false, ""},
    {"MX05", "threshold", count, false, "30"},
    {"MX06", "threshold", count, false, "3"},
    {"MX07", "", text, false, ""},
    {"MX10", "threshold", count, false, "120"},
    {"MX11", "", text, false, ""},
    {"MX12", "threshold", count, false, "1000"},
    {"MX13", "threshold", count, false, "100000"},
    {"MX14", "threshold", count, false, "15"},
    {"MX15", "threshold", count, false, "15"},
    {"MX16", "threshold", count, false, "30"},
    {"MX17", "threshold", count, false, "365"},
    {"MX18", "", text, false, ""},
    {"MX19", "", text, false, ""},
    {"MX20", "threshold", count, false, "60"},
    {"MX20", "least", count, false, "5"},
    {"MX21", "threshold", count, false, "70"},
    {"MX22", "threshold", count, false, "5"},
    {"MX23", "threshold", count, false, "25"},
    {"MX23", "quarter", count, false, "45"},
    {"MX24", "threshold", count, false, "50"},
    {"MX25", "threshold", count, false, "120"},
    {"MX26", "threshold", count, false, "50"},
    {"MX27", "threshold", count, false, "4"},
    {"MX28", "", text, false, ""},
    {"MX29", "", text, false, ""},
    {"MX30", "threshold", count, false, "15"},
    {"MX31", "threshold", count, false, "50"},
    {"MX32", "threshold", count, false, "80"},
    {"MX33", "threshold", count, false, "50"},
    {"R001", "", text, false, ""},
    {"R002", "threshold", count, false, "5"},
    {"R003", "threshold", count, true, "15"},
    {"R003", "procurement_methods", text, true, "open|selective|limited"},
    {"R003.procurement_method_details", "*", count, true, ""},
    {"R005", "", text, false, ""},
    {"R010", "", text, false, ""},
    {"R011", "", text, false, ""},
    {"R013", "threshold", count, false, "30"},
    {"R013", "least", count, false, "10"},
    {"R016", "", text, false, ""},
    {"R017", "", text, false, ""},
    {"R018", "procurement_methods", text, true, "open|selective"},
    {"R019", "threshold", count, false, "2"},
    {"R021", "threshold", count, false, "75"},
    {"R024", "threshold", real, true, "0.05"},
    {"R025", "percentile", count, true, "75"},
    {"R025", "threshold", real, true, "0.05"},
    {"R026", "", text, false, ""},
    {"R028", "", text, true, ""},
    {"R029", "threshold", real, false, "0.015"},
    {"R030", "", text, true, ""},
    {"R031", "", text, false, ""},
    {"R035", "threshold", count, true, "1"},
    {"R036", "", text, true, ""},
    {"R038", "threshold", real, true, "0.5"},
    {"R038", "minimum_submitted_bids", count, true, "2"},
    {"R038", "minimum_contracting_processes", count, true, "2"},
    {"R040", "threshold", count, false, "50"},
    {"R042", "", text, false, ""},
    {"R043", "", text, false, ""},
    {"R044", "", text, false, ""},
    {"R046", "", text, false, ""},
    {"R048", "digits", count, true, "2"},
    {"R048", "threshold", count, true, "10"},
    {"R048", "minimum_contracting_processes", count, true, "20"},
    {"R049", "threshold", count, false, "3"},
    {"R050", "threshold", count, false, "40"},
    {"R051", "threshold", count, false, "2500"},
    {"R052", "threshold", count, false, "5"},
    {"R053", "threshold", count, false, "80"},
    {"R053", "least", count, false, "4"},
    {"R054", "", text, false, ""},
    {"R055", "threshold", count, false, "90"},
    {"R058", "threshold", real, true, "0.5"},
    {"R059", "threshold", count, false, "10"},
    {"R061", "threshold", count, false, "1"},
    {"R062", "", text, false, ""},
    {"R063", "", text, false, ""},
    {"R064", "threshold", count, false, "1"},
    {"R066", "", text, false, ""},
    {"R067", "threshold", count, false, "0"},
    {"R068", "threshold", count, false, "0"},
});
// clang-format on

}  // namespace

std::span<const SettingKey> setting_keys() noexcept {
  return keys;
}

const SettingKey* find_setting(std::string_view section, std::string_view key, bool cardinal) {
  for (const SettingKey& each : keys) {
    const bool fits = each.key == key || each.key == "*";
    if (each.section == section && fits && !key.empty() && (each.cardinal || !cardinal)) {
      return &each;
    }
  }
  return nullptr;
}

}  // namespace edca::indicators
