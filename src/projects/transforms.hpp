#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/projects.hpp"
#include "projects/draft.hpp"

namespace edca::projects {

/// A step: what it is called, and what it does.
struct Transform {
  ProjectTransform entry;
  bool processes = false;  ///< needs the list of processes
  void (*run)(Draft& draft) = nullptr;
};

/// In the order in which they are done: those of OC4IDS Kit, then our own.
std::span<const Transform> transforms();

/// Those that are asked for, in that order. Throws Error(usage, "convert.transform").
std::vector<const Transform*> chosen_transforms(const ProjectOptions& options);

// Of the project.
void sector(Draft& draft);
void additional_classifications(Draft& draft);
void title(Draft& draft);
void title_from_tender(Draft& draft);
void location(Draft& draft);
void location_from_items(Draft& draft);
void budget(Draft& draft);
void purpose(Draft& draft);
void description(Draft& draft);
void description_tender(Draft& draft);
void project_period(Draft& draft);

// Documents.
void budget_approval(Draft& draft);
void environmental_impact(Draft& draft);
void land_and_settlement_impact(Draft& draft);
void purpose_needs_assessment(Draft& draft);
void project_scope(Draft& draft);
void final_audit(Draft& draft);

// Parties.
void public_authority_role(Draft& draft);
void buyer_role(Draft& draft);
void procuring_entity(Draft& draft);
void administrative_entity(Draft& draft);
void funding_sources(Draft& draft);
void suppliers(Draft& draft);
void public_authority(Draft& draft);

// Of each process.
void contracting_process_setup(Draft& draft);
void contract_status(Draft& draft);
void procurement_process(Draft& draft);
void cost_estimate(Draft& draft);
void contract_title(Draft& draft);
void contract_price(Draft& draft);
void contract_process_description(Draft& draft);
void contract_period(Draft& draft);
void project_scope_summary(Draft& draft);
void number_of_tenderers(Draft& draft);

// Beyond the peer: what came of it.
void modifications(Draft& draft);
void final_value(Draft& draft);
void project_status(Draft& draft);
void completion(Draft& draft);

}  // namespace edca::projects
