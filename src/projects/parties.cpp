#include "projects/parties.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "json/equal.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t none = ~std::size_t{0};

/// Organizations of one id that others with it are compared with.
constexpr std::size_t most_alike = 16;

/// The same text for equal values.
void write_sorted(const Node& value, std::string& out, bool party) {
  if (value.kind == json::NodeKind::object) {
    out += '{';
    for (const Node* key : json::sorted_keys(value)) {
      if (party && (key->view() == "id" || key->view() == "roles")) continue;
      json::write_string(key->view(), out);
      out += ':';
      write_sorted(key[1], out, false);
      out += ',';
    }
    out += '}';
  } else if (value.kind == json::NodeKind::array) {
    out += '[';
    for (const Node& each : elements(&value)) {
      write_sorted(each, out, false);
      out += ',';
    }
    out += ']';
  } else {
    out += json::write(copy(value));
  }
}

json::Array array_of(const std::vector<std::string>& texts) {
  json::Array array;
  for (const std::string& each : texts) array.emplace_back(each);
  return array;
}

}  // namespace

std::string Parties::identifier_of(const Node& party) {
  const std::string scheme = as_text(at(&party, "identifier", "scheme"));
  const std::string id = as_text(at(&party, "identifier", "id"));
  if (scheme.empty() || id.empty()) return {};
  // The tax register of Mexico by the name that it has without the list of schemes.
  return (scheme == "RFC" ? "MX-RFC" : scheme) + "-" + id;
}

Parties::Keys Parties::keys_of(const Node& party) const {
  Keys keys;
  keys.identifier = identifier_of(party);
  if (compatible_ && keys.identifier.starts_with("MX-RFC-"))
    keys.identifier =
        as_text(at(&party, "identifier", "scheme")) + "-" + as_text(at(&party, "identifier", "id"));
  write_sorted(party, keys.fingerprint, true);
  keys.id = as_text(at(&party, "id"));
  keys.name = base::fold(as_text(at(&party, "name")));
  return keys;
}

/// The organization that a party is, or none.
std::size_t Parties::find(const Keys& keys) const {
  std::size_t found = none;
  if (!keys.identifier.empty()) {
    const auto known = by_identifier_.find(keys.identifier);
    if (known != by_identifier_.end()) found = known->second;
  }
  // One without a name is not known by what it lacks.
  if (compatible_ || !keys.name.empty()) {
    const auto known = by_fingerprint_.find(keys.fingerprint);
    if (known != by_fingerprint_.end()) found = std::min(found, known->second);
  }
  if (compatible_ || found != none || keys.id.empty()) return found;
  const auto same_id = by_id_.find(keys.id);
  if (same_id == by_id_.end()) return none;
  for (const std::size_t each : same_id->second) {
    const Keys& other = keys_[each];
    const bool other_identifier = !keys.identifier.empty() && !other.identifier.empty();
    const bool other_name = !keys.name.empty() && !other.name.empty() && keys.name != other.name;
    if (!other_identifier && !other_name) return each;
  }
  return none;
}

std::size_t Parties::start(const Node& party, const Keys& keys) {
  const std::size_t number = organizations_.size();
  Organization organization;
  organization.party = copy(party);
  organizations_.push_back(std::move(organization));
  keys_.push_back(keys);
  names_.emplace_back();
  said_.emplace_back();
  by_fingerprint_.emplace(keys.fingerprint, number);
  return number;
}

/// Adds what another party says of the same organization.
void Parties::join(std::size_t number, const Node& party, const Keys& keys) {
  Organization& organization = organizations_[number];
  if (compatible_) return;
  Keys& known = keys_[number];
  if (known.identifier.empty()) known.identifier = keys.identifier;
  if (known.name.empty()) known.name = keys.name;
  json::Object& object = organization.party.as_object();
  auto& places = said_[number].members;
  if (places.empty())
    for (std::size_t at = 0; at < object.size(); ++at) places.emplace(object[at].first, at);
  const semantics::Children members = semantics::members(&party);
  for (auto each = members.begin(); each != members.end(); ++each) {
    if (each.key() == "roles" || each.key() == "id" || !something(&*each)) continue;
    const auto [place, missing] = places.try_emplace(std::string(each.key()), object.size());
    if (missing) {
      object.emplace_back(std::string(each.key()), copy(*each));
    } else if (!something(&object[place->second].second)) {
      object[place->second].second = copy(*each);
    }
  }
}

