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
    one(process_.root, "buyer", "buyer");
    const Value* tender = process_.tender;
    one(tender, "procuringEntity", "procuringEntity");
    many(tender, "tenderers", "tenderer");
    for (const Value& meeting : list(tender, "clarificationMeetings")) {
      many(&meeting, "attendees", "attendee");
      many(&meeting, "officials", "official");
    }
    planning();
    for (const Value& award : process_.awards) many(&award, "suppliers", "supplier");
    for (const Value& contract : process_.contracts) {
      for (const Value& guarantee : list(&contract, "guarantees"))
        one(&guarantee, "guarantor", "guarantor");
      for (const Value& transaction : list(&contract, "implementation", "transactions")) {
        one(&transaction, "payer", "payer");
        one(&transaction, "payee", "payee");
      }
    }
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
      process_.references.push_back({reference, role, field});
  }

  void many(const Value* object, std::string_view field, std::string_view role) {
    for (const Value& reference : list(object, field)) {
      if (reference.kind == Kind::object) process_.references.push_back({&reference, role, field});
    }
  }

  Process& process_;
};

void project_references(Process& process) {
  const auto one = [&](const Value* object, std::string_view field) {
    const Value* reference = at(object, field);
    if (reference != nullptr && reference->kind == Kind::object)
      process.references.push_back({reference, {}, field});
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
      process.references.push_back({&supplier, {}, "suppliers"});
    for (const Value& tenderer : list(tender, "tenderers"))
      process.references.push_back({&tenderer, {}, "tenderers"});
    one(tender, "procuringEntity");
    one(tender, "administrativeEntity");
  }
}

}  // namespace

std::optional<Moment> moment(const Value* value) {
  constexpr std::int64_t earliest = 62'198'755'200;  // 1971-01-01
  if (value == nullptr || value->kind != Kind::string) return std::nullopt;
  const std::optional<base::Instant> instant = base::instant(value->view());
  if (!instant || instant->seconds < earliest) return std::nullopt;
  return Moment{instant->seconds, value};
}

bool has_word(const Value* array, std::string_view word) {
  for (const Value& element : elements(array)) {
    if (element.kind == Kind::string && element.view() == word) return true;
  }
  return false;
}

Process make_process(const Value& root, Standard standard, std::int64_t now) {
  Process process;
  process.root = &root;
  process.standard = standard;
  process.now = now;
  process.ocid = text(&root, standard.oc4ids ? "id" : "ocid");
  process.id = standard.oc4ids ? std::string_view() : identifier(&root, "id");
  process.compiled = has_word(at(&root, "tag"), "compiled");
  process.tender = at(&root, "tender");
  process.planning = at(&root, "planning");
  process.parties = list(&root, "parties");
  process.awards = list(&root, "awards");
  process.contracts = list(&root, "contracts");
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
