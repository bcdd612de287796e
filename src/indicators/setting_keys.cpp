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
    {"R048", "digits", count, true, "2"},
    {"R048", "threshold", count, true, "10"},
    {"R048", "minimum_contracting_processes", count, true, "20"},
    {"R058", "threshold", real, true, "0.5"},
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
