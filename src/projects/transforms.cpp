#include "projects/transforms.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "edca/error.hpp"

namespace edca {

std::span<const ProjectTransform> project_transforms() {
  static const std::vector<ProjectTransform> entries = [] {
    std::vector<ProjectTransform> result;
    for (const projects::Transform& each : projects::transforms()) result.push_back(each.entry);
    return result;
  }();
  return entries;
}

namespace projects {
namespace {

constexpr bool usual = true;
constexpr bool optional = false;
constexpr bool own = true;
constexpr bool of_processes = true;

constexpr auto table = std::to_array<Transform>({
    {{"contracting_process_setup", usual}, of_processes, contracting_process_setup},
    {{"public_authority_role", usual}, false, public_authority_role},
    {{"buyer_role", optional}, false, buyer_role},
    {{"sector", usual}, false, sector},
    {{"additional_classifications", usual}, false, additional_classifications},
    {{"title", usual}, false, title},
    {{"title_from_tender", optional}, false, title_from_tender},
    {{"procuring_entity", usual}, of_processes, procuring_entity},
    {{"administrative_entity", usual}, of_processes, administrative_entity},
    {{"contract_status", usual}, of_processes, contract_status},
    {{"procurement_process", usual}, of_processes, procurement_process},
    {{"location", usual}, false, location},
    {{"location_from_items", optional}, false, location_from_items},
    {{"budget", usual}, false, budget},
    {{"budget_approval", usual}, false, budget_approval},
    {{"purpose", usual}, false, purpose},
    {{"purpose_needs_assessment", optional}, false, purpose_needs_assessment},
    {{"description", usual}, false, description},
    {{"description_tender", optional}, false, description_tender},
    {{"environmental_impact", usual}, false, environmental_impact},
    {{"land_and_settlement_impact", usual}, false, land_and_settlement_impact},
    {{"funding_sources", usual}, false, funding_sources},
    {{"cost_estimate", usual}, of_processes, cost_estimate},
    {{"contract_title", usual}, of_processes, contract_title},
    {{"suppliers", usual}, of_processes, suppliers},
    {{"contract_price", usual}, of_processes, contract_price},
    {{"contract_process_description", usual}, of_processes, contract_process_description},
    {{"contract_period", usual}, of_processes, contract_period},
    {{"project_scope", usual}, false, project_scope},
    {{"project_scope_summary", optional}, of_processes, project_scope_summary},
    {{"final_audit", usual}, false, final_audit},
    {{"number_of_tenderers", usual, own}, of_processes, number_of_tenderers},
    {{"modifications", usual, own}, of_processes, modifications},
    {{"final_value", usual, own}, of_processes, final_value},
    {{"public_authority", usual, own}, false, public_authority},
    {{"project_period", usual, own}, false, project_period},
    {{"project_status", usual, own}, of_processes, project_status},
    {{"completion", usual, own}, of_processes, completion},
});

[[noreturn]] void refuse(const std::string& name) {
  std::vector<std::string_view> names = {"default"};
  for (const Transform& each : table) names.push_back(each.entry.name);
  throw Error(ErrorKind::usage, "convert.transform",
              {{"name", name}, {"suggestion", std::string(base::nearest(name, names))}});
}

}  // namespace

std::span<const Transform> transforms() {
  return table;
}

std::vector<const Transform*> chosen_transforms(const ProjectOptions& options) {
  const auto named = [&](std::string_view name) {
    return std::find(options.transforms.begin(), options.transforms.end(), name) !=
           options.transforms.end();
  };
  for (const std::string& name : options.transforms) {
    const auto same = [&](const Transform& each) { return each.entry.name == name; };
    if (name != "default" && std::none_of(table.begin(), table.end(), same)) refuse(name);
  }
  const bool usual_ones = options.transforms.empty() || named("default");
  std::vector<const Transform*> chosen;
  bool processes = false;
  for (const Transform& each : table) {
    const ProjectTransform& entry = each.entry;
    const bool meant = (options.all_transforms || (usual_ones && entry.usual)) &&
                       !(options.compatible && entry.own);
    if (!meant && !named(entry.name)) continue;
    chosen.push_back(&each);
    processes = processes || each.processes;
  }
  if (processes && chosen.front() != table.data()) chosen.insert(chosen.begin(), table.data());
  return chosen;
}

}  // namespace projects
}  // namespace edca