/// Notes the roles and the name that a party gives its organization.
void Parties::say(std::size_t number, const Node& party) {
  Organization& organization = organizations_[number];
  Said& said = said_[number];
  for (const Node& each : list(&party, "roles"))
    if (std::string role = as_text(&each); said.roles.insert(role).second)
      organization.roles.push_back(std::move(role));
  if (said.lists_roles && !said.roles_placed) {
    const bool there = organization.party.find("roles") != nullptr;
    organization.party["roles"] = json::Value();
    if (!there && !said.members.empty())
      said.members.emplace("roles", organization.party.as_object().size() - 1);
    said.roles_placed = true;
  }
  if (std::string name = as_text(at(&party, "name"));
      !name.empty() && said.names.insert(name).second)
    names_[number].push_back(std::move(name));
}

void Parties::add(const Node* parties) {
  first_.push_back(members_.size());
  for (const Node& party : elements(parties)) {
    if (party.kind != json::NodeKind::object) {
      members_.push_back({nullptr, none});
      continue;
    }
    const Keys keys = keys_of(party);
    repeated_ids_ = repeated_ids_ || by_id_.find(keys.id) != by_id_.end();
    std::size_t number = find(keys);
    const bool another = number != none;
    if (another) {
      join(number, party, keys);
    } else {
      number = start(party, keys);
    }
    if (!keys.identifier.empty()) by_identifier_.emplace(keys.identifier, number);
    std::vector<std::size_t>& same_id = by_id_[keys.id];
    if (!another && same_id.size() < most_alike) same_id.push_back(number);
    said_[number].lists_roles = another || !compatible_;
    say(number, party);
    members_.push_back({&party, number});
  }
}

void Parties::finish(const Differs& differs) {
  ids_.resize(members_.size());
  for (std::size_t at = 0; at < organizations_.size(); ++at)
    if (said_[at].lists_roles)
      organizations_[at].party["roles"] = array_of(organizations_[at].roles);
  if (compatible_) return name_compatibly(repeated_ids_);
  name_once();
  for (std::size_t at = 0; at < organizations_.size(); ++at) {
    const std::vector<std::string>& names = names_[at];
    const bool same = std::all_of(names.begin(), names.end(), [&](const std::string& each) {
      return base::fold(each) == base::fold(names.front());
    });
    if (!same) differs(std::string(organizations_[at].party.text("id")), names);
  }
}

/// Each id that stands twice makes all of them new; a party found again keeps its old id in
/// references.
void Parties::name_compatibly(bool repeated) {
  std::vector<bool> seen(organizations_.size());
  std::uint64_t number = 1;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    const Member& member = members_[at];
    if (member.node == nullptr) continue;
    json::Value& party = organizations_[member.organization].party;
    const Node* id = json::find(*member.node, "id");
    if (seen[member.organization]) {
      ids_[at] = id == nullptr ? json::Value() : copy(*id);
      continue;
    }
    seen[member.organization] = true;
    const std::string& identifier = keys_[member.organization].identifier;
    if (repeated) party["id"] = identifier.empty() ? std::to_string(number++) : identifier;
    const json::Value* named = party.find("id");
    ids_[at] = named == nullptr ? json::Value() : *named;
  }
}

/// Each organization keeps its first id, unless another one has it already.
void Parties::name_once() {
  std::unordered_set<std::string> taken;
  std::unordered_map<std::string, std::size_t> numbers;  // the last one given of each usual id
  for (std::size_t at = 0; at < organizations_.size(); ++at) {
    const Keys& keys = keys_[at];
    const std::string usual = !keys.id.empty()           ? keys.id
                              : !keys.identifier.empty() ? keys.identifier
                                                         : "party";
    std::string id = usual;
    if (taken.count(id) != 0 && !keys.identifier.empty()) id = keys.identifier;
    std::size_t& number = numbers.try_emplace(usual, 1).first->second;
    while (!taken.insert(id).second) id = usual + "-" + std::to_string(++number);
    organizations_[at].party["id"] = id;
  }
  for (std::size_t at = 0; at < members_.size(); ++at)
    if (members_[at].node != nullptr)
      ids_[at] = *organizations_[members_[at].organization].party.find("id");
}

const json::Value& Parties::id_of(std::size_t process, std::size_t party) const {
  return ids_[first_[known_ + process] + party];
}

const Parties::Organization& Parties::organization(std::size_t process, std::size_t party) const {
  return organizations_[members_[first_[known_ + process] + party].organization];
}

}  // namespace edca::projects
