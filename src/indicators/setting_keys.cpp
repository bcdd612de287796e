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
    {"MX02", "threshold", count, false, "3"},
    {"MX03", "", text, false, ""},
    {"MX04", "", text, false, ""},
    {"MX12", "threshold", count, false, "1000"},
    {"MX13", "threshold", count, false, "100000"},
    {"MX17", "threshold", count, false, "365"},
    {"MX25", "threshold", count, false, "120"},
    {"R003", "threshold", count, true, "15"},
    {"R003", "procurement_methods", text, true, "open|selective|limited"},
    {"R003.procurement_method_details", "*", count, true, ""},
    {"R018", "procurement_methods", text, true, "open|selective"},
    {"R024", "threshold", real, true, "0.05"},
    {"R025", "percentile", count, true, "75"},
    {"R025", "threshold", real, true, "0.05"},
    {"R028", "", text, true, ""},
    {"R030", "", text, true, ""},
    {"R035", "threshold", count, true, "1"},
    {"R036", "", text, true, ""},
    {"R038", "threshold", real, true, "0.5"},
    {"R038", "minimum_submitted_bids", count, true, "2"},
    {"R038", "minimum_contracting_processes", count, true, "2"},
    {"R043", "", text, false, ""},
    {"R044", "", text, false, ""},
    {"R046", "", text, false, ""},
    {"R048", "digits", count, true, "2"},
    {"R048", "threshold", count, true, "10"},
    {"R048", "minimum_contracting_processes", count, true, "20"},
    {"R058", "threshold", real, true, "0.5"},
    {"R059", "threshold", count, false, "10"},
    {"R064", "threshold", count, false, "1"},
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
