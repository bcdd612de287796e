#include "semantics/quality.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/instant.hpp"

namespace edca::semantics {
namespace {

/// Days between the last event and the release: a quarter, after which the transparency law wants
/// it published, and the thirty days that its guidelines give for that (LGTAIP 2025, 58).
constexpr std::int64_t most_days = 120;

bool there(const Value* value) {
  return value != nullptr && value->kind != Kind::null && !is_empty(*value);
}

template <class... Names>
bool has(const Value* value, Names... names) {
  return there(at(value, names...));
}

/// Whether an element of a list has it.
template <class... Names>
bool any(const Children& all, Names... names) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Value& each) { return has(&each, names...); });
}

bool named(const Value* organization) {
  return has(organization, "name") || has(organization, "id");
}

bool any_named(const Children& organizations) {
  return std::any_of(organizations.begin(), organizations.end(),
                     [](const Value& each) { return named(&each); });
}

bool document(const Value* of, std::initializer_list<std::string_view> types) {
  const Children documents = list(of, "documents");
  return std::any_of(documents.begin(), documents.end(), [&](const Value& each) {
    return std::ranges::find(types, text(&each, "documentType")) != types.end();
  });
}

bool role(const Value* root, std::string_view wanted) {
  for (const Value& party : list(root, "parties")) {
    for (const Value& each : list(&party, "roles"))
      if (each.kind == Kind::string && each.view() == wanted) return true;
  }
  return false;
}

void count(bool yes, Share& share) {
  ++share.of;
  share.count += yes ? 1 : 0;
}

/// A release and what stands in it; absent parts are nullptr.
struct Release {
  explicit Release(const Value& given)
      : root(&given),
        planning(at(root, "planning")),
        tender(at(root, "tender")),
        awards(list(root, "awards")),
        contracts(list(root, "contracts")),
        method(text(tender, "procurementMethod")) {}

  bool competes() const { return method == "open" || method == "selective"; }

  const Value* root;
  const Value* planning;
  const Value* tender;
  Children awards;
  Children contracts;
  std::string_view method;
};

template <class... Names>
bool answered(const Release& release, Names... names) {
  return has(release.tender, names...) || any(release.awards, names...) ||
         any(release.contracts, names...);
}

std::uint8_t bits(std::initializer_list<bool> answers) {
  std::uint8_t result = 0;
  std::uint8_t bit = 1;
  for (const bool each : answers) {
    if (each) result |= bit;
    bit = static_cast<std::uint8_t>(bit << 1U);
  }
  return result;
}

/// Who, what, how much, when, how; and from whom, once there is an award or a contract.
std::uint8_t answers(const Release& release) {
  const bool awarded = !release.awards.empty() || !release.contracts.empty();
  const bool supplied =
      std::any_of(release.awards.begin(), release.awards.end(),
                  [](const Value& award) { return any_named(list(&award, "suppliers")); });
  const Value* tender = release.tender;
  return bits(
      {named(at(release.root, "buyer")) || named(at(tender, "procuringEntity")),
       answered(release, "title") || answered(release, "description") || answered(release, "items"),
       answered(release, "value", "amount"),
       answered(release, "tenderPeriod", "startDate") || any(release.awards, "date") ||
           any(release.contracts, "dateSigned") || any(release.contracts, "period", "startDate"),
       has(tender, "procurementMethod") || has(tender, "procurementMethodDetails"),
       supplied || role(release.root, "supplier"), awarded});
}

/// What the transparency law wants published of a procedure, as far as data can have it: LGTAIP
/// (2025) 65-XXVI, a) tenders and invitations, b) direct awards.
Share complete(const Release& release) {
  Share share;
  const Value* tender = release.tender;
  if (tender != nullptr) {
    count(has(release.planning, "requestingUnits") || has(tender, "procuringEntity") ||
              has(release.root, "buyer"),
          share);
    count(has(release.planning, "budget", "budgetBreakdown") ||
              has(release.planning, "budget", "amount", "amount"),
          share);
    if (release.competes()) {
      count(document(tender, {"tenderNotice", "biddingDocuments"}), share);
      count(has(tender, "tenderers") || role(release.root, "tenderer"), share);
    } else if (!release.method.empty()) {
      count(has(tender, "procurementMethodRationale") || any(release.awards, "rationale"), share);
      count(any(list(release.planning, "requestsForQuotes"), "quotes"), share);
    }
  }
  for (const Value& award : release.awards) {
    count(any_named(list(&award, "suppliers")), share);
    if (release.competes())
      count(has(&award, "rationale") || document(&award, {"awardNotice", "evaluationReports"}) ||
                document(tender, {"awardNotice", "evaluationReports"}),
            share);
  }
  for (const Value& contract : release.contracts) {
    count(has(&contract, "dateSigned"), share);
    count(has(&contract, "value", "amount"), share);
    count(has(&contract, "period", "startDate") && has(&contract, "period", "endDate"), share);
    count(document(&contract, {"contractSigned", "contractText"}), share);
    count(has(&contract, "implementation"), share);
  }
  return share;
}

