#include "upgrade/walk.hpp"

#include <algorithm>

#include "upgrade/mend.hpp"

namespace edca::upgrade {
namespace {

using Id = Document::Id;
using Kind = Document::Kind;

/// Calls `each(member or element, plan, field)` for what the schema describes in a container.
template <class Each>
void each_child(const Document& document, const Visit& visit, Each each) {
  if (document.is(visit.id, Kind::array)) {
    const schema::Node* items = items_of(document, visit);
    if (items == nullptr) return;
    for (Id id = document.first(visit.id); id != Document::none; id = document.next(id)) {
      each(Visit{id, items, visit.field}, nullptr);
    }
  } else if (document.is(visit.id, Kind::object)) {
    for (Id id = document.first(visit.id); id != Document::none; id = document.next(id)) {
      const schema::Property* property = property_of(*visit.plan, document.key(id));
      each(Visit{id, property == nullptr ? nullptr : property->node,
                 property == nullptr ? nullptr : property->field},
           property);
    }
  }
}

bool is_required(const schema::Node& plan, const schema::Property& property) {
  if (plan.object == nullptr) return false;
  const std::vector<std::uint32_t>& required = plan.object->required;
  return std::any_of(required.begin(), required.end(),
                     [&](std::uint32_t at) { return &plan.object->properties[at] == &property; });
}

}  // namespace

const schema::Node* items_of(const Document& document, const Visit& visit) {
  const schema::Node* plan = visit.plan;
  for (const schema::Combination& combination : plan->combinations) {
    if (!combination.of_releases || combination.branches.size() != 2) continue;
    const Id first = document.first(visit.id);
    const bool embedded = first != Document::none && document.find(first, "id") != Document::none;
    plan = combination.branches[embedded ? 1 : 0];
  }
  return plan->array == nullptr ? nullptr : plan->array->items;
}

const schema::Property* property_of(const schema::Node& plan, std::string_view padded_key) {
  if (plan.object != nullptr) {
    const std::uint32_t at = plan.object->names.find(padded_key.data(), padded_key.size());
    if (at != schema::NameTable::none && plan.object->properties[at].declared) {
      return &plan.object->properties[at];
    }
  }
  for (const schema::Node* part : plan.all_of) {
    if (const schema::Property* property = property_of(*part, padded_key)) return property;
  }
  return nullptr;
}

const schema::Property* property_named(const schema::Node& plan, const std::string& name) {
  const std::string padded = name + std::string(8, '\0');
  return property_of(plan, std::string_view(padded).substr(0, name.size()));
}

void Walk::run(Id root, const schema::Node* plan, const std::vector<std::string>& lists) {
  seen_.clear();
  stack_.clear();
  repairs_.clear();
  numbers_.clear();
  root_ = root;
  if (plan == nullptr) return;
  stack_.push_back({root, plan});
  while (!stack_.empty()) {
    const Visit visit = stack_.back();
    stack_.pop_back();
    seen_.push_back(visit);
    const bool is_list =
        document_.parent(visit.id) == root &&
        std::find(lists.begin(), lists.end(), document_.key(visit.id)) != lists.end();
    if (!is_list || visit.id == root) value(visit);
  }
  if (repair_ == nullptr) return;
  // Once what is in them is mended, so that a second run finds nothing.
  for (const Visit& visit : seen_)
    if (document_.is(visit.id, Kind::array) && document_.key(visit.id) == "coordinates")
      coordinates(visit.id);
  write_ids();
  keep_apart();
  if (repair_->any()) trim_ids(lists);
}

void Walk::change(base::RuleId rule, Id id, const std::string& text) {
  changes_.add(rule, document_, id, document_.text(id), text);
  document_.replace(id, text);
}

/// The last change, which was of this value.
void Walk::may_take_back(Id id) {
  repairs_.push_back({id, changes_.list().size() - 1});
}

void Walk::wrap(Id id) {
  const std::string old = document_.text(id);
  changes_.add("repair.array", document_, id, old, "[" + old + "]");
  document_.wrap(id, "[", "]");
  if (!repairs_.empty() && repairs_.back().id == id) repairs_.pop_back();
}

void Walk::value(Visit visit) {
  const std::uint8_t types = visit.plan->types;
  switch (document_.kind(visit.id)) {
    case Kind::string:
      if ((types & schema::type_string) != 0) return string(visit);
      if (repair_ != nullptr) wrong_string(visit);
      return;
    case Kind::number:
      if (repair_ != nullptr) number(visit);
      return;
    case Kind::object:
      if ((types & schema::type_object) == 0 && (types & schema::type_array) != 0) {
        const schema::Node* items = items_of(document_, visit);
        if (repair_ == nullptr || items == nullptr || !is_only_element(document_, visit.id, *items))
          return;
        wrap(visit.id);
        visit.plan = items;
      }
      return members(visit);
    case Kind::array: {
      const std::size_t start = stack_.size();
      each_child(document_, visit,
                 [&](const Visit& child, const schema::Property*) { stack_.push_back(child); });
      std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(start), stack_.end());
      return;
    }
    default:
      return;
  }
}

