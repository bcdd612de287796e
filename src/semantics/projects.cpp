#include <algorithm>
#include <string>

#include "semantics/decimal.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

bool is_prefix_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void check_id(const Process& project, Recorder& recorder) {
  constexpr std::size_t shortest = 14;  // oc4ids-xxxxxx and one more
  const Value* value = at(project.root, "id");
  if (value == nullptr || value->kind != Kind::string || value->size == 0) return;
  const std::string_view id = value->view();
  const std::string_view code = id.substr(std::min<std::size_t>(7, id.size()), 6);
  const bool good = id.starts_with("oc4ids-") && id.size() >= shortest &&
                    std::all_of(code.begin(), code.end(), is_prefix_character);
  if (!good) {
    recorder.add("project.id", *value);
  } else if (code == "bu3kcz") {
    recorder.add("project.example-prefix", *value);
  }
}

/// An amount in one currency.
std::optional<Decimal> amount_in(const Value* money, std::string_view currency) {
  if (text(money, "currency") != currency || number(money, "amount").empty()) return std::nullopt;
  return Decimal::read(number(money, "amount"));
}

void check_sources(const Value* sources, const Value* budget, Recorder& recorder) {
  const std::string_view currency = text(budget, "amount", "currency");
  const auto whole = amount_in(at(budget, "amount"), currency);
  if (!whole || whole->zero() || elements(sources).empty()) return;
  Decimal sum;
  for (const Value& source : elements(sources)) {
    const auto part = amount_in(at(&source, "amount"), currency);
    const auto next = part ? sum.plus(*part) : std::nullopt;
    if (!next) return;
    sum = *next;
  }
  const auto most = whole->percent(101);
  const auto least = whole->percent(99);
  if (most && least && (sum > *most || sum < *least)) {
    recorder.add("project.budget-sum", *at(budget, "amount", "amount"),
                 {{"sum", sum.text()}, {"amount", whole->text()}});
  }
}

void check_budget(const Process& project, Recorder& recorder) {
  const Value* budget = at(project.root, "budget");
  check_sources(at(budget, "budgetBreakdown"), budget, recorder);
  const Children breakdowns = list(budget, "budgetBreakdowns");
  // Several breakdowns tell the same money at several times.
  if (breakdowns.size() == 1)
    check_sources(at(&*breakdowns.begin(), "budgetBreakdown"), budget, recorder);
}

void check_stage(const Process& project, Recorder& recorder) {
  const std::string_view status = text(project.root, "status");
  const auto start = moment(project.root, "period", "startDate");
  const auto end = moment(project.root, "period", "endDate");
  const bool early = status == "identification" || status == "preparation";
  const bool late = status == "completion" || status == "completed" || status == "maintenance" ||
                    status == "decommissioning" || status == "decommissioned";
  constexpr std::int64_t year = std::int64_t{365} * 86'400;
  if (late && start && start->seconds > project.now) {
    recorder.add("project.status-period/future", *at(project.root, "status"),
                 {{"status", status}, {"date", start->day()}});
  } else if ((early || status == "implementation") && end && end->seconds + year < project.now) {
    recorder.add("project.status-period/past", *at(project.root, "status"),
                 {{"status", status}, {"date", end->day()}});
  }
  // What is maintained or taken down has contracts for that.
  if (!late || status == "maintenance" || status == "decommissioning") return;
  for (const Value& process : list(project.root, "contractingProcesses")) {
    if (text(&process, "summary", "status") != "active") continue;
    recorder.add("project.status-processes", *at(project.root, "status"), {{"status", status}});
    return;
  }
}

void check_authority(const Process& project, Recorder& recorder) {
  if (filled(project.root, "publicAuthority")) return;
  for (const Value& party : project.parties) {
    if (has_word(at(&party, "roles"), "publicAuthority")) return;
  }
  recorder.absent("project.authority", *project.root, "publicAuthority");
}

void check_process_id(const Value& process, Recorder& recorder) {
  const Value* id = at(&process, "id");
  if (id == nullptr || id->kind != Kind::string) return;
  const std::string_view ocid = text(&process, "summary", "ocid");
  const std::size_t inside = id->view().find("ocds-");
  if (!ocid.empty() && ocid != id->view()) {
    recorder.add("project.process-id", *id, {{"ocid", ocid}});
  } else if (inside != std::string_view::npos && inside != 0) {
    recorder.add("project.process-id/prefixed", *id, {{"ocid", id->view().substr(inside)}});
  }
}

void check_summary(const Process& project, const Value& process, Recorder& recorder) {
  const Value* summary = at(&process, "summary");
  if (!filled(summary) && !filled(&process, "releases") && process.kind == Kind::object) {
    recorder.absent("project.process-empty", process, "summary");
    return;
  }
  const std::string_view status = text(summary, "status");
  if (status == "pre-award" && (filled(summary, "suppliers") || filled(summary, "contractValue")))
    recorder.add("project.process-status/awarded", *at(summary, "status"));
  const auto end = moment(summary, "contractPeriod", "endDate");
  if (status == "closed" && end && end->seconds > project.now)
    recorder.add("project.process-status/running", *at(summary, "status"), {{"date", end->day()}});
  if (status == "closed" && filled(summary, "contractValue") && !filled(summary, "suppliers"))
    recorder.absent("project.process-suppliers", *summary, "suppliers");
  const std::string_view currency = text(summary, "contractValue", "currency");
  const auto value = amount_in(at(summary, "contractValue"), currency);
  const auto final_value = amount_in(at(summary, "finalValue"), currency);
  const auto most = value ? value->percent(125) : std::nullopt;
  if (most && final_value && !value->zero() && *final_value > *most &&
      !filled(summary, "modifications")) {
    recorder.add("project.final-value", *at(summary, "finalValue", "amount"),
                 {{"final", final_value->text()}, {"amount", value->text()}});
  }
}

}  // namespace

void check_project(const Process& project, Recorder& recorder) {
  check_id(project, recorder);
  check_budget(project, recorder);
  check_stage(project, recorder);
  check_authority(project, recorder);
  for (const Value& process : list(project.root, "contractingProcesses")) {
    check_process_id(process, recorder);
    check_summary(project, process, recorder);
  }
}

}  // namespace edca::semantics