/// What indicators ask of a procedure, its awards and contracts.
Share usable(const Release& release) {
  Share share;
  if (const Value* tender = release.tender; tender != nullptr) {
    const auto items = list(tender, "items");
    for (const bool each :
         {has(tender, "procurementMethod"), has(tender, "mainProcurementCategory"),
          has(tender, "tenderPeriod", "startDate"), has(tender, "tenderPeriod", "endDate"),
          has(tender, "numberOfTenderers") || has(tender, "tenderers"),
          has(tender, "value", "amount"), has(tender, "awardCriteria"),
          any(items, "classification", "id") ||
              std::any_of(release.awards.begin(), release.awards.end(), [](const Value& award) {
                return any(list(&award, "items"), "classification", "id");
              })})
      count(each, share);
  }
  for (const Value& award : release.awards) {
    count(has(&award, "date"), share);
    count(has(&award, "value", "amount") && has(&award, "value", "currency"), share);
    count(any(list(&award, "suppliers"), "id"), share);
  }
  for (const Value& contract : release.contracts) {
    const auto items = list(&contract, "items");
    for (const bool each :
         {has(&contract, "awardID"), has(&contract, "dateSigned"),
          has(&contract, "value", "netAmount"), has(&contract, "value", "currency"),
          has(&contract, "period", "startDate"), any(items, "unit", "value", "amount"),
          has(&contract, "implementation", "transactions")})
      count(each, share);
  }
  return share;
}

/// The day of a date or date-time, counted from 1970; the offset from UTC is of no weight.
std::optional<std::int64_t> day_of(std::string_view date) {
  constexpr std::int64_t seconds = 86'400;
  if (date.size() < 10) return std::nullopt;
  const auto instant = base::instant(std::string(date.substr(0, 10)) + "T00:00:00Z");
  return instant ? std::optional(instant->seconds / seconds) : std::nullopt;
}

/// Whether the release is dated soon after the last that it tells of.
Share timely(const Release& release) {
  Share share;
  const auto released = day_of(text(release.root, "date"));
  std::optional<std::int64_t> last;
  const auto take = [&](std::string_view date) {
    const auto day = day_of(date);
    if (day && released && *day <= *released && (!last || *day > *last)) last = day;
  };
  take(text(release.tender, "tenderPeriod", "endDate"));
  for (const Value& award : release.awards) take(text(&award, "date"));
  for (const Value& contract : release.contracts) {
    take(text(&contract, "dateSigned"));
    for (const Value& each : list(&contract, "amendments")) take(text(&each, "date"));
    for (const Value& each : list(&contract, "implementation", "transactions"))
      take(text(&each, "date"));
  }
  if (last) count(*released - *last <= most_days, share);
  return share;
}

/// Counts references by id to the parties.
class References {
 public:
  explicit References(const Value* root) {
    for (const Value& party : list(root, "parties")) {
      const std::string_view id = identifier(&party, "id");
      if (!id.empty()) parties_.insert(id);
    }
  }
  /// Without parties nothing can be referred to: OCDS 1.0 has organizations in place.
  void add(const Value* organization) {
    const std::string_view id = identifier(organization, "id");
    if (!parties_.empty() && !id.empty()) count(parties_.contains(id), share);
  }
  void add(const Children& organizations) {
    for (const Value& each : organizations) add(&each);
  }

  Share share;

 private:
  std::unordered_set<std::string_view> parties_;
};

