#include <algorithm>
#include <cstdint>
#include <vector>

#include "projects/transforms.hpp"

namespace edca::projects {
namespace {

/// Puts a copy there where there is something.
void put(json::Value& into, std::string_view name, const Node* value) {
  if (something(value)) into[name] = copy(*value);
}

/// Of an award or contract that came to nothing.
bool is_off(const Node& one) {
  const std::string_view status = text(&one, "status");
  return status == "cancelled" || status == "unsuccessful";
}

/// The first start and the last end in the periods of a list; false where one of them is missing.
bool span_of(const Process& process, std::string_view part, std::string_view name, bool compatible,
             json::Value& period) {
  std::string start;
  std::string end;
  const auto comes_before = [&](const std::string& one, const std::string& other) {
    return compatible ? one < other : before(one, other);
  };
  for (const Node& each : list(process.compiled, part)) {
    if (!compatible && is_off(each)) continue;
    const std::string from = as_text(at(&each, name, "startDate"));
    const std::string to = as_text(at(&each, name, "endDate"));
    if (!from.empty() && (start.empty() || comes_before(from, start))) start = from;
    if (!to.empty() && (end.empty() || comes_before(end, to))) end = to;
  }
  if (start.empty() || end.empty()) return false;
  period = json::Object{{"startDate", start}, {"endDate", end}};
  return true;
}

/// The only thing in a list, else nullptr.
const Node* only(const semantics::Children& children) {
  return children.size() == 1 ? &*children.begin() : nullptr;
}

/// The only description of the entries, else of their items.
const Node* only_description(const semantics::Children& entries) {
  std::vector<const Node*> own;
  std::vector<const Node*> of_items;
  for (const Node& entry : entries) {
    if (const Node* found = at(&entry, "description"); something(found)) own.push_back(found);
    for (const Node& item : list(&entry, "items"))
      if (const Node* found = at(&item, "description"); something(found)) of_items.push_back(found);
  }
  if (own.size() == 1) return own.front();
  return of_items.size() == 1 ? of_items.front() : nullptr;
}

}  // namespace

void contracting_process_setup(Draft& draft) {
  draft.begin_processes();
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* history = draft.processes()[n].history;
    put(draft.process(n), "releases", at(history, "releases"));
    put(draft.process(n), "embeddedReleases", at(history, "embedded"));
  }
}

void procurement_process(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* given = at(draft.processes()[n].compiled, "tender");
    for (const std::string_view name : {"procurementMethod", "procurementMethodDetails"})
      if (something(at(given, name))) put(draft.tender(n), name, at(given, name));
  }
}

/// The number that is told; else as many as are named.
void number_of_tenderers(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* given = at(draft.processes()[n].compiled, "tender");
    if (something(at(given, "numberOfTenderers"))) {
      put(draft.tender(n), "numberOfTenderers", at(given, "numberOfTenderers"));
      continue;
    }
    if (draft.compatible()) continue;
    Once known;
    std::int64_t count = 0;
    for (const Node& each : list(given, "tenderers"))
      if (const std::string id = as_text(at(&each, "id")); !id.empty() && known.add(id)) ++count;
    if (count > 0) draft.tender(n)["numberOfTenderers"] = json::Value::integer(count);
  }
}

void cost_estimate(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* value = at(draft.processes()[n].history, "costEstimate");
    if (something(value)) put(draft.tender(n), "costEstimate", value);
  }
}

void contract_title(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* compiled = draft.processes()[n].compiled;
    const semantics::Children awards = list(compiled, "awards");
    const semantics::Children contracts = list(compiled, "contracts");
    const Node* found = awards.size() > 1 || contracts.size() > 1 ? at(compiled, "tender", "title")
                        : contracts.size() == 1                   ? at(only(contracts), "title")
                                                                  : at(only(awards), "title");
    put(draft.summary(n), "title", found);
  }
}

void contract_price(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Process& process = draft.processes()[n];
    Sum sum;
    for (const Node& award : list(process.compiled, "awards"))
      if (draft.compatible() || !is_off(award)) sum.add(at(&award, "value"));
    const bool one = draft.compatible() ? sum.one_currency() : sum.sure_currency();
    if (!one || sum.inexact()) {
      draft.no_sum("contractValue", sum, &process);
      continue;
    }
    if (sum.empty() || sum.zero()) continue;
    json::Value value = sum.value();
    if (draft.compatible() && sum.currencies().empty()) value["currency"] = json::Value();
    draft.summary(n)["contractValue"] = std::move(value);
  }
}

void contract_process_description(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* compiled = draft.processes()[n].compiled;
    const semantics::Children awards = list(compiled, "awards");
    const semantics::Children contracts = list(compiled, "contracts");
    const Node* found = nullptr;
    if (contracts.size() > 1 || awards.size() > 1) {
      const Node* tender = at(compiled, "tender");
      found = at(tender, "description");
      if (!something(found)) {
        found = nullptr;
        std::size_t count = 0;
        for (const Node& item : list(tender, "items"))
          if (something(at(&item, "description")) && ++count == 1) found = at(&item, "description");
        if (count != 1) found = nullptr;
      }
    } else {
      found = only_description(contracts);
      if (found == nullptr) found = only_description(awards);
    }
    put(draft.summary(n), "description", found);
  }
}

void contract_period(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Process& process = draft.processes()[n];
    json::Value period;
    if (span_of(process, "awards", "contractPeriod", draft.compatible(), period)) {
      draft.summary(n)["contractPeriod"] = std::move(period);
      continue;
    }
    const Node* of_tender = at(process.compiled, "tender", "contractPeriod");
    if (something(of_tender))
      put(draft.summary(n), "contractPeriod", of_tender);
    else if (!draft.compatible() && span_of(process, "contracts", "period", false, period))
      draft.summary(n)["contractPeriod"] = std::move(period);
  }
}

void project_scope_summary(Draft& draft) {
  for (std::size_t n = 0; n < draft.processes().size(); ++n) {
    const Node* given = at(draft.processes()[n].compiled, "tender");
    json::Value& tender = draft.tender(n);
    for (const std::string_view name : {"items", "milestones"})
      if (!list(given, name).empty()) put(tender, name, at(given, name));
  }
}

}  // namespace edca::projects
