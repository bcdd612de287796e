#include "indicators/prepare.hpp"

#include "base/number.hpp"

namespace edca::indicators {
namespace {

using json::Value;

/// The member of an object when it is a list; else nullptr.
Value* list(Value& owner, std::string_view key) {
  Value* value = owner.find(key);
  return value != nullptr && value->is_array() ? value : nullptr;
}

/// A number becomes its text.
void stringify(Value& object, std::string_view key) {
  Value* id = object.find(key);
  if (id != nullptr && id->is_number()) *id = Value(std::string(id->number_text()));
}

bool is_cancelled(const Value& object) {
  return object.text("status") == "cancelled";
}

/// Whether all contracts of an award are cancelled, by the award's id.
std::map<std::string, bool> cancelled_awards(Value& release) {
  std::map<std::string, bool> result;
  Value* contracts = list(release, "contracts");
  if (contracts == nullptr) return result;
  for (Value& contract : contracts->as_array()) {
    stringify(contract, "awardID");
    const Value* id = contract.find("awardID");
    if (id == nullptr || !id->is_string()) continue;
    const auto [at, is_new] = result.try_emplace(id->as_string(), is_cancelled(contract));
    if (!is_new) at->second = at->second && is_cancelled(contract);
  }
  return result;
}

}  // namespace

Prepare::Prepare(const Settings& settings)
    : settings_(settings),
      redacted_ids_(settings.words("redactions", "organization_id")),
      buyer_prefix_(
          settings.text("modifications", "prefix_buyer_or_procuring_entity_id").value_or("")),
      supplier_prefix_(
          settings.text("modifications", "prefix_tenderer_or_supplier_id").value_or("")) {
  for (const std::string& amount : settings.words("redactions", "amount")) {
    const bool is_number = amount.find_first_not_of("0123456789.-+eE") == std::string::npos &&
                           amount.find_first_of("0123456789") == 0;
    if (is_number) redacted_amounts_.insert(base::canonical(amount));
  }
}

void Prepare::mend(Value& release) const {
  if (!release.is_object()) return;
  Roles none;
  organizations(release, "parties", {nullptr, no_prefix_}, none);
  Roles roles = roles_of(release);
  if (Value* buyer = release.find("buyer")) organization(*buyer, {"buyer", buyer_prefix_}, roles);
  tender(release, roles);
  if (settings_.flag("modifications", "move_auctions")) move_auctions(release);
  if (Value* bids = release.find("bids")) {
    if (Value* details = list(*bids, "details")) {
      for (Value& each : details->as_array()) bid(each, roles);
    }
  }
  awards(release, roles);
  if (settings_.flag("defaults", "party_roles")) write_roles(release, roles);
}

void Prepare::organization(Value& object, const Role& role, Roles& roles) const {
  if (!object.is_object()) return;
  stringify(object, "id");
  Value* id = object.find("id");
  if (id == nullptr || !id->is_string()) return;
  if (redacted_ids_.contains(id->as_string())) return object.erase("id");
  if (!id->as_string().starts_with(role.prefix)) *id = Value(role.prefix + id->as_string());
  const auto known = roles.find(id->as_string());
  if (known != roles.end()) known->second.insert(role.name);
}

/// One object in the place of a list becomes a list of it.
void Prepare::organizations(Value& owner, std::string_view key, const Role& role,
                            Roles& roles) const {
  Value* value = owner.find(key);
  if (value == nullptr) return;
  if (value->is_object()) {
    json::Array one;
    one.push_back(std::move(*value));
    *value = Value(std::move(one));
  }
  if (!value->is_array()) return;
  for (Value& each : value->as_array()) organization(each, role, roles);
}

Prepare::Roles Prepare::roles_of(const Value& release) const {
  Roles roles;
  const Value* parties = release.find("parties");
  if (!settings_.flag("defaults", "party_roles") || parties == nullptr || !parties->is_array()) {
    return roles;
  }
  for (const Value& party : parties->as_array()) {
    const Value* id = party.find("id");
    if (id == nullptr || !id->is_string()) continue;
    std::set<std::string>& own = roles[id->as_string()];
    own.clear();
    const Value* given = party.find("roles");
    if (given == nullptr || !given->is_array()) continue;
    for (const Value& role : given->as_array()) {
      if (role.is_string()) own.insert(role.as_string());
    }
  }
  return roles;
}

void Prepare::tender(Value& release, Roles& roles) const {
  Value* tender = release.find("tender");
  if (tender == nullptr || !tender->is_object()) return;
  if (Value* entity = tender->find("procuringEntity")) {
    organization(*entity, {"procuringEntity", buyer_prefix_}, roles);
  }
  const auto split = settings_.text("modifications", "split_procurement_method_details");
  Value* details = tender->find("procurementMethodDetails");
  if (!split || details == nullptr || !details->is_string()) return;
  std::string words = details->as_string();
  words.resize(split->empty() ? 0 : std::min(words.find(*split), words.size()));
  words.resize(words.find_last_not_of(" \t\r\n") + 1);
  *details = Value(std::move(words));
}

void Prepare::move_auctions(Value& release) const {
  Value* auctions = list(release, "auctions");
  if (auctions == nullptr || release.find("bids") != nullptr) return;
  json::Array details;
  for (Value& auction : auctions->as_array()) {
    Value* stages = list(auction, "stages");
    if (stages == nullptr) continue;
    for (Value& stage : stages->as_array()) {
      Value* bids = list(stage, "bids");
      if (bids != nullptr) {
        for (Value& each : bids->as_array()) details.push_back(std::move(each));
      }
      if (stage.is_object()) stage.erase("bids");
    }
  }
  release["bids"] = Value(json::Object{{"details", Value(std::move(details))}});
}

void Prepare::bid(Value& bid, Roles& roles) const {
  Value* value = bid.find("value");
  if (value != nullptr && value->is_object()) {
    const Value* amount = value->find("amount");
    if (amount != nullptr && amount->is_number() &&
        redacted_amounts_.contains(base::canonical(amount->number_text()))) {
      value->erase("amount");
    }
    const auto currency = settings_.text("defaults", "currency");
    if (currency && value->find("currency") == nullptr) (*value)["currency"] = Value(*currency);
  }
  items(bid, false);
  status(bid, "bid_status");
  organizations(bid, "tenderers", {"tenderer", supplier_prefix_}, roles);
}

void Prepare::awards(Value& release, Roles& roles) const {
  const bool by_contracts = settings_.flag("corrections", "award_status_by_contract_status");
  std::map<std::string, bool> cancelled;
  if (by_contracts) cancelled = cancelled_awards(release);
  Value* awards = list(release, "awards");
  if (awards == nullptr) return;
  for (Value& award : awards->as_array()) {
    stringify(award, "id");
    items(award, true);
    status(award, "award_status");
    const auto found = cancelled.find(std::string(award.text("id")));
    if (found != cancelled.end() && found->second) award["status"] = Value("cancelled");
    organizations(award, "suppliers", {"supplier", supplier_prefix_}, roles);
  }
}

/// The schemes of classifications; and their ids, of awards.
void Prepare::items(Value& owner, bool ids) const {
  Value* items = list(owner, "items");
  if (items == nullptr) return;
  const auto scheme = settings_.text("defaults", "item_classification_scheme");
  for (Value& item : items->as_array()) {
    Value* classification = item.find("classification");
    if (classification == nullptr || !classification->is_object()) continue;
    if (ids) stringify(*classification, "id");
    if (scheme && classification->find("scheme") == nullptr) {
      (*classification)["scheme"] = Value(*scheme);
    }
  }
}

/// `key` names the default and the list of codes: "bid_status".
void Prepare::status(Value& owner, std::string_view key) const {
  if (!owner.is_object()) return;
  const auto usual = settings_.text("defaults", key);
  if (usual && owner.find("status") == nullptr) owner["status"] = Value(*usual);
  Value* status = owner.find("status");
  if (status == nullptr || !status->is_string()) return;
  const auto other = settings_.text("codelists." + std::string(key), status->as_string());
  if (other) *status = Value(*other);
}

void Prepare::write_roles(Value& release, const Roles& roles) {
  Value* parties = list(release, "parties");
  if (parties == nullptr) return;
  for (Value& party : parties->as_array()) {
    const Value* id = party.find("id");
    if (id == nullptr || !id->is_string()) continue;
    const auto found = roles.find(id->as_string());
    if (found == roles.end() || found->second.empty()) continue;
    json::Array sorted;
    for (const std::string& role : found->second) sorted.emplace_back(role);
    party["roles"] = Value(std::move(sorted));
  }
}

}  // namespace edca::indicators