Share references(const Release& release) {
  References found(release.root);
  found.add(at(release.root, "buyer"));
  found.add(at(release.tender, "procuringEntity"));
  found.add(list(release.tender, "tenderers"));
  std::unordered_set<std::string_view> awards;
  for (const Value& award : release.awards) {
    const std::string_view id = identifier(&award, "id");
    if (!id.empty()) awards.insert(id);
    found.add(list(&award, "suppliers"));
  }
  for (const Value& contract : release.contracts) {
    // The award may be told of in a release before.
    if (awards.empty()) break;
    count(awards.contains(identifier(&contract, "awardID")), found.share);
  }
  return found.share;
}

/// The six questions, of a project and the summaries of its contracting processes.
std::uint8_t project_answers(const Value* project) {
  const Children processes = list(project, "contractingProcesses");
  const auto in_summary = [&](auto... names) { return any(processes, "summary", names...); };
  const bool supplied = std::any_of(processes.begin(), processes.end(), [](const Value& each) {
    return any_named(list(&each, "summary", "suppliers"));
  });
  return bits({named(at(project, "publicAuthority")) || role(project, "publicAuthority") ||
                   role(project, "buyer"),
               has(project, "title") || has(project, "description"),
               has(project, "budget", "amount", "amount") || in_summary("contractValue", "amount"),
               has(project, "period", "startDate") || in_summary("contractPeriod", "startDate"),
               in_summary("tender", "procurementMethod") ||
                   in_summary("tender", "procurementMethodDetails"),
               supplied || role(project, "supplier"), !processes.empty()});
}

/// What the CoST Infrastructure Data Standard wants of a project when it is prepared, of each of
/// its contracting processes, and when it is done.
Share project_complete(const Value* project) {
  Share share;
  for (const char* field : {"title", "description", "purpose", "sector", "locations", "status"})
    count(has(project, field), share);
  count(named(at(project, "publicAuthority")) || role(project, "publicAuthority"), share);
  count(has(project, "budget", "amount", "amount"), share);
  count(has(project, "budget", "approvalDate"), share);
  count(any(list(project, "parties"), "contactPoint"), share);
  count(has(project, "documents"), share);
  for (const Value& process : list(project, "contractingProcesses")) {
    const Value* summary = at(&process, "summary");
    for (const char* field : {"title", "status", "contractValue", "contractPeriod", "suppliers"})
      count(has(summary, field), share);
    count(has(summary, "tender", "procurementMethod"), share);
  }
  const std::string_view status = text(project, "status");
  if (status == "completion" || status == "completed") {
    count(has(project, "completion", "endDate"), share);
    count(has(project, "completion", "finalValue", "amount"), share);
    count(has(project, "completion", "finalScope"), share);
  }
  return share;
}

/// What is needed to follow a project through place, time and money, and to its contracts.
Share project_usable(const Value* project) {
  Share share;
  const Children locations = list(project, "locations");
  for (const bool each :
       {has(project, "period", "startDate"), has(project, "period", "endDate"),
        has(project, "budget", "amount", "currency"), has(project, "budget", "budgetBreakdown"),
        any(locations, "geometry", "coordinates") || any(locations, "gazetteer"),
        has(project, "type"), any(list(project, "parties"), "identifier", "id"),
        any(list(project, "documents"), "url")})
    count(each, share);
  for (const Value& process : list(project, "contractingProcesses")) {
    count(any(list(&process, "releases"), "url") || has(&process, "summary", "ocid"), share);
    count(has(&process, "summary", "contractValue", "amount"), share);
  }
  return share;
}

Share project_references(const Value* project) {
  References found(project);
  found.add(at(project, "publicAuthority"));
  for (const Value& each : list(project, "budget", "budgetBreakdown"))
    found.add(at(&each, "sourceParty"));
  for (const Value& process : list(project, "contractingProcesses")) {
    const Value* summary = at(&process, "summary");
    found.add(list(summary, "suppliers"));
    found.add(list(summary, "tender", "tenderers"));
    found.add(at(summary, "tender", "procuringEntity"));
    found.add(at(summary, "tender", "administrativeEntity"));
  }
  return found.share;
}

}  // namespace

Quality quality_of_release(const Value& release) {
  const Release given(release);
  return {answers(given), complete(given), usable(given), timely(given), references(given)};
}

Quality quality_of_project(const Value& project) {
  return {project_answers(&project), project_complete(&project), project_usable(&project), Share(),
          project_references(&project)};
}

}  // namespace edca::semantics
