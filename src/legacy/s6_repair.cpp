#include "legacy/s6_repair.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "legacy/values.hpp"
#include "rows/values.hpp"

namespace edca::legacy {
namespace {

/// Lists whose objects have ids of their own, and what these begin with.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> list_names = {{
    {"amendments", "amendment"},
    {"awards", "award"},
    {"budgetBreakdown", "budget"},
    {"budgetLines", "line"},
    {"clarificationMeetings", "meeting"},
    {"contracts", "contract"},
    {"documents", "document"},
    {"guarantees", "guarantee"},
    {"items", "item"},
    {"measures", "measure"},
    {"milestones", "milestone"},
    {"quotes", "quote"},
    {"relatedProcesses", "process"},
    {"requestsForQuotes", "request"},
    {"transactions", "transaction"},
}};

/// What the capture tool calls roles of OCDS and EDCA-MX.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> role_names = {{
    {"contractAdmin", "responsibleUnit"},
    {"procuringArea", "requestingUnit"},
    {"techArea", "technicalUnit"},
}};

std::string_view find(std::span<const std::pair<std::string_view, std::string_view>> table,
                      std::string_view name) {
  const auto found = std::ranges::find(table, name, [](const auto& each) { return each.first; });
  return found == table.end() ? std::string_view() : found->second;
}

bool has_scheme(std::string_view name) {
  return name == "identifier" || name == "additionalIdentifiers" || name == "classification" ||
         name == "additionalClassifications";
}

bool is_number(std::string_view name) {
  return name == "amount" || name == "netAmount" || name == "quantity" || name == "durationInDays";
}

bool is_filled(const json::Value* value) {
  if (value == nullptr || value->is_null()) return false;
  if (value->is_array()) return !value->as_array().empty();
  return !value->is_object() || !value->as_object().empty();
}

/// Whether an object has an id, or a reference, that is not empty.
bool has_id(const json::Value& object, std::string_view name) {
  const json::Value* const id = object.find(name);
  return id != nullptr && !id->is_null() && !(id->is_string() && id->as_string().empty());
}

/// The last date-time below a value that tells when something happened.
std::string last_date(const json::Value& value, std::string_view name) {
  std::string last;
  if (value.is_string()) {
    const bool happened = name == "dateSigned" || name == "date" || name == "datePublished";
    return happened && later(value.as_string(), "") == value.as_string() ? value.as_string() : "";
  }
  if (value.is_array())
    for (const json::Value& each : value.as_array()) last = later(last, last_date(each, name));
  if (value.is_object())
    for (const json::Member& each : value.as_object())
      last = later(last, last_date(each.second, each.first));
  return last;
}

}  // namespace

void S6Repair::run(json::Value& release, bool compiled, const std::string& now) {
  for (const std::string_view name : {"institution", "metadata"}) {
    if (release.find(name) == nullptr) continue;
    release.erase(name);
    hear_("dropped", std::string(name));
  }
  clean(release, "");
  if (json::Value* const planning = release.find("planning")) {
    rename(*planning, "requestForQuotes", "requestsForQuotes");
    if (json::Value* const budget = planning->find("budget")) rename(*budget, "value", "amount");
    numbers(*planning);
  }
  roles(release);
  // First what contracts say of awards that have no id; then ids; then contracts that say nothing.
  award_ids(release);
  ids(release, "");
  award_ids(release);
  complete(release, compiled, now);
}

/// Takes away what the database of the tool adds, and names schemes as the standard does.
void S6Repair::clean(json::Value& value, const std::string& name) {
  if (value.is_array()) {
    for (json::Value& each : value.as_array()) clean(each, name);
    return;
  }
  if (!value.is_object()) return;
  for (const std::string_view own : {"_id", "__v"}) {
    if (value.find(own) == nullptr) continue;
    value.erase(own);
    hear_("dropped", std::string(own));
  }
  if (has_scheme(name)) rename(value, "schema", "scheme");
  for (json::Member& each : value.as_object()) clean(each.second, each.first);
}

void S6Repair::rename(json::Value& object, std::string_view from, std::string_view to) {
  if (object.find(from) == nullptr || object.find(to) != nullptr) return;
  for (json::Member& each : object.as_object()) {
    if (each.first == from) each.first = to;
  }
  hear_("renamed", std::string(from));
}

void S6Repair::numbers(json::Value& value) {
  if (value.is_array())
    for (json::Value& each : value.as_array()) numbers(each);
  if (!value.is_object()) return;
  for (json::Member& each : value.as_object()) {
    if (each.second.is_string() && is_number(each.first)) {
      const std::string text(rows::without_spaces(each.second.as_string()));
      if (!rows::is_json_number(text)) continue;
      each.second = json::Number{text};
      hear_("number", each.first);
    } else {
      numbers(each.second);
    }
  }
}

