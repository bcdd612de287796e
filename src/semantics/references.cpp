#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

void check_reference(const Process& process, const Reference& reference,
                     std::set<std::string_view>& told, Recorder& recorder) {
  const std::string_view id = identifier(reference.object, "id");
  const std::string_view name = text(reference.object, "name");
  if (id.empty()) {
    // Of an id that is no text or number, the schema speaks.
    if (name.empty() || at(reference.object, "id") != nullptr) return;
    recorder.absent(process.has_parties ? base::RuleId("reference.without-id")
                                        : base::RuleId("reference.without-id/no-parties"),
                    *reference.object, "id");
    return;
  }
  const auto party = process.party.find(id);
  if (party == process.party.end()) {
    // Of parties that are no list the schema speaks; who is among them is not known.
    const Value* parties = at(process.root, "parties");
    if (parties != nullptr && parties->kind != Kind::array) return;
    // Parties that were told before need not be told again.
    if (process.whole || (process.has_parties && is_complete(process, reference.part)))
      recorder.add("reference.organization", *at(reference.object, "id"), {{"id", id}});
    return;
  }
  const auto& repeated = process.repeated_parties;
  if (std::binary_search(repeated.begin(), repeated.end(), id) && told.insert(id).second)
    recorder.add("reference.several-organizations", *at(reference.object, "id"), {{"id", id}});
  const std::string_view party_name = text(party->second, "name");
  if (!name.empty() && !party_name.empty() && name != party_name &&
      plain_name(name) != plain_name(party_name)) {
    recorder.add("reference.name-differs", *at(reference.object, "name"),
                 {{"id", id}, {"party", party_name}});
  }
  const Value* party_id = at(party->second, "id");
  if (party_id->kind != at(reference.object, "id")->kind)
    recorder.add("id.number-or-text", *at(reference.object, "id"), {{"id", id}});
}

void check_contracts(const Process& process, Recorder& recorder) {
  for (const Value& contract : process.contracts) {
    const std::string_view award = identifier(&contract, "awardID");
    if (award.empty() || process.awards.empty()) continue;
    const auto found = process.award.find(award);
    const Value& value = *at(&contract, "awardID");
    if (found == process.award.end()) {
      // The award may have been told before.
      if (process.whole) recorder.add("reference.award", value, {{"id", award}});
    } else if (at(found->second, "id")->kind != value.kind) {
      recorder.add("id.number-or-text", value, {{"id", award}});
    }
  }
}

/// Payments say who pays and who is paid.
void check_payments(const Process& process, Recorder& recorder) {
  if (!is_complete(process, Part::contracts)) return;
  for (const Value& contract : process.contracts) {
    for (const Value& payment : list(&contract, "implementation", "transactions")) {
      if (payment.kind != Kind::object) continue;
      const bool payer = filled(&payment, "payer") || filled(&payment, "providerOrganization");
      const bool payee = filled(&payment, "payee") || filled(&payment, "receiverOrganization");
      if (!payer && !payee) {
        recorder.absent("reference.payment-parties", payment, "payer");
      } else if (!payer || !payee) {
        recorder.absent("reference.payment-parties/one", payment, payer ? "payee" : "payer");
      }
    }
  }
}

/// What a role was called in 2018-2020: another rule asks for today's name.
std::string_view old_role(std::string_view role) {
  if (role == "attendee") return "clarificationMeetingAttendee";
  if (role == "official") return "clarificationMeetingOfficial";
  return role;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : base::fold(name)) {
    if (c == ',' || c == '.' || c == '"') continue;
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

void check_references(const Process& process, Recorder& recorder) {
  if (process.standard.version_1_0) return;
  std::set<std::string_view> told;
  for (const Reference& reference : process.references)
    check_reference(process, reference, told, recorder);
  if (process.standard.oc4ids) return;
  check_contracts(process, recorder);
  check_payments(process, recorder);
}

void check_roles(const Process& process, Recorder& recorder) {
  if (process.standard.version_1_0 || !process.has_parties) return;
  std::map<const Value*, std::set<std::string_view>> used;
  std::set<const Value*> above;  // organizations that others are members of
  std::map<std::string_view, Part>
      usual;                            // roles in which organizations are referred to, and where
  std::set<std::string_view> dangling;  // of those, where a reference leads nowhere
  for (const Reference& reference : process.references) {
    const auto party = process.party.find(identifier(reference.object, "id"));
    if (reference.field == "memberOf" && party != process.party.end()) above.insert(party->second);
    if (reference.role.empty()) continue;
    usual.try_emplace(reference.role, reference.part);
    if (party == process.party.end()) {
      dangling.insert(reference.role);
      continue;
    }
    const bool first = used[party->second].insert(reference.role).second;
    const Value* list = at(party->second, "roles");
    if (first && !elements(list).empty() && !has_word(list, reference.role) &&
        !has_word(list, old_role(reference.role))) {
      recorder.add("reference.role-missing", *at(reference.object, "id"),
                   {{"role", reference.role}, {"field", reference.field}});
    }
  }
  for (const Value& party : process.parties) {
    if (party.kind != Kind::object) continue;
    if (is_introduced(process, party) && elements(at(&party, "roles")).empty() &&
        above.count(&party) == 0)
      recorder.absent("party.roles", party, "roles");
    // References lead to the first party of an id; of the others, the rule about ids speaks.
    const auto first = process.party.find(identifier(&party, "id"));
    if (first != process.party.end() && first->second != &party) continue;
    for (const Value& role : list(&party, "roles")) {
      if (role.kind != Kind::string) continue;
      const std::string_view name = role.view();
      const auto where = usual.find(name);
      if (where == usual.end() || dangling.count(name) != 0 || !is_complete(process, where->second))
        continue;
      const auto found = used.find(&party);
      if (found == used.end() || found->second.count(name) == 0)
        recorder.add("reference.role-unused", role, {{"role", name}});
    }
  }
}

}  // namespace edca::semantics
