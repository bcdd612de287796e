#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>

#include "semantics/families.hpp"
#include "semantics/tax_ids.hpp"

namespace edca::semantics {
namespace {

bool only_has_roles(const Value& party, std::initializer_list<std::string_view> roles) {
  for (const Value& role : list(&party, "roles")) {
    const std::string_view name = role.kind == Kind::string ? role.view() : std::string_view();
    if (std::find(roles.begin(), roles.end(), name) == roles.end()) return false;
  }
  return !list(&party, "roles").empty();
}

/// People who only act for others, as at a meeting: their numbers are personal data.
bool is_representative(const Value& party) {
  const bool person = text(&party, "identifier", "legalPersonality") == "naturalPerson" ||
                      filled(&party, "position");
  return person && only_has_roles(party, {"official", "attendee"});
}

/// A unit of another organization, which has the number: a member of it, or with an id of the form
/// {scheme}-{id}-{unit}
/// (https://standard.open-contracting.org/1.1/en/schema/identifiers/#organization-ids).
bool is_unit(const Value& party) {
  if (has_unit_id(party)) return true;
  return filled(&party, "memberOf") && only_has_roles(party, {"requestingUnit", "contractingUnit",
                                                              "responsibleUnit", "technicalUnit"});
}

bool have_other_names(const Value& one, const Value& other) {
  const std::string_view name = text(&one, "name");
  const std::string_view other_name = text(&other, "name");
  return !name.empty() && !other_name.empty() && plain_name(name) != plain_name(other_name);
}

}  // namespace

std::string register_id(const Value& party) {
  const std::string_view scheme = text(&party, "identifier", "scheme");
  const std::string_view local = identifier(&party, "identifier", "id");
  if (scheme.empty() || local.empty()) return {};
  return std::string(scheme).append("-").append(local);
}

bool has_unit_id(const Value& party) {
  const std::string whole = register_id(party) + "-";
  const std::string_view id = identifier(&party, "id");
  return whole.size() > 1 && id.size() > whole.size() && id.starts_with(whole);
}

/// The same organization under two ids, and organizations that nobody can tell apart.
void check_parties(const Process& process, Recorder& recorder) {
  std::map<std::pair<std::string_view, std::string_view>, const Value*> by_identifier;
  for (const Value& party : process.parties) {
    if (party.kind != Kind::object) continue;
    const std::string_view scheme = text(&party, "identifier", "scheme");
    const std::string_view local = identifier(&party, "identifier", "id");
    const bool introduced = is_introduced(process, party);
    if (introduced && !filled(&party, "name")) recorder.absent("party.name", party, "name");
    if (local.empty()) {
      if (introduced && !filled(&party, "additionalIdentifiers") && !is_representative(party) &&
          !is_unit(party))
        recorder.absent("party.identifier", party, "identifier");
      continue;
    }
    if (introduced && scheme.empty())
      recorder.absent("party.scheme", *at(&party, "identifier"), "scheme");
    if (is_unit(party) || names_nobody(local)) continue;
    const auto [first, added] = by_identifier.try_emplace({scheme, local}, &party);
    const std::string_view id = identifier(&party, "id");
    const std::string_view other = identifier(first->second, "id");
    // With the same id twice, the rule about ids speaks. Units have the number of their body, and
    // names of their own.
    if (!added && id != other && !have_other_names(party, *first->second))
      recorder.add("party.repeated", party, {{"identifier", local}, {"first", other}, {"id", id}});
  }
}

}  // namespace edca::semantics
