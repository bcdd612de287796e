#include "legacy/row_release.hpp"

#include <utility>

#include "legacy/merged.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {

json::Value RowRelease::make(const Row& row, const RowFacts& facts) {
  row_ = &row;
  facts_ = &facts;
  release_ = json::Object{{"tender", json::Object{{"id", facts.number}}}};
  for (json::Value* const each : {&award_, &contract_, &buyer_, &unit_, &supplier_, &funder_})
    *each = json::Object{};
  parties_ = json::Array{};
  rationale_.clear();
  budget_.clear();
  budget_texts_.clear();
  related_.clear();
  placeholders_.clear();
  last_.clear();
  planned_.clear();
  for (std::size_t at = 0; at < row.sheet->columns.size(); ++at) {
    const std::string_view text = row.text(at);
    if (!text.empty()) cell(at, text);
  }
  if (!rationale_.empty()) release_["tender"]["procurementMethodRationale"] = rationale_;
  finish_amounts();
  finish_budget();
  finish_related();
  finish_parties();
  finish_contract();
  if (facts.project) finish_project();
  if (last_.empty()) last_ = planned_;
  if (!last_.empty()) release_["date"] = last_;
  return std::move(release_);
}

/// A currency without an amount is nothing.
void RowRelease::finish_amounts() {
  for (const auto& [path, column] : placeholders_)
    notes_.tally("convert.placeholder", *row_, column);
  json::Value* const value = contract_.find("value");
  if (value == nullptr) return;
  if (value->find("amount") == nullptr && value->find("netAmount") == nullptr) {
    contract_.erase("value");
  } else if (!row_->sheet->layout->currency.empty()) {
    (*value)["currency"] = row_->sheet->layout->currency;
  }
}

/// A budget line for each code of the object of spending, with the other components.
void RowRelease::finish_budget() {
  if (budget_.empty()) return;
  std::vector<std::string> objects{""};
  if (const auto found = budget_.find("spendingObject"); found != budget_.end())
    objects = found->second;
  json::Array lines;
  for (const std::string& object : objects) {
    json::Array components;
    std::string id;
    for (const std::string_view name : {"branch", "budgetProgram", "spendingObject"}) {
      const auto found = budget_.find(std::string(name));
      if (found == budget_.end() || found->second.empty()) continue;
      const std::string& code = name == "spendingObject" ? object : found->second.front();
      json::Value component = json::Object{{"name", name}, {"level", name}, {"code", code}};
      if (const auto text = budget_texts_.find(std::string(name)); text != budget_texts_.end())
        component["description"] = text->second;
      components.push_back(std::move(component));
      id += (id.empty() ? "" : ".") + code;
    }
    if (components.empty()) continue;
    lines.emplace_back(json::Object{{"id", id}, {"components", std::move(components)}});
  }
  if (lines.empty()) return;
  json::Array breakdown{json::Object{{"id", "1"}, {"budgetLines", std::move(lines)}}};
  release_["planning"]["budget"]["budgetBreakdown"] = std::move(breakdown);
}

void RowRelease::finish_related() {
  json::Array list;
  for (auto& [relationship, said] : related_) {
    json::Value related =
        json::Object{{"id", relationship}, {"relationship", json::Array{relationship}}};
    for (json::Member& each : said.as_object()) related[each.first] = std::move(each.second);
    list.push_back(std::move(related));
  }
  if (!list.empty()) release_["relatedProcesses"] = std::move(list);
}

void RowRelease::add_party(Root root, std::string_view role, const std::string& id) {
  json::Value party = json::Object{{"id", id}};
  for (json::Member& each : object_of(root).as_object()) {
    if (each.first != "id") party[each.first] = each.second;
  }
  party["roles"] = json::Array{role};
  parties_.as_array().push_back(std::move(party));
}

json::Value RowRelease::reference(Root root, std::string_view role, const std::string& id) {
  if (id.empty()) return {};
  add_party(root, role, id);
  json::Value reference = json::Object{{"id", id}};
  if (const json::Value* const name = object_of(root).find("name")) reference["name"] = *name;
  return reference;
}

/// By the RFC of this row, else the one that the name has elsewhere in the process, else the name.
std::string RowRelease::supplier_id() {
  const std::string name = slug(supplier_.text("name"));
  if (!supplier_.find("identifier")) {
    if (const auto found = tax_ids_.find(name); found != tax_ids_.end())
      supplier_["identifier"] = json::Object{{"scheme", "MX-RFC"}, {"id", found->second}};
  }
  const json::Value* const identifier = supplier_.find("identifier");
  return identifier == nullptr ? name : "MX-RFC-" + std::string(identifier->text("id"));
}

void RowRelease::finish_parties() {
  const auto id_of = [](const json::Value& party) {
    const std::string_view id = party.text("id");
    return id.empty() ? slug(party.text("name")) : std::string(id);
  };
  json::Value buyer = reference(Root::buyer, "buyer", id_of(buyer_));
  const std::string unit = id_of(unit_);
  if (!unit.empty() && !buyer.is_null() && unit != buyer.text("id"))
    unit_["memberOf"] = json::Array{buyer};
  json::Value unit_reference = reference(Root::unit, "procuringEntity", unit);
  json::Value supplier = reference(Root::supplier, "supplier", supplier_id());
  if (const std::string funder = id_of(funder_); !funder.empty())
    add_party(Root::funder, "funder", funder);
  if (!buyer.is_null()) release_["buyer"] = std::move(buyer);
  if (!unit_reference.is_null()) release_["tender"]["procuringEntity"] = std::move(unit_reference);
  if (!supplier.is_null() && !facts_->contract.empty())
    award_["suppliers"] = json::Array{std::move(supplier)};
  release_["parties"] = std::move(parties_);
}

/// A row of a contract: its award has the same id.
void RowRelease::finish_contract() {
  if (facts_->contract.empty()) return;
  json::Value award = json::Object{{"id", facts_->contract}, {"status", "active"}};
  json::Value contract = json::Object{{"id", facts_->contract}, {"awardID", facts_->contract}};
  for (json::Member& each : award_.as_object()) award[each.first] = std::move(each.second);
  for (json::Member& each : contract_.as_object()) contract[each.first] = std::move(each.second);
  if (json::Value* const amendments = contract.find("amendments")) {
    // A date tells of an amendment as well as its number does.
    json::Value& first = amendments->as_array().front();
    if (first.find("id") == nullptr) first["id"] = "1";
  }
  release_["awards"] = json::Array{std::move(award)};
  release_["contracts"] = json::Array{std::move(contract)};
}

/// Of a project whose procedure is known, what was planned stays.
void RowRelease::finish_project() {
  if (!facts_->joined) return;
  if (json::Value* const documents = release_["tender"].find("documents"))
    release_["planning"]["documents"] = std::move(*documents);
  release_.erase("tender");
}

}  // namespace edca::legacy
