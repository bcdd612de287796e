#include <charconv>
#include <set>
#include <string>

#include "semantics/families.hpp"

#include "base/ascii.hpp"

namespace edca::semantics {
namespace {

using base::is_one_of;

/// Whether the release tells of an end that was over for more than a year when it was published:
/// releases are not rewritten, and what they say was true on their date
/// (https://standard.open-contracting.org/1.1/en/schema/reference/#date).
bool long_over(const std::optional<Moment>& end, const Process& process) {
  constexpr std::int64_t year = std::int64_t{365} * 86'400;
  return end && process.date && end->seconds + year < process.date->seconds;
}

/// Whether one of the awards or contracts came about and was not taken back.
bool any_stands(const Children& values) {
  for (const Value& value : values) {
    if (!is_one_of(text(&value, "status"), {"cancelled", "unsuccessful"})) return true;
  }
  return false;
}

/// Whether a contract may have a status under an award that has not led to one, or not in the end.
bool may_follow(std::string_view contract, std::string_view award) {
  return contract == "cancelled" || (award == "pending" && contract == "pending") ||
         (award == "cancelled" && contract == "terminated");
}

/// Whether several suppliers won together: of joint proposals, some count the proposals and some
/// the bidders.
bool has_joint_award(const Process& process) {
  for (const Value& award : process.awards) {
    if (list(&award, "suppliers").size() > 1) return true;
  }
  return false;
}

void check_tender_status(const Process& process, Recorder& recorder) {
  const Value* tender = process.tender;
  const std::string_view status = text(tender, "status");
  // While a procedure is open, parts of it may be awarded already.
  if (is_one_of(status, {"planning", "planned", "cancelled", "unsuccessful", "withdrawn"}) &&
      (any_stands(process.awards) || any_stands(process.contracts)))
    recorder.add("status.tender", *at(tender, "status"), {{"status", status}});
  const Children tenderers = list(tender, "tenderers");
  const std::string_view said = number(tender, "numberOfTenderers");
  if (!said.empty() && !tenderers.empty() && is_complete(process, Part::tender) &&
      said != std::to_string(tenderers.size()) && !has_joint_award(process)) {
    recorder.add("status.number-of-tenderers", *at(tender, "numberOfTenderers"),
                 {{"said", said}, {"count", std::to_string(tenderers.size())}});
  }
  if (text(tender, "procurementMethod") == "direct" && tenderers.size() > 1) {
    recorder.add("status.direct-tenderers", *at(tender, "tenderers"),
                 {{"count", std::to_string(tenderers.size())}});
  }
}

/// Suppliers take part before they win.
void check_winners(const Process& process, const Value& award, Recorder& recorder) {
  if (!is_complete(process, Part::tender)) return;
  if (is_one_of(text(&award, "status"), {"cancelled", "unsuccessful"})) return;  // nobody has won
  std::set<std::string_view> tenderers;
  for (const Value& tenderer : list(process.tender, "tenderers"))
    tenderers.insert(identifier(&tenderer, "id"));
  if (tenderers.empty()) return;
  for (const Value& supplier : list(&award, "suppliers")) {
    const std::string_view id = identifier(&supplier, "id");
    if (!id.empty() && tenderers.count(id) == 0)
      recorder.add("status.supplier-not-tenderer", *at(&supplier, "id"), {{"id", id}});
  }
}

void check_awards(const Process& process, Recorder& recorder) {
  const bool told = is_complete(process, Part::awards);
  for (const Value& award : process.awards) {
    const std::string_view status = text(&award, "status");
    if (told && status == "active" && award.kind == Kind::object && !filled(&award, "suppliers") &&
        !filled(&award, "supplier")) {
      recorder.absent("status.award-suppliers", award, "suppliers");
    }
  }
  if (process.awards.size() == 1) check_winners(process, *process.awards.begin(), recorder);
  for (const Value& contract : process.contracts) {
    const std::string_view id = identifier(&contract, "awardID");
    const auto award = process.award.find(id);
    if (award == process.award.end()) continue;
    const std::string_view status = text(award->second, "status");
    if (is_one_of(status, {"pending", "cancelled", "unsuccessful"}) &&
        !may_follow(text(&contract, "status"), status)) {
      recorder.add("status.award-contract", *at(&contract, "awardID"),
                   {{"id", id}, {"status", status}});
    }
  }
}

void check_contract_status(const Process& process, Recorder& recorder) {
  const bool told = is_complete(process, Part::contracts);
  for (const Value& contract : process.contracts) {
    if (contract.kind != Kind::object) continue;
    const std::string_view status = text(&contract, "status");
    if (is_one_of(status, {"pending", "cancelled"}) &&
        filled(&contract, "implementation", "transactions")) {
      recorder.add("status.contract-payments", *at(&contract, "status"), {{"status", status}});
    }
    if (told && is_one_of(status, {"active", "terminated"}) &&
        at(&contract, "dateSigned") == nullptr)
      recorder.absent("status.contract-unsigned", contract, "dateSigned");
    const auto end = moment(&contract, "period", "endDate");
    if (status == "active" && long_over(end, process) &&
        text(&contract, "implementation", "status") != "ongoing") {
      recorder.add("status.contract-ended", *at(&contract, "status"), {{"end", end->day()}});
    }
    if (text(&contract, "implementation", "status") == "concluded" && status == "pending")
      recorder.add("status.implementation", *at(&contract, "implementation", "status"));
  }
}

void check_milestone_status(const Value* holder, const Process& process, Recorder& recorder) {
  for (const Value& milestone : list(holder, "milestones")) {
    const std::string_view status = text(&milestone, "status");
    const Value* met = at(&milestone, "dateMet");
    if (is_one_of(status, {"scheduled", "notMet"}) && filled(met))
      recorder.add("status.milestone-date", *at(&milestone, "status"), {{"status", status}});
    const auto due = moment(&milestone, "dueDate");
    if (status == "scheduled" && long_over(due, process))
      recorder.add("status.milestone-overdue", *at(&milestone, "status"), {{"due", due->day()}});
  }
}

}  // namespace

void check_status(const Process& process, Recorder& recorder) {
  check_tender_status(process, recorder);
  check_awards(process, recorder);
  check_contract_status(process, recorder);
  check_milestone_status(process.planning, process, recorder);
  check_milestone_status(process.tender, process, recorder);
  for (const Value& contract : process.contracts) {
    check_milestone_status(&contract, process, recorder);
    check_milestone_status(at(&contract, "implementation"), process, recorder);
  }
}

}  // namespace edca::semantics
