#include <algorithm>
#include <vector>

#include "base/ascii.hpp"
#include "json/equal.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

using base::is_one_of;

/// Lists that merging replaces as a whole, whose ids name something else than the element.
bool is_whole_list(std::string_view key) {
  return is_one_of(key, {"additionalIdentifiers", "additionalClassifications", "changes",
                         "exchangeRates", "components", "measures", "budgetLines",
                         "additionalContactPoints", "relatedItems", "classifications"});
}

struct Numbered {
  std::string_view id;
  const Value* value;
  std::size_t index;
};

void check_repeated(std::vector<Numbered>& ids, Recorder& recorder) {
  std::sort(ids.begin(), ids.end(), [](const Numbered& left, const Numbered& right) {
    return std::pair(left.id, left.index) < std::pair(right.id, right.index);
  });
  for (std::size_t first = 0, at = 1; at < ids.size(); ++at) {
    if (ids[at].id != ids[first].id) {
      first = at;
      continue;
    }
    // Of elements that are equal in all, the schema speaks (uniqueItems).
    if (json::equal(*ids[at].value, *ids[first].value)) continue;
    recorder.add("id.repeated", *ids[at].value,
                 {{"id", ids[at].id}, {"first", std::to_string(ids[first].index)}});
  }
}

}  // namespace

bool check_list(const Visit& visit, const Process&, Recorder& recorder) {
  bool complete = true;
  const bool whole = is_whole_list(visit.key);
  std::vector<Numbered> ids;
  const bool several = visit.value.size > 1 && !whole;
  if (several) ids.reserve(visit.value.size);
  std::size_t index = 0;
  for (const Value& element : elements(&visit.value)) {
    const std::size_t here = index++;
    if (element.kind != Kind::object) continue;
    const Value* id = at(&element, "id");
    if (id == nullptr || id->kind == Kind::null) {
      complete = false;
    } else if (several && !id->is_container() && !id->is_bool()) {
      ids.push_back({id->view(), &element, here});
    }
  }
  if (ids.size() > 1) check_repeated(ids, recorder);
  return complete;
}

/// Objects that the schema gives an id which it does not ask for; where it asks, it speaks itself.
void check_missing_ids(const Value& list, const schema::Node* schema,
                       std::span<const Value* const> references, Recorder& recorder) {
  const schema::ArrayPlan* array = schema == nullptr ? nullptr : schema->array;
  if (array == nullptr || array->whole || array->items == nullptr) return;
  const schema::ObjectPlan* plan = array->items->object;
  const std::uint32_t name = plan == nullptr ? schema::NameTable::none : plan->names.find("id");
  if (name == schema::NameTable::none || !plan->properties[name].declared) return;
  if ((plan->required_bits[name / 64] >> (name % 64) & 1) != 0) return;
  const schema::Node* id_schema = plan->properties[name].node;
  const bool nullable = id_schema != nullptr && (id_schema->types & schema::type_null) != 0;
  // Of classifications and identifiers, the id is a code of their scheme.
  const bool code = plan->names.find("scheme") != schema::NameTable::none &&
                    plan->names.find("identifier") == schema::NameTable::none;
  for (const Value& element : elements(&list)) {
    // Of an empty object, text.empty speaks.
    if (element.kind != Kind::object || element.size == 0) continue;
    const Value* id = at(&element, "id");
    if (id != nullptr && (id->kind != Kind::null || !nullable)) continue;
    // Of references with a name, the rule about references speaks.
    const bool named = !text(&element, "name").empty();
    if (named && std::binary_search(references.begin(), references.end(), &element)) continue;
    recorder.absent(code ? base::RuleId("id.missing/code") : base::RuleId("id.missing"), element,
                    "id");
  }
}

}  // namespace edca::semantics