void Walk::members(const Visit& visit) {
  const std::size_t start = stack_.size();
  each_child(document_, visit, [&](Visit child, const schema::Property* property) {
    if (property == nullptr) property = rename(child.id, *visit.plan);
    if (property == nullptr || property->node == nullptr) return;
    stack_.push_back(
        {child.id, property->node, property->field, is_required(*visit.plan, *property)});
  });
  std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(start), stack_.end());
}

/// Gives a member with an old name its name of today, where the object has it and does not use it.
const schema::Property* Walk::rename(Id member, const schema::Node& plan) {
  const std::string old(document_.key(member));
  const std::string today(profile_.renamed_field(old));
  if (today.empty()) return nullptr;
  const schema::Property* property = property_named(plan, today);
  if (property == nullptr) return nullptr;
  const Id object = document_.parent(member);
  if (named_ != object) {
    named_ = object;
    names_.clear();
    for (Id id = document_.first(object); id != Document::none; id = document_.next(id)) {
      names_.insert(document_.key(id));
    }
  }
  const bool free = names_.find(today) == names_.end();
  changes_
      .add(free ? base::RuleId("upgrade.name") : base::RuleId("upgrade.name-taken"), document_,
           member, json_string(old), json_string(today))
      .property = old;
  if (!free) return nullptr;
  document_.rename(member, today);
  names_.insert(document_.key(member));
  return property;
}

void Walk::string(const Visit& visit) {
  const std::optional<std::string> value = document_.string(visit.id);
  if (!value || (visit.field != nullptr && visit.field->codelist != nullptr && code(visit, *value)))
    return;
  if (repair_ == nullptr) return;
  const schema::Format format =
      visit.plan->string == nullptr ? schema::Format::none : visit.plan->string->format;
  if (const std::string mended = mended_text(format, *value); !mended.empty()) {
    change(format == schema::Format::uri ? base::RuleId("repair.uri") : base::RuleId("repair.date"),
           visit.id, json_string(mended));
  } else if (visit.plan->types != schema::type_any) {
    trim(visit.id, *value);
  }
}

/// Whether a code was changed.
bool Walk::code(const Visit& visit, const std::string& value) {
  const schema::Codelist& codes = *visit.field->codelist;
  if (codes.has(value)) return false;
  const CodeMeant meant = code_meant(codes, value, repair_ != nullptr);
  const bool mends = meant.rule && meant.rule->id().starts_with("repair.");
  if (!meant.rule || (mends && is_id(document_, visit.id))) return false;
  change(*meant.rule, visit.id, json_string(meant.code));
  if (mends && visit.field->open_codelist) may_take_back(visit.id);
  return true;
}

void Walk::drop_empty() {
  for (auto visit = seen_.rbegin(); visit != seen_.rend(); ++visit) {
    const Id id = visit->id;
    const Id parent = document_.parent(id);
    if (parent == Document::none || document_.key(id).empty()) continue;
    const schema::Node& plan = *visit->plan;
    const Kind kind = document_.kind(id);
    const bool empty = (kind == Kind::string && plan.string != nullptr &&
                        plan.string->min_length > 0 && document_.string(id) == std::string()) ||
                       (kind == Kind::array && plan.array != nullptr && plan.array->min_items > 0 &&
                        document_.empty(id)) ||
                       (kind == Kind::object && plan.object != nullptr &&
                        plan.object->min_properties > 0 && document_.empty(id));
    // What has to be there and is empty is missing, which only its publisher can mend.
    if (!empty || visit->required) continue;
    changes_.add("upgrade.empty", document_, id, document_.text(id), {});
    document_.remove(id);
  }
}

std::string mexican_field(const Document& document, Id root, const schema::Profile& edca_mx,
                          const schema::Node* plan, bool repair) {
  std::string found;
  std::vector<Visit> stack;
  if (plan != nullptr) stack.push_back({root, plan});
  while (!stack.empty() && found.empty()) {
    Visit visit = stack.back();
    stack.pop_back();
    if (repair && document.is(visit.id, Kind::object) &&
        (visit.plan->types & schema::type_object) == 0) {
      const schema::Node* items = items_of(document, visit);
      if (items != nullptr && is_only_element(document, visit.id, *items)) visit.plan = items;
    }
    each_child(document, visit, [&](const Visit& child, const schema::Property* property) {
      if (property != nullptr && property->hint) found = document.key(child.id);
      if (child.plan != nullptr) stack.push_back(child);
      if (property != nullptr || !document.is(visit.id, Kind::object)) return;
      const std::string today(edca_mx.renamed_field(document.key(child.id)));
      if (today.empty()) return;
      if (property_named(*visit.plan, today) != nullptr) found = document.key(child.id);
    });
  }
  return found;
}

}  // namespace edca::upgrade
