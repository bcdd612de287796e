#include "semantics/process.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "json/equal.hpp"

namespace edca::semantics {
namespace {

/// References of OCDS and the EDCA-MX extensions.
class OcdsReferences {
 public:
  explicit OcdsReferences(Process& process) : process_(process) {}

  void collect() {
    part_ = Part::tender;
    one(process_.root, "buyer", "buyer");
    const Value* tender = process_.tender;
    one(tender, "procuringEntity", "procuringEntity");
    many(tender, "tenderers", "tenderer");
    for (const Value& meeting : list(tender, "clarificationMeetings")) {
      many(&meeting, "attendees", "attendee");
      many(&meeting, "officials", "official");
    }
    part_ = Part::planning;
    planning();
    part_ = Part::awards;
    for (const Value& award : process_.awards) many(&award, "suppliers", "supplier");
    part_ = Part::contracts;
    for (const Value& contract : process_.contracts) {
      for (const Value& guarantee : list(&contract, "guarantees"))
        one(&guarantee, "guarantor", "guarantor");
      for (const Value& transaction : list(&contract, "implementation", "transactions")) {
        one(&transaction, "payer", "payer");
        one(&transaction, "payee", "payee");
      }
    }
    part_ = Part::other;
    for (const Value& party : process_.parties) many(&party, "memberOf", {});
  }

 private:
  void planning() {
    const Value* planning = process_.planning;
    many(planning, "requestingUnits", "requestingUnit");
    many(planning, "contractingUnits", "contractingUnit");
    many(planning, "responsibleUnits", "responsibleUnit");
    for (const Value& request : list(planning, "requestsForQuotes")) {
      many(&request, "invitedSuppliers", "invitedSupplier");
      for (const Value& quote : list(&request, "quotes"))
        one(&quote, "issuingSupplier", "issuingSupplier");
    }
    for (const Value& source : list(planning, "budget", "budgetBreakdown"))
      one(&source, "sourceParty", {});
  }

  void one(const Value* object, std::string_view field, std::string_view role) {
    const Value* reference = at(object, field);
    if (reference != nullptr && reference->kind == Kind::object)
      process_.references.push_back({reference, role, field, part_});
  }

  void many(const Value* object, std::string_view field, std::string_view role) {
    for (const Value& reference : list(object, field)) {
      if (reference.kind == Kind::object)
        process_.references.push_back({&reference, role, field, part_});
    }
  }

