#include "upgrade/parties.hpp"

#include <algorithm>
#include <array>

#include "base/md5.hpp"
#include "json/equal.hpp"
#include "json/tree.hpp"
#include "merge/reference_values.hpp"

namespace edca::upgrade {

using Id = Document::Id;
using Kind = Document::Kind;

/// An organization as OCDS 1.0 has it.
struct Parties::Organization {
  std::string text;  ///< JSON, with the id
  std::string id;    ///< JSON
  std::string name;  ///< JSON; may be empty
  std::string rest;  ///< members but id and roles
  std::vector<std::string> roles;
};

namespace {

struct Part {
  std::string_view parent;
  std::array<std::string_view, 5> fields;
};

/// What tells organizations of OCDS 1.0 apart.
/// https://standard.open-contracting.org/1.0/en/schema/reference/#organization
constexpr std::array<Part, 4> parts = {{
    {"", {"name"}},
    {"identifier", {"scheme", "id", "legalName", "uri"}},
    {"address", {"streetAddress", "locality", "region", "postalCode", "countryName"}},
    {"contactPoint", {"name", "email", "telephone", "faxNumber", "url"}},
}};

bool json_equal(const std::string& left, const std::string& right) {
  if (left == right) return true;
  json::Tree tree;
  const std::size_t one = tree.parse(left).root;
  const std::size_t other = tree.parse(right).root;
  return json::equal(tree.at(one), tree.at(other));
}

/// What Python takes for false counts as nothing.
std::string python_text(const std::string& json) {
  if (json.empty() || json == "null" || json == "false" || json == "\"\"") return {};
  json::Tree tree;
  const json::Tree::Read read = tree.parse(json);
  if (read.error != json::ReadError::none) return {};
  const json::Node& value = tree.at(read.root);
  if (value.is_container() && value.size == 0) return {};
  if (value.kind == json::NodeKind::string) return std::string(value.view());
  if (value.kind == json::NodeKind::number &&
      value.view().substr(0, value.view().find_first_of("eE")).find_first_of("123456789") ==
          std::string_view::npos) {
    return {};
  }
  std::string out;
  merge::append_python_text(value, out);
  return out;
}

std::string member_text(const Document& document, Id object, std::string_view key) {
  const Id id = document.find(object, key);
  return id == Document::none ? std::string() : document.text(id);
}

/// The id that ocdskit gives to an organization without one. `name` is JSON text.
std::string made_id(const Document& document, Id organization, Id identifier,
                    const std::string& name) {
  std::string joined;
  const auto add = [&](const std::string& json) { (joined += python_text(json)) += '-'; };
  add(name);
  for (const Part& part : parts) {
    if (part.parent.empty()) continue;
    const Id parent = part.parent == "identifier" && identifier != Document::none
                          ? identifier
                          : document.find(organization, part.parent, Kind::object);
    if (parent == Document::none) continue;
    for (const std::string_view field : part.fields) {
      if (!field.empty()) add(member_text(document, parent, field));
    }
  }
  joined.pop_back();
  return json_string(base::md5(joined));
}

/// What ids are compared by.
std::string identity(const std::string& json) {
  json::Tree tree;
  const json::Node& value = tree.at(tree.parse(json).root);
  return value.is_container() ? std::string() : merge::python_identity(value);
}

/// The codes of a `roles` member as JSON texts; of one that is no list, it alone.
std::vector<std::string> roles_of(const Document& document, Id party) {
  std::vector<std::string> roles;
  const Id list = document.find(party, "roles");
  if (list == Document::none || document.is(list, Kind::null)) return roles;
  if (!document.is(list, Kind::array)) return {document.text(list)};
  for (Id id = document.first(list); id != Document::none; id = document.next(id)) {
    roles.push_back(document.text(id));
  }
  return roles;
}

/// Members of an object but some, as JSON texts joined by commas.
std::string members_but(const Document& document, Id object,
                        std::initializer_list<std::string_view> but) {
  std::string out;
  for (Id id = document.first(object); id != Document::none; id = document.next(id)) {
    const std::string_view key = document.key(id);
    if (std::find(but.begin(), but.end(), key) != but.end()) continue;
    out.append(out.empty() ? "" : ", ").append(document.key_text(id)).append(": ");
    out += document.text(id);
  }
  return out;
}

std::string object(const std::string& id, const std::string& rest) {
  return "{\"id\": " + id + (rest.empty() ? "" : ", ") + rest + "}";
}

std::string array(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return "[" + out + "]";
}

/// Whether an organization has nothing that the one which stays has not.
bool is_covered(const std::string& organization, const std::string& survivor) {
  json::Tree tree;
  const std::size_t one = tree.parse(organization).root;
  const std::size_t other = tree.parse(survivor).root;
  const json::Node& value = tree.at(one);
  const json::Node* key = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at) {
    const json::Node* member = key->next();
    const json::Node* same = json::find(tree.at(other), key->view());
    if (same == nullptr || !json::equal(*member, *same)) return false;
    key = member->next();
  }
  return true;
}

}  // namespace

