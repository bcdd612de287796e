#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "projects/transforms.hpp"

namespace edca::projects {
namespace {

/// Whether a list has something, and all of it is in one of these states.
bool all_in(const semantics::Children& list, std::initializer_list<std::string_view> states) {
  for (const Node& each : list)
    if (std::find(states.begin(), states.end(), text(&each, "status")) == states.end())
      return false;
  return true;
}

bool any_in(const semantics::Children& list, std::string_view state) {
  for (const Node& each : list)
    if (text(&each, "status") == state) return true;
  return false;
}

/// Whether a text begins with a day that there is.
bool is_date(std::string_view text) {
  return base::instant(std::string(text.substr(0, 10)) + "T00:00:00Z").has_value();
}

/// A contracting process, seen from a point in time.
class Stage {
 public:
  Stage(const Draft& draft, const Process& process)
      : draft_(draft),
        tender_(at(process.compiled, "tender")),
        awards_(list(process.compiled, "awards")),
        contracts_(list(process.compiled, "contracts")),
        planning_(something(at(process.compiled, "planning"))) {
    if (something(tender_)) note(at(tender_, "contractPeriod"));
    for (const Node& each : contracts_) note(at(&each, "period"));
    for (const Node& each : awards_) note(at(&each, "contractPeriod"));
  }

  /// "pre-award", "active", "closed"; empty where the data do not say.
  std::string_view status() const {
    const std::string_view state = text(tender_, "status");
    const bool ended = state == "cancelled" || state == "unsuccessful" || state == "withdrawn";
    if (something(tender_) && !ended && is_before_award()) return "pre-award";
    if (!draft_.compatible() && !something(tender_) && awards_.empty() && contracts_.empty() &&
        planning_)
      return "pre-award";
    if (any_in(contracts_, "active") || runs_now()) return "active";
    if (ended || (!awards_.empty() && all_in(awards_, {"cancelled", "unsuccessful"})) ||
        (!contracts_.empty() && all_in(contracts_, {"cancelled", "terminated"})) || is_over())
      return "closed";
    return "";
  }

 private:
  void note(const Node* period) {
    if (period != nullptr && period->kind == json::NodeKind::object && period->size > 0)
      periods_.push_back(period);
  }

  bool before(std::string_view one, std::string_view other) const {
    if (draft_.compatible()) return one < other;
    // Nothing follows from "31/12/2024" or from words.
    return is_date(one) && is_date(other) && projects::before(one, other);
  }
  bool is_future(std::string_view date) const { return before(draft_.now(), date); }

  bool is_before_award() const {
    if (awards_.empty() && contracts_.empty()) return true;
    if (all_in(contracts_, {"pending"}) && all_in(awards_, {"pending"})) return true;
    for (const Node& award : awards_)
      if (!is_future(as_text(at(&award, "date")))) return false;
    return is_future(as_text(at(tender_, "awardPeriod", "startDate")));
  }

  /// The end of a period; far away where there is none.
  static std::string end_of(const Node& period) {
    const Node* end = at(&period, "endDate");
    return end == nullptr ? "9999-12-31T00:00:00Z" : as_text(end);
  }

  bool runs_now() const {
    return std::any_of(periods_.begin(), periods_.end(), [&](const Node* period) {
      const std::string start = as_text(at(period, "startDate"));
      if (start.empty() && !draft_.compatible()) return false;
      return before(start, draft_.now()) && before(draft_.now(), end_of(*period));
    });
  }

  bool is_over() const {
    if (periods_.empty()) return draft_.compatible();
    return std::all_of(periods_.begin(), periods_.end(), [&](const Node* period) {
      const std::string end = end_of(*period);
      return (draft_.compatible() || !end.empty()) && before(end, draft_.now());
    });
  }

