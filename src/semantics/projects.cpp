#include <algorithm>
#include <string>

#include "semantics/amount.hpp"
#include "semantics/families.hpp"
#include "semantics/prefixes.hpp"

namespace edca::semantics {
namespace {

void check_id(const Process& project, Recorder& recorder) {
  constexpr std::size_t shortest = 14;  // oc4ids-xxxxxx and one more
  const Value* value = at(project.root, "id");
  if (value == nullptr || value->kind != Kind::string || value->size == 0) return;
  const std::string_view id = value->view();
  const std::string_view code = id.substr(std::min<std::size_t>(7, id.size()), 6);
  const bool good = id.starts_with("oc4ids-") && id.size() >= shortest && is_prefix_code(code);
  if (!good) {
    recorder.add("project.id", *value);
  } else if (code == "bu3kcz") {
    recorder.add("project.example-prefix", *value);
  }
}

void check_sources(const Value* sources, const Value* budget, Recorder& recorder) {
  const auto whole = amount_of(at(budget, "amount"));
  if (!whole || whole->number.zero()) return;
  Sum sum(whole->currency);
  for (const Value& source : elements(sources)) sum.add(at(&source, "amount"));
  if (!sum.known()) return;
  if (above(sum.value(), whole->number, 101) || above(whole->number, sum.value(), 101)) {
    recorder.add("project.budget-sum", *whole->value,
                 {{"sum", sum.value().text()}, {"amount", whole->number.text()}});
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
  const bool late = status == "completion" || status == "completed" || status == "maintenance" ||
                    status == "decommissioning" || status == "decommissioned";
  // The end is the planned one and stays when works take longer; nothing begins after it was done.
  const std::int64_t told = project.date ? project.date->seconds : project.now;
  if (late && start && start->seconds > told) {
    recorder.add("project.status-period", *at(project.root, "status"),
                 {{"status", status}, {"date", start->day()}});
  }
  // What is handed over, maintained or taken down has contracts for that.
  if (status != "completed" && status != "decommissioned") return;
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
  const std::string_view ocid = text(&process, "summary", "ocid");
  const bool is_ocid = has_ocid_prefix(trimmed(ocid));
  if (!trimmed(ocid).empty() && !is_ocid)
    recorder.add("ocid.prefix/project", *at(&process, "summary", "ocid"));
  if (is_ocid && !check_ocid_form(*at(&process, "summary", "ocid"), recorder)) return;
  const Value* id = at(&process, "id");
  if (id == nullptr || id->kind != Kind::string) return;
  const std::size_t inside = id->view().find("ocds-");
  if (is_ocid && ocid != id->view()) {
    recorder.add("project.process-id", *id, {{"ocid", ocid}});
  } else if (inside != std::string_view::npos && inside != 0) {
    recorder.add("project.process-id/prefixed", *id, {{"ocid", id->view().substr(inside)}});
  }
}

void check_summary(const Value& process, Recorder& recorder) {
  const Value* summary = at(&process, "summary");
  if (!filled(summary) && !filled(&process, "releases") && process.kind == Kind::object) {
    recorder.absent("project.process-empty", process, "summary");
    return;
  }
  const std::string_view status = text(summary, "status");
  if (status == "pre-award" && (filled(summary, "suppliers") || filled(summary, "contractValue")))
    recorder.add("project.process-status", *at(summary, "status"));
  if (status == "closed" && filled(summary, "contractValue") && !filled(summary, "suppliers"))
    recorder.absent("project.process-suppliers", *summary, "suppliers");
  const auto value = amount_of(at(summary, "contractValue"));
  const auto final_value = amount_of(at(summary, "finalValue"));
  if (value && final_value && value->currency == final_value->currency && !value->number.zero() &&
      above(final_value->number, value->number, 125) && !filled(summary, "modifications")) {
    recorder.add("project.final-value", *final_value->value,
                 {{"final", final_value->number.text()}, {"amount", value->number.text()}});
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
    check_summary(process, recorder);
  }
}

}  // namespace edca::semantics