Parties::Parties(Document& document, Id release, Changes& changes)
    : document_(document), release_(release), changes_(changes) {
  const Id list = document_.find(release, "parties", Kind::array);
  if (list == Document::none) return;
  for (Id id = document_.first(list); id != Document::none; id = document_.next(id)) {
    if (!document_.is(id, Kind::object)) continue;
    Party party;
    party.node = id;
    party.id = member_text(document_, id, "id");
    if (party.id.empty()) {
      party.id = made_id(document_, id, Document::none, member_text(document_, id, "name"));
    }
    party.survivor = "{" + members_but(document_, id, {"roles"}) + "}";
    party.roles = roles_of(document_, id);
    const std::string key = identity(party.id);
    if (key.empty()) continue;
    by_id_[key] = parties_.size();
    parties_.push_back(std::move(party));
  }
}

void Parties::add(Id id, std::string_view role) {
  if (id == Document::none || !document_.is(id, Kind::object)) return;
  Organization organization;
  organization.name = member_text(document_, id, "name");
  organization.id = member_text(document_, id, "id");
  if (organization.id.empty()) {
    organization.id = made_id(document_, id, Document::none, organization.name);
  }
  organization.rest = members_but(document_, id, {"id", "roles"});
  organization.roles = roles_of(document_, id);
  organization.text = object(organization.id, members_but(document_, id, {"id"}));
  add(id, organization, role);
}

void Parties::add_identifier(Id id, std::string_view role) {
  Organization organization;
  organization.name = member_text(document_, id, "legalName");
  organization.id = made_id(document_, Document::none, id, organization.name);
  organization.rest = "\"identifier\": " + document_.text(id);
  if (!organization.name.empty()) organization.rest += ", \"name\": " + organization.name;
  organization.text = object(organization.id, organization.rest);
  add(id, organization, role);
}

void Parties::add(Id at, const Organization& organization, std::string_view role) {
  const std::string key = identity(organization.id);
  if (key.empty()) return;
  const auto [found, added] = by_id_.try_emplace(key, parties_.size());
  if (added) {
    parties_.push_back({organization.id, Document::none, organization.rest,
                        object(organization.id, organization.rest), organization.roles, true});
  }
  Party& party = parties_[found->second];
  if (!added && !is_covered(organization.text, party.survivor)) {
    changes_.add("upgrade.party-differs", document_, at, organization.text, party.survivor);
  }
  add_role(party, role);
  const std::string reference =
      object(organization.id, organization.name.empty() ? "" : "\"name\": " + organization.name);
  const std::string old = document_.text(at);
  if (json_equal(old, reference)) return;
  changes_.add("upgrade.party", document_, at, old, reference);
  document_.replace(at, reference);
}

/// Sorts what is there before it adds, as ocdskit does.
void Parties::add_role(Party& party, std::string_view role) {
  std::vector<std::string>& roles = party.roles;
  std::sort(roles.begin(), roles.end());
  const std::string text = json_string(role);
  if (std::find(roles.begin(), roles.end(), text) == roles.end()) roles.push_back(text);
  party.used = true;
}

/// A party that was there gets its new roles, and an id where it had none.
void Parties::finish_old(const Party& party) {
  if (!party.used) return;
  if (document_.find(party.node, "id") == Document::none) {
    changes_.add("upgrade.party", document_, party.node, {}, party.id).variant = "id";
    document_.append(party.node, "id", party.id);
  }
  const Id list = document_.find(party.node, "roles");
  const std::string now = array(party.roles);
  if (list != Document::none && json_equal(document_.text(list), now)) return;
  changes_
      .add("upgrade.party", document_, list == Document::none ? party.node : list,
           list == Document::none ? std::string() : document_.text(list), now)
      .variant = "roles";
  if (list == Document::none) {
    document_.append(party.node, "roles", now);
  } else {
    document_.replace(list, now);
  }
}

void Parties::finish() {
  std::vector<std::string> fresh;
  for (const Party& party : parties_) {
    if (party.node != Document::none) {
      finish_old(party);
      continue;
    }
    const std::string rest =
        "\"roles\": " + array(party.roles) + (party.rest.empty() ? "" : ", ") + party.rest;
    fresh.push_back(object(party.id, rest));
  }
  if (fresh.empty()) return;
  const Id list = document_.find(release_, "parties", Kind::array);
  changes_
      .add("upgrade.party", document_, list == Document::none ? release_ : list, {}, array(fresh))
      .variant = "parties";
  if (list != Document::none) {
    for (const std::string& party : fresh) document_.append(list, {}, party);
    return;
  }
  Id behind = Document::none;
  for (const std::string_view key : {"ocid", "id", "date", "tag", "initiationType"}) {
    const Id id = document_.find(release_, key);
    if (id != Document::none) behind = id;
  }
  document_.insert(release_, "parties", array(fresh), behind);
}

}  // namespace edca::upgrade