  Process& process_;
  Part part_ = Part::other;
};

void project_references(Process& process) {
  const auto one = [&](const Value* object, std::string_view field) {
    const Value* reference = at(object, field);
    if (reference != nullptr && reference->kind == Kind::object)
      process.references.push_back({reference, {}, field, Part::other});
  };
  const Value* project = process.root;
  one(project, "publicAuthority");
  for (const Value& breakdown : list(project, "budget", "budgetBreakdowns")) {
    for (const Value& source : list(&breakdown, "budgetBreakdown")) one(&source, "sourceParty");
  }
  for (const Value& source : list(project, "budget", "budgetBreakdown"))
    one(&source, "sourceParty");
  for (const Value& process_of : list(project, "contractingProcesses")) {
    const Value* summary = at(&process_of, "summary");
    const Value* tender = at(summary, "tender");
    for (const Value& supplier : list(summary, "suppliers"))
      process.references.push_back({&supplier, {}, "suppliers", Part::other});
    for (const Value& tenderer : list(tender, "tenderers"))
      process.references.push_back({&tenderer, {}, "tenderers", Part::other});
    one(tender, "procuringEntity");
    one(tender, "administrativeEntity");
  }
}

/// Whether the tender says what is bought or how, and not only what is new in it.
bool tells_tender(const Value* tender) {
  return filled(tender, "title") || filled(tender, "description") ||
         filled(tender, "procurementMethod") || filled(tender, "items");
}

/// How much the release has to tell, as is_complete() says.
void read_extent(Process& process, Standing standing) {
  if (standing == Standing::beside_compiled) return;
  bool carried_out = false;
  for (const Value& tag : list(process.root, "tag")) {
    const auto announced = announced_by(tag.kind == Kind::string ? tag.view() : std::string_view());
    if (!announced) continue;
    if (announced->part == Part::implementation) {
      carried_out = true;
    } else {
      (announced->opens ? process.opened : process.changed).add(announced->part);
    }
  }
  // What is done under a contract adds to it, unless the contract is new too.
  if (carried_out && !process.opened.has(Part::contracts)) process.changed.add(Part::contracts);
  const bool untold = process.opened.empty() && process.changed.empty();
  const bool begins = process.opened.has(Part::planning) && process.changed.empty();
  const bool at_once =
      tells_tender(process.tender) && (!process.awards.empty() || !process.contracts.empty());
  process.whole = standing == Standing::compiled || process.compiled || process.standard.oc4ids ||
                  untold || begins || at_once;
}

}  // namespace

std::optional<Moment> moment(const Value* value) {
  constexpr std::int64_t earliest = 62'198'755'200;  // 1971-01-01
  constexpr std::int64_t latest = 66'301'200'000;    // 2101-01-01
  if (value == nullptr || value->kind != Kind::string) return std::nullopt;
  const std::optional<base::Instant> instant = base::instant(value->view());
  if (!instant || instant->seconds < earliest || instant->seconds >= latest) return std::nullopt;
  return Moment{instant->seconds, value};
}

bool on_later_day(const Moment& one, const Moment& other) {
  constexpr std::int64_t day = 86'400;
  const auto since_midnight = [](const Moment& when) {
    const auto two = [text = when.text()](std::size_t at) {
      return std::int64_t{text[at] - '0'} * 10 + (text[at + 1] - '0');
    };
    return (two(11) * 60 + two(14)) * 60 + two(17);  // 2025-03-14T18:30:00
  };
  return one.seconds >= other.seconds + day - since_midnight(other) &&
         one.seconds - since_midnight(one) > other.seconds;
}

bool is_future(const Moment& when, const Process& process) {
  constexpr std::int64_t day = 86'400;
  return when.seconds > process.now + day;
}

bool has_word(const Value* array, std::string_view word) {
  for (const Value& element : elements(array)) {
    if (element.kind == Kind::string && element.view() == word) return true;
  }
  return false;
}

bool is_complete(const Process& process, Part part) {
  return process.whole || (process.opened.has(part) && !process.changed.has(part));
}

bool is_introduced(const Process& process, const Value& party) {
  if (process.whole) return true;
  if (process.opened.empty() || !process.changed.empty()) return false;
  const bool named = filled(&party, "name");
  const bool numbered = filled(&party, "identifier", "id");
  const bool in_role = filled(&party, "roles");
  return named ? numbered || in_role : numbered && in_role;
}

Process make_process(const Value& root, Standard standard, std::int64_t now, Standing standing) {
  Process process;
  process.root = &root;
  process.standard = standard;
  process.now = now;
  process.ocid = text(&root, standard.oc4ids ? "id" : "ocid");
  process.id = standard.oc4ids ? std::string_view() : identifier(&root, "id");
  process.compiled = has_word(at(&root, "tag"), "compiled");
  process.date = moment(&root, standard.oc4ids ? "updated" : "date");
  process.tender = at(&root, "tender");
  process.planning = at(&root, "planning");
  process.parties = list(&root, "parties");
  process.awards = list(&root, "awards");
  process.contracts = list(&root, "contracts");
  read_extent(process, standing);
  process.has_parties = !process.parties.empty();
  for (const Value& party : process.parties) {
    const std::string_view id = identifier(&party, "id");
    if (id.empty()) continue;
    const auto [first, added] = process.party.try_emplace(id, &party);
    // Of equal entries, each is as good as the other.
    if (!added && !json::equal(party, *first->second)) process.repeated_parties.push_back(id);
  }
  std::sort(process.repeated_parties.begin(), process.repeated_parties.end());
  for (const Value& award : process.awards) {
    const std::string_view id = identifier(&award, "id");
    if (!id.empty()) process.award.try_emplace(id, &award);
  }
  if (standard.oc4ids) {
    project_references(process);
  } else if (!standard.version_1_0) {
    OcdsReferences(process).collect();
  }
  return process;
}

}  // namespace edca::semantics
