#include "schema/additions.hpp"

#include <algorithm>
#include <vector>

namespace edca::schema {
namespace {

/// A schema and those that are in force with it, of combinations all branches.
std::vector<const Node*> in_force(const Node* node) {
  std::vector<const Node*> all{node};
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Node& each = *all[at];
    all.insert(all.end(), each.all_of.begin(), each.all_of.end());
    for (const Combination& combination : each.combinations)
      all.insert(all.end(), combination.branches.begin(), combination.branches.end());
  }
  return all;
}

/// What a schema says of values inside of it, but for names that are told by patterns.
template <class Each>
void each_inside(const Node& node, Each each) {
  if (node.object != nullptr) {
    for (const Property& property : node.object->properties)
      if (property.node != nullptr) each(property.node);
    for (const PatternProperty& pattern : node.object->patterns) each(pattern.node);
    if (node.object->additional != nullptr) each(node.object->additional);
  }
  if (node.array != nullptr && node.array->items != nullptr) each(node.array->items);
}

/// What schemas say of a member: whether one of them declares it, and of its value.
struct Declared {
  bool declared = false;
  std::vector<const Node*> values;
};

Declared find(const std::vector<const Node*>& schemas, std::string_view name) {
  Declared found;
  for (const Node* schema : schemas) {
    if (schema->object == nullptr) continue;
    const std::uint32_t index = schema->object->names.find(name);
    if (index == NameTable::none || !schema->object->properties[index].declared) continue;
    found.declared = true;
    if (const Node* value = schema->object->properties[index].node) found.values.push_back(value);
  }
  return found;
}

}  // namespace

Additions::Additions(const Node& standard, const Node& mexican) {
  open({&standard}, &mexican);
  while (!left_.empty()) {
    const Pair pair = left_.back();
    left_.pop_back();
    const std::vector<const Node*> schemas = in_force(pair.first);
    for (const Node* each : in_force(pair.second)) compare(schemas, *each);
  }
}

/// Has what stands at the same place in both compared, where that matters.
void Additions::open(const std::vector<const Node*>& standard, const Node* mexican) {
  if (mexican == nullptr || !leads_to_hints(mexican)) return;
  unsure_ = unsure_ || standard.empty();
  for (const Node* node : standard)
    if (const Pair pair{node, mexican}; known_.insert(pair).second) left_.push_back(pair);
}

void Additions::compare(const std::vector<const Node*>& standard, const Node& mexican) {
  if (mexican.array != nullptr) {
    std::vector<const Node*> items;
    for (const Node* node : standard)
      if (node->array != nullptr && node->array->items != nullptr)
        items.push_back(node->array->items);
    open(items, mexican.array->items);
  }
  if (mexican.object == nullptr) return;
  for (std::size_t at = 0; at < mexican.object->properties.size(); ++at)
    compare_name(standard, mexican.object->names.names()[at], mexican.object->properties[at]);
  // Neither has such members.
  for (const PatternProperty& pattern : mexican.object->patterns) open({}, pattern.node);
  open({}, mexican.object->additional);
}

void Additions::compare_name(const std::vector<const Node*>& standard, const std::string& name,
                             const Property& mexican) {
  const Declared declared = find(standard, name);
  if (declared.declared) {
    unsure_ = unsure_ || mexican.hint;
    return open(declared.values, mexican.node);
  }
  if (!mexican.hint && (mexican.node == nullptr || !leads_to_hints(mexican.node))) return;
  bool noted = false;
  for (const Node* node : standard) {
    if (node->object == nullptr) continue;
    names_[node->object].insert(name);
    noted = true;
  }
  unsure_ = unsure_ || !noted;
}

/// Whether a name that only EDCA-MX defines can stand in what the schema describes.
bool Additions::leads_to_hints(const Node* mexican) {
  if (const auto found = leads_.find(mexican); found != leads_.end()) return found->second;
  std::set<const Node*> seen;
  std::vector<const Node*> left{mexican};
  bool leads = false;
  while (!left.empty() && !leads) {
    const Node* node = left.back();
    left.pop_back();
    if (!seen.insert(node).second) continue;
    for (const Node* each : in_force(node)) {
      leads = leads || (each->object != nullptr &&
                        std::ranges::any_of(each->object->properties, &Property::hint));
      each_inside(*each, [&](const Node* inner) { left.push_back(inner); });
    }
  }
  return leads_[mexican] = leads;
}

}  // namespace edca::schema
