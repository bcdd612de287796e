#include <map>
#include <set>
#include <string>

#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// People who only act for others, as at a meeting: their numbers are personal data.
bool is_representative(const Value& party) {
  const Children roles = list(&party, "roles");
  for (const Value& role : roles) {
    const std::string_view name = role.kind == Kind::string ? role.view() : std::string_view();
    if (name != "official" && name != "attendee") return false;
  }
  const bool person = text(&party, "identifier", "legalPersonality") == "naturalPerson" ||
                      filled(&party, "position");
  return person && !roles.empty();
}

}  // namespace

/// The same organization under two ids, and organizations that nobody can tell apart.
void check_parties(const Process& process, Recorder& recorder) {
  std::map<std::pair<std::string_view, std::string_view>, const Value*> by_identifier;
  for (const Value& party : process.parties) {
    if (party.kind != Kind::object) continue;
    const std::string_view scheme = text(&party, "identifier", "scheme");
    const std::string_view local = identifier(&party, "identifier", "id");
    if (!filled(&party, "name")) recorder.absent("party.name", party, "name");
    if (local.empty()) {
      if (!filled(&party, "additionalIdentifiers") && !is_representative(party))
        recorder.absent("party.identifier", party, "identifier");
      continue;
    }
    if (scheme.empty()) recorder.absent("party.scheme", *at(&party, "identifier"), "scheme");
    const auto [first, added] = by_identifier.try_emplace({scheme, local}, &party);
    const std::string_view id = identifier(&party, "id");
    const std::string_view other = identifier(first->second, "id");
    // With the same id twice, the rule about ids speaks.
    if (!added && id != other)
      recorder.add("party.repeated", party, {{"identifier", local}, {"first", other}, {"id", id}});
  }
}

}  // namespace edca::semantics
