#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "projects/transforms.hpp"

namespace edca::projects {
namespace {

/// The party in the output with this id, put there when it is missing.
json::Value& put(Draft& draft, const json::Value& party) {
  json::Value& list = draft.output["parties"];
  if (!list.is_array()) list = json::Array();
  json::Array& parties = list.as_array();
  const auto [place, another] =
      draft.party_places.emplace(id_text(party.find("id")), parties.size());
  if (another) parties.push_back(party);
  return parties[place->second];
}

void add_role(json::Value& party, std::string_view role, bool again) {
  json::Value& roles = party["roles"];
  if (!roles.is_array()) roles = json::Array();
  json::Array& array = roles.as_array();
  const json::Value value(role);
  if (again || std::find(array.begin(), array.end(), value) == array.end()) array.push_back(value);
}

bool has_role(const Node& party, std::string_view role) {
  const semantics::Children roles = list(&party, "roles");
  for (const Node& each : roles)
    if (each.kind == json::NodeKind::string && each.view() == role) return true;
  return false;
}

/// The parties that have a role anywhere; `further`: one more that they get.
void put_by_role(Draft& draft, std::string_view role, std::string_view further = {}) {
  for (const Parties::Organization& each : draft.parties().all()) {
    if (std::find(each.roles.begin(), each.roles.end(), role) == each.roles.end()) continue;
    json::Value& party = put(draft, each.party);
    if (!further.empty()) add_role(party, further, false);
  }
}

/// A party of a process, and the number of it.
struct Found {
  const Node* party = nullptr;
  std::size_t number = 0;
};

std::vector<Found> with_role(const Process& process, std::string_view role) {
  std::vector<Found> found;
  std::size_t number = 0;
  for (const Node& party : list(process.compiled, "parties")) {
    if (has_role(party, role)) found.push_back({&party, number});
    ++number;
  }
  return found;
}

/// {"id": …, "name": …} as the party is called in the project.
json::Value reference(const Draft& draft, std::size_t process, const Found& found, json::Value id,
                      bool always) {
  json::Value name;
  if (!draft.compatible()) {
    const json::Value& party = draft.parties().organization(process, found.number).party;
    if (const json::Value* known = party.find("name")) name = *known;
  } else if (const Node* own = at(found.party, "name"); own && (always || something(own))) {
    name = copy(*own);
  }
  json::Object reference;
  reference.emplace_back("id", std::move(id));
  if (always || !name.is_null()) reference.emplace_back("name", std::move(name));
  return reference;
}

/// The one party of each process with a role; several are told.
void one_of_each(Draft& draft, std::string_view role, bool name_always) {
  put_by_role(draft, role);
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Process& process = draft.processes()[n];
    const std::vector<Found> found = with_role(process, role);
    if (found.empty()) continue;
    std::vector<std::string> ids;
    for (const Found& each : found) ids.push_back(as_text(at(each.party, "id")));
    const json::Value& id = draft.parties().id_of(n, found.front().number);
    const bool one = std::all_of(found.begin(), found.end(), [&](const Found& each) {
      return draft.parties().id_of(n, each.number) == id;
    });
    if (found.size() > 1 && (draft.compatible() || !one)) {
      draft.clash("summary/tender/" + std::string(role), ids, &process, "several");
      continue;
    }
    draft.tender(n)[role] =
        reference(draft, n, found.front(), id, name_always && draft.compatible());
  }
}

/// The parties that budget breakdowns name as sources, with the role of a funder, in the order of
/// the lines.
bool put_funders(Draft& draft, std::size_t n) {
  const Node* compiled = draft.processes()[n].compiled;
  std::unordered_map<std::string, std::vector<Found>> by_id;
  std::size_t number = 0;
  for (const Node& party : list(compiled, "parties"))
    by_id[as_text(at(&party, "id"))].push_back({&party, number++});
  bool found = false;
  std::unordered_set<std::string> seen;
  for (const Node& line : list(compiled, "planning", "budget", "budgetBreakdown")) {
    const std::string id = as_text(at(&line, "sourceParty", "id"));
    const auto known = by_id.find(id);
    if (id.empty() || known == by_id.end() || !seen.insert(id).second) continue;
    found = true;
    for (const Found& each : known->second) {
      if (!draft.compatible()) {
        add_role(put(draft, draft.parties().organization(n, each.number).party), "funder", false);
        continue;
      }
      json::Value copied = copy(*each.party);
      copied["id"] = draft.parties().id_of(n, each.number);
      add_role(copied, "funder", true);
      put(draft, copied);
    }
  }
  return found;
}

}  // namespace

void public_authority_role(Draft& draft) {
  put_by_role(draft, "publicAuthority");
}

void buyer_role(Draft& draft) {
  put_by_role(draft, "buyer", "publicAuthority");
}

void procuring_entity(Draft& draft) {
  one_of_each(draft, "procuringEntity", false);
}

void administrative_entity(Draft& draft) {
  one_of_each(draft, "administrativeEntity", true);
}

void funding_sources(Draft& draft) {
  bool found = false;
  for (std::size_t n = 0; n < draft.processes().size(); ++n) found = put_funders(draft, n) || found;
  if (!found) put_by_role(draft, "funder");
}

void suppliers(Draft& draft) {
  put_by_role(draft, "supplier");
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    json::Array references;
    Once known;
    for (const Found& each : with_role(draft.processes()[n], "supplier")) {
      const Node* old = at(each.party, "id");
      const json::Value id = !draft.compatible() ? draft.parties().id_of(n, each.number)
                             : old == nullptr    ? json::Value()
                                                 : copy(*old);
      if (!draft.compatible() && !known.add(id)) continue;
      references.push_back(reference(draft, n, each, id, draft.compatible()));
    }
    if (!references.empty()) draft.summary(n)["suppliers"] = std::move(references);
  }
}

/// The reference to the one public authority.
void public_authority(Draft& draft) {
  const json::Value* parties = draft.output.find("parties");
  if (parties == nullptr) return;
  const json::Value role("publicAuthority");
  std::vector<std::string> names;
  const json::Value* one = nullptr;
  for (const json::Value& each : parties->as_array()) {
    const json::Value* roles = each.find("roles");
    if (roles == nullptr || !roles->is_array() || each.find("id") == nullptr) continue;
    const json::Array& array = roles->as_array();
    if (std::find(array.begin(), array.end(), role) == array.end()) continue;
    one = &each;
    names.emplace_back(each.text("id"));
  }
  if (names.empty()) return;
  if (names.size() > 1) return draft.clash("publicAuthority", names, nullptr, "several");
  json::Value made = json::Object{{"id", *one->find("id")}};
  if (something(one->find("name"))) made["name"] = *one->find("name");
  draft.output["publicAuthority"] = std::move(made);
}

}  // namespace edca::projects
