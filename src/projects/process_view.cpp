#include "projects/process_view.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <utility>

#include "projects/values.hpp"

namespace edca::projects {
namespace {

using Named = std::unordered_map<std::string, std::set<std::string>>;  ///< roles by id

/// Roles that a party has in a process, not in the project.
bool is_bound(const json::Value& role) {
  constexpr std::array<std::string_view, 4> bound = {"supplier", "tenderer", "procuringEntity",
                                                     "administrativeEntity"};
  return role.is_string() && std::find(bound.begin(), bound.end(), role.as_string()) != bound.end();
}

bool is_of_project(const json::Value& party) {
  const json::Array& roles = list_of(&party, "roles");
  return roles.empty() || !std::all_of(roles.begin(), roles.end(), is_bound);
}

/// The parties that a process refers to.
Named named_by(const ProcessView& view) {
  Named named;
  const auto name = [&](const json::Value* reference, const char* role) {
    if (reference == nullptr) return;
    if (const std::string id = id_text(reference->find("id")); !id.empty()) named[id].insert(role);
  };
  const json::Value* tender = view.of_summary("tender");
  name(value_at(tender, {"procuringEntity"}), "procuringEntity");
  name(value_at(tender, {"administrativeEntity"}), "administrativeEntity");
  for (const json::Value& each : list_of(view.summary(), "suppliers")) name(&each, "supplier");
  for (const json::Value& each : list_of(tender, "tenderers")) name(&each, "tenderer");
  return named;
}

/// A party with the roles that it has in the project or, of those bound to processes, in this one;
/// `all`: with all that it has.
json::Value party_of(const json::Value& given, const std::set<std::string>* named, bool all) {
  json::Value party = given;
  json::Array roles;
  for (const json::Value& role : list_of(&given, "roles")) {
    const bool here = named != nullptr && role.is_string() && named->count(role.as_string()) != 0;
    if (all || !is_bound(role) || here) roles.push_back(role);
  }
  if (named != nullptr)
    for (const std::string& role : *named)
      if (std::find(roles.begin(), roles.end(), json::Value(role)) == roles.end())
        roles.emplace_back(role);
  if (roles.empty()) {
    party.erase("roles");
  } else {
    party["roles"] = std::move(roles);
  }
  return party;
}

template <std::size_t Size>
bool is_in(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const json::Array& list_of(const json::Value* object, std::string_view name) {
  static const json::Array none;
  const json::Value* list = object == nullptr ? nullptr : object->find(name);
  return list != nullptr && list->is_array() ? list->as_array() : none;
}

const json::Value* value_at(const json::Value* value,
                            std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) value = value == nullptr ? nullptr : value->find(name);
  return value;
}

void put(json::Value& into, std::string_view name, const json::Value* value) {
  if (something(value)) into[name] = *value;
}

const json::Value* ProcessView::summary() const {
  const json::Value* summary = process.find("summary");
  return summary != nullptr && summary->is_object() ? summary : nullptr;
}

std::string_view ProcessView::status() const {
  return summary() == nullptr ? std::string_view() : summary()->text("status");
}

std::string ProcessView::tender_id() const {
  const std::string id = id_text(of_summary("externalReference"));
  return id.empty() ? ocid : id;
}

bool ProcessView::whole_period() const {
  return something(value_at(summary(), {"contractPeriod", "startDate"})) &&
         something(value_at(summary(), {"contractPeriod", "endDate"}));
}

json::Array ProcessView::parties() const {
  const Named named = named_by(*this);
  const json::Array& all = index.parties();
  std::set<std::size_t> places;
  for (const auto& [id, roles] : named) places.insert(index.place_of(id));
  places.erase(all.size());
  if (is_first())
    for (std::size_t at = 0; at < all.size(); ++at)
      if (all[at].is_object() && (single() || is_of_project(all[at]))) places.insert(at);
  json::Array parties;
  for (const std::size_t at : places) {
    const auto found = named.find(id_text(all[at].find("id")));
    parties.push_back(party_of(all[at], found == named.end() ? nullptr : &found->second, single()));
  }
  // Suppliers that are not among the parties of the project.
  for (const json::Value& each : list_of(summary(), "suppliers")) {
    const std::string id = id_text(each.find("id"));
    if (id.empty() || index.place_of(id) != all.size()) continue;
    json::Value party = each;
    party["roles"] = json::Array{"supplier"};
    parties.push_back(std::move(party));
  }
  return parties;
}

void ProcessView::add_buyer(json::Value& release) const {
  const json::Value* buyer = nullptr;
  std::size_t count = 0;
  for (const json::Value& party : list_of(&release, "parties"))
    for (const json::Value& role : list_of(&party, "roles"))
      if (role.is_string() && role.as_string() == "buyer") buyer = &party, ++count;
  if (count != 1) buyer = value_at(summary(), {"tender", "procuringEntity"});
  if (buyer == nullptr || !something(buyer->find("id"))) return;
  json::Value made = json::Object{{"id", *buyer->find("id")}};
  put(made, "name", buyer->find("name"));
  release["buyer"] = std::move(made);
}

json::Value ProcessView::planning() const {
  json::Value planning = json::Object();
  json::Value about = json::Object();
  for (const char* name : {"id", "title", "description", "period", "status"})
    put(about, name, project().find(name));
  if (is_first())
    for (const char* name : {"additionalClassifications", "locations"})
      put(about, name, project().find(name));
  const json::Array& sectors = list_of(&project(), "sector");
  if (sectors.size() == 1 && sectors.front().is_string())
    about["sector"] = json::Object{{"scheme", "oc4idsProjectSector"}, {"id", sectors.front()}};
  planning["project"] = std::move(about);
  const json::Value* budget = value_at(&project(), {"budget", "amount"});
  if (single() && something(budget)) planning["budget"] = json::Object{{"amount", *budget}};
  if (const std::string words = index.purpose_of(ocid); !words.empty())
    planning["rationale"] = words;
  json::Array documents;
  if (is_first())
    for (const json::Value& each : list_of(&project(), "documents"))
      if (each.text("documentType") != "finalAudit") documents.push_back(each);
  if (!documents.empty()) planning["documents"] = std::move(documents);
  return planning;
}

json::Value ProcessView::tender() const {
  json::Value tender = json::Object{{"id", tender_id()}};
  const json::Value* given = of_summary("tender");
  put(tender, "title", of_summary("title"));
  put(tender, "description", of_summary("description"));
  if (awarded) tender["status"] = "complete";
  if (!awarded && status() == "pre-award" && !estimated) tender["status"] = "planning";
  for (const char* name : {"procurementMethod", "procurementMethodDetails", "numberOfTenderers",
                           "tenderers", "procuringEntity"})
    put(tender, name, value_at(given, {name}));
  if (!estimated) put(tender, "value", value_at(given, {"costEstimate"}));
  if (!whole_period()) put(tender, "contractPeriod", of_summary("contractPeriod"));
  return tender;
}

std::vector<std::string> ProcessView::left_out(std::size_t contracts) const {
  constexpr std::array<std::string_view, 14> of_project = {
      "id",          "updated",        "title",
      "description", "status",         "period",
      "sector",      "purpose",        "additionalClassifications",
      "locations",   "parties",        "contractingProcesses",
      "documents",   "publicAuthority"};
  constexpr std::array<std::string_view, 10> taken = {
      "ocid",   "externalReference", "title",          "description", "status",
      "tender", "contractValue",     "contractPeriod", "suppliers",   "modifications"};
  constexpr std::array<std::string_view, 4> of_contract = {"finalValue", "transactions",
                                                           "milestones", "documents"};
  std::vector<std::string> left;
  for (const auto& [name, value] : project().as_object()) {
    const bool here =
        is_in(of_project, name) || name == "language" || (name == "budget" && single());
    if (something(&value) && !here) left.push_back(name);
  }
  if (list_of(&project(), "sector").size() > 1) left.emplace_back("sector");
  const auto others = [&](const json::Value* object, const std::string& start, const auto& known) {
    if (object == nullptr || !object->is_object()) return;
    for (const auto& [name, value] : object->as_object())
      if (something(&value) && !is_in(known, name)) left.push_back(start + name);
  };
  if (single())
    others(project().find("budget"), "budget.", std::array<std::string_view, 1>{"amount"});
  const json::Value* authority = project().find("publicAuthority");
  if (something(authority) &&
      index.place_of(id_text(authority->find("id"))) == index.parties().size())
    left.emplace_back("publicAuthority");
  const json::Array& documents = list_of(&project(), "documents");
  const auto is_audit = [](const json::Value& each) {
    return each.text("documentType") == "finalAudit";
  };
  if (is_first() && contracts != 1 && std::any_of(documents.begin(), documents.end(), is_audit))
    left.emplace_back("documents");
  if (summary() == nullptr) return left;
  constexpr std::array<std::string_view, 7> of_tender = {
      "procurementMethod", "procurementMethodDetails", "costEstimate",        "numberOfTenderers",
      "tenderers",         "procuringEntity",          "administrativeEntity"};
  others(of_summary("tender"), "summary.tender.", of_tender);
  for (const auto& [name, value] : summary()->as_object()) {
    const bool here = is_in(taken, name) || (contracts == 1 && is_in(of_contract, name));
    if (something(&value) && !here) left.push_back("summary." + name);
  }
  return left;
}

}  // namespace edca::projects