  const Draft& draft_;
  const Node* tender_;
  semantics::Children awards_;
  semantics::Children contracts_;
  bool planning_;
  std::vector<const Node*> periods_;
};

/// Whether a process is about works, and so its contracts are those of the project itself.
bool is_works(const Process& process) {
  return text(process.compiled, "tender", "mainProcurementCategory") == "works";
}

/// The contracts of a process that were not called off.
std::vector<const Node*> in_force(const Process& process) {
  std::vector<const Node*> contracts;
  for (const Node& each : list(process.compiled, "contracts"))
    if (text(&each, "status") != "cancelled") contracts.push_back(&each);
  return contracts;
}

bool is_done(const Node& contract) {
  return text(&contract, "status") == "terminated" ||
         something(at(&contract, "implementation", "endDate"));
}

/// What the contracts for works tell of the project.
std::string_view status_by_works(const Draft& draft) {
  bool any = false;
  bool all_done = true;
  bool active = false;
  for (const Process& process : draft.processes()) {
    if (!is_works(process)) continue;
    const std::vector<const Node*> contracts = in_force(process);
    all_done = all_done && !contracts.empty();
    for (const Node* each : contracts) {
      any = true;
      all_done = all_done && is_done(*each);
      active = active || (text(each, "status") == "active" && !is_done(*each));
    }
  }
  if (active) return "implementation";
  return any && all_done ? "completion" : "";
}

}  // namespace

void contract_status(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Process& process = draft.processes()[n];
    const std::string_view status = Stage(draft, process).status();
    if (!status.empty())
      draft.summary(n)["status"] = status;
    else if (!draft.compatible())
      draft.undecided("summary.status", &process);
  }
}

void modifications(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* made = at(draft.processes()[n].history, "modifications");
    if (something(made)) draft.summary(n)["modifications"] = copy(*made);
  }
}

/// Where every contract of a process tells what it cost in the end.
void final_value(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Process& process = draft.processes()[n];
    const std::vector<const Node*> contracts = in_force(process);
    Sum sum;
    std::size_t told = 0;
    for (const Node* each : contracts) {
      const Node* value = at(each, "implementation", "finalValue");
      if (!has_amount(value)) continue;
      sum.add(value);
      ++told;
    }
    if (told == 0 || told < contracts.size()) continue;
    if (!sum.sure_currency() || sum.inexact())
      draft.no_sum("finalValue", sum, &process);
    else
      draft.summary(n)["finalValue"] = sum.value();
  }
}

/// What the processes say of the project, else what its contracts for works say.
void project_status(Draft& draft) {
  std::vector<std::string> values;
  for (const Process& each : draft.processes())
    if (std::string value = as_text(at(each.compiled, "planning", "project", "status"));
        !value.empty())
      values.push_back(std::move(value));
  if (!values.empty()) {
    const auto same = [&](const std::string& value) { return value == values.front(); };
    if (!std::all_of(values.begin(), values.end(), same)) return draft.clash("status", values);
    draft.output["status"] = values.front();
    return;
  }
  const std::string_view status = status_by_works(draft);
  if (!status.empty()) draft.output["status"] = status;
}

/// The last end and the whole cost, once the works are done and all their contracts tell them.
void completion(Draft& draft) {
  if (status_by_works(draft) != "completion") return;
  Sum cost;
  std::string end;
  bool ends = true;
  bool costs = true;
  for (const Process& process : draft.processes()) {
    if (!is_works(process)) continue;
    for (const Node* each : in_force(process)) {
      const std::string date = as_text(at(each, "implementation", "endDate"));
      ends = ends && !date.empty();
      if (end.empty() || before(end, date)) end = date;
      const Node* value = at(each, "implementation", "finalValue");
      costs = costs && has_amount(value);
      cost.add(value);
    }
  }
  json::Object made;
  if (ends) made.emplace_back("endDate", end);
  if (costs && cost.sure_currency() && !cost.inexact())
    made.emplace_back("finalValue", cost.value());
  else if (costs)
    draft.no_sum("completion.finalValue", cost);
  if (!made.empty()) draft.output["completion"] = std::move(made);
}

}  // namespace edca::projects
