#include "upgrade/oc4ids.hpp"

namespace edca::upgrade {
namespace {

using Id = Document::Id;
using Kind = Document::Kind;

const schema::Node* member(const schema::Node* plan, const char* name) {
  const schema::Property* property = plan == nullptr ? nullptr : property_named(*plan, name);
  return property == nullptr ? nullptr : property->node;
}

void breakdown(Document& document, Id project, const schema::Node* plan, Walk& walk,
               Changes& changes) {
  const Id budget = document.find(project, "budget", Kind::object);
  const Id old = document.find(budget, "budgetBreakdown");
  if (old == Document::none || (!document.is(old, Kind::array) && !document.is(old, Kind::object)))
    return;
  if (document.find(budget, "budgetBreakdowns") != Document::none) {
    changes
        .add("upgrade.name-taken", document, old, json_string("budgetBreakdown"),
             json_string("budgetBreakdowns"))
        .property = "budgetBreakdown";
    return;
  }
  const schema::Node* lists = member(member(plan, "budget"), "budgetBreakdowns");
  if (lists == nullptr || lists->array == nullptr) return;
  walk.run(old, member(lists->array->items, "budgetBreakdown"));
  walk.drop_empty();
  static constexpr std::string_view before = R"([{"id": "1", "budgetBreakdown": )";
  const std::string text = document.text(old);
  changes.add("upgrade.budget-breakdown", document, old, text, std::string(before) + text + "}]");
  document.wrap(old, before, "}]");
  document.rename(old, "budgetBreakdowns");
}

}  // namespace

void project_to_newest(Document& document, Id project, const schema::Node* plan, Walk& walk,
                       Changes& changes) {
  walk.run(project, plan);
  walk.drop_empty();
  breakdown(document, project, plan, walk, changes);
  const Id status = document.find(project, "status", Kind::string);
  if (status != Document::none && document.string(status) == "completed") {
    changes.add("upgrade.undecided", document, status, document.text(status), {});
  }
}

}  // namespace edca::upgrade
