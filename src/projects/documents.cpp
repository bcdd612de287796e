#include <algorithm>

#include "projects/transforms.hpp"

namespace edca::projects {
namespace {

/// An id that stands twice makes all of them numbers.
void number_all(json::Array& documents) {
  for (std::size_t at = 0; at < documents.size(); ++at)
    documents[at]["id"] = std::to_string(at + 1);
}

void add(Draft& draft, const Node& given) {
  json::Value& list = draft.output["documents"];
  if (!list.is_array()) list = json::Array();
  json::Array& documents = list.as_array();
  json::Value document = copy(given);
  if (!draft.compatible()) {
    if (!draft.documents.add(document)) return;
    document["id"] = draft.document_names.add(id_text(document.find("id")), "document");
    documents.push_back(std::move(document));
    return;
  }
  const json::Value* id = document.find("id");
  const bool twice = std::any_of(documents.begin(), documents.end(), [&](const json::Value& each) {
    const json::Value* other = each.find("id");
    return id == nullptr || other == nullptr ? id == other : *id == *other;
  });
  documents.push_back(std::move(document));
  if (twice) number_all(documents);
}

void of_type(Draft& draft, const Node& document, std::string_view type) {
  if (text(&document, "documentType") == type) add(draft, document);
}

void planning_documents(Draft& draft, std::string_view type) {
  for (const Process& each : draft.processes())
    for (const Node& document : list(each.compiled, "planning", "documents"))
      of_type(draft, document, type);
}

}  // namespace

void budget_approval(Draft& draft) {
  planning_documents(draft, "budgetApproval");
}
void environmental_impact(Draft& draft) {
  planning_documents(draft, "environmentalImpact");
}
void land_and_settlement_impact(Draft& draft) {
  planning_documents(draft, "landAndSettlementImpact");
}
void purpose_needs_assessment(Draft& draft) {
  planning_documents(draft, "needsAssessment");
}
void project_scope(Draft& draft) {
  planning_documents(draft, "projectScope");
}

void final_audit(Draft& draft) {
  for (const Process& each : draft.processes())
    for (const Node& contract : list(each.compiled, "contracts"))
      for (const Node& document : list(&contract, "implementation", "documents"))
        of_type(draft, document, "finalAudit");
}

}  // namespace edca::projects