void S6Repair::roles(json::Value& release) {
  json::Value* const parties = release.find("parties");
  if (parties == nullptr || !parties->is_array()) return;
  for (json::Value& party : parties->as_array()) {
    json::Value* const list = party.find("roles");
    if (list == nullptr || !list->is_array()) continue;
    for (json::Value& role : list->as_array()) {
      const std::string_view meant = role.is_string() ? find(role_names, role.as_string()) : "";
      if (meant.empty()) continue;
      hear_("role", role.as_string());
      role = meant;
    }
  }
}

/// The only contract belongs to the only award, where it names none. Where the award has no id, it
/// is the one that the contract names; an id that is there stays, for the award that a contract
/// names may stand in another release.
void S6Repair::award_ids(json::Value& release) {
  json::Value* const awards = release.find("awards");
  json::Value* const contracts = release.find("contracts");
  const auto only = [](const json::Value* list) {
    return list != nullptr && list->is_array() && list->as_array().size() == 1 &&
           list->as_array().front().is_object();
  };
  if (!only(awards) || !only(contracts)) return;
  json::Value& award = awards->as_array().front();
  json::Value& contract = contracts->as_array().front();
  const json::Value* const named = contract.find("awardID");
  if (has_id(award, "id") == has_id(contract, "awardID")) return;
  if (named != nullptr && has_id(contract, "awardID")) {
    award["id"] = *named;
    hear_("id", "awards");
  } else {
    contract["awardID"] = *award.find("id");
    hear_("reference", "awardID");
  }
}

void S6Repair::ids(json::Value& value, const std::string& name) {
  if (value.is_array()) {
    if (!find(list_names, name).empty()) give_ids(value.as_array(), name);
    for (json::Value& each : value.as_array()) ids(each, name);
  } else if (value.is_object()) {
    for (json::Member& each : value.as_object()) ids(each.second, each.first);
  }
}

/// New ids where none is there, or the same one stands there several times: none that the list has.
void S6Repair::give_ids(json::Array& list, const std::string& name) {
  std::map<std::string, std::size_t> times;
  const auto key = [](const json::Value& each) {
    return has_id(each, "id") ? json::write(*each.find("id")) : std::string();
  };
  for (const json::Value& each : list) ++times[key(each)];
  const std::string begin(find(list_names, name));
  std::size_t further = list.size();
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (!list[at].is_object()) continue;
    const std::string id = key(list[at]);
    if (!id.empty() && times[id] == 1) continue;
    json::Value made = begin + "-" + std::to_string(at + 1);
    while (times.contains(json::write(made))) made = begin + "-" + std::to_string(++further);
    list[at]["id"] = std::move(made);
    hear_("id", name);
  }
}

void S6Repair::complete(json::Value& release, bool compiled, const std::string& now) {
  const auto add = [&](std::string_view name, json::Value value) {
    release[name] = std::move(value);
    hear_("added", std::string(name));
  };
  const bool dated = is_filled(release.find("date"));
  const std::string last = dated ? std::string() : last_date(release, "");
  const bool by_clock = !dated && last.empty();
  if (by_clock) {
    release["date"] = now;
    hear_("clock", "date");
  } else if (!dated) {
    add("date", last);
  }
  if (compiled) {
    release["tag"] = json::Array{"compiled"};
  } else if (!is_filled(release.find("tag"))) {
    json::Array tags;
    for (const auto& [section, tag] : {std::pair{"planning", "planning"},
                                       {"tender", "tender"},
                                       {"awards", "award"},
                                       {"contracts", "contract"}}) {
      if (is_filled(release.find(section))) tags.emplace_back(tag);
    }
    if (!tags.empty()) add("tag", std::move(tags));
  }
  if (!is_filled(release.find("language"))) add("language", "es");
  if (!is_filled(release.find("initiationType"))) add("initiationType", "tender");
  if (const json::Value* const parties = release.find("parties");
      !is_filled(release.find("buyer")) && parties != nullptr && parties->is_array()) {
    std::vector<const json::Value*> buyers;
    for (const json::Value& party : parties->as_array()) {
      const json::Value* const roles = party.find("roles");
      const bool buys =
          roles != nullptr && roles->is_array() &&
          std::ranges::find(roles->as_array(), json::Value("buyer")) != roles->as_array().end();
      if (buys && party.find("id") != nullptr) buyers.push_back(&party);
    }
    if (buyers.size() == 1) {
      json::Value buyer = json::Object{{"id", *buyers[0]->find("id")}};
      if (const json::Value* const name = buyers[0]->find("name")) buyer["name"] = *name;
      add("buyer", std::move(buyer));
    }
  }
  const bool no_id = release.text("id").empty();
  if (compiled) {
    release["id"] = std::string(release.text("ocid")) + "-" + std::string(release.text("date"));
  } else if (no_id) {
    constexpr std::size_t digits = 8;
    release.erase("id");
    json::Value content = release;
    if (by_clock) content.erase("date");  // the same content has the same id
    add("id", base::sha256(json::write(content)).substr(0, digits));
  }
}

}  // namespace edca::legacy
