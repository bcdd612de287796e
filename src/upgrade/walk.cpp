#include "upgrade/walk.hpp"

#include <algorithm>

#include "upgrade/mend.hpp"

namespace edca::upgrade {
namespace {

using Id = Document::Id;
using Kind = Document::Kind;

constexpr std::uint8_t type_number = schema::type_integer | schema::type_fraction;

/// The schema of an array's elements. Of linked and embedded releases of a record, the schema puts
/// the linked ones first; embedded ones have an id.
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
}

void Walk::change(std::string_view rule, Id id, const std::string& text) {
  changes_.add(rule, document_, id, document_.text(id), text);
  document_.replace(id, text);
}

void Walk::value(Visit visit) {
  const std::uint8_t types = visit.plan->types;
  switch (document_.kind(visit.id)) {
    case Kind::string:
      if ((types & schema::type_string) != 0) return string(visit);
      if (repair_) wrong_string(visit);
      return;
    case Kind::number:
      if (repair_ && (types & type_number) == 0 && (types & schema::type_string) != 0) {
        change("repair.text", visit.id, quoted(document_.text(visit.id)));
      }
      return;
    case Kind::object:
      if ((types & schema::type_object) == 0 && (types & schema::type_array) != 0) {
        const schema::Node* items = items_of(document_, visit);
        if (!repair_ || items == nullptr || (items->types & schema::type_object) == 0) return;
        const std::string old = document_.text(visit.id);
        changes_.add("repair.array", document_, visit.id, old, "[" + old + "]");
        document_.wrap(visit.id, "[", "]");
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
      .add(free ? "upgrade.name" : "upgrade.name-taken", document_, member, quoted(old),
           quoted(today))
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
  if (!repair_) return;
  const schema::Format format =
      visit.plan->string == nullptr ? schema::Format::none : visit.plan->string->format;
  if (const std::string mended = mended_text(format, *value); !mended.empty()) {
    change(format == schema::Format::uri ? "repair.uri" : "repair.date", visit.id, quoted(mended));
  } else if (visit.plan->types != schema::type_any) {
    trim(visit.id, *value);
  }
}

/// Whether a code was changed.
bool Walk::code(const Visit& visit, const std::string& value) {
  const schema::Codelist& codes = *visit.field->codelist;
  if (codes.has(value)) return false;
  const CodeMeant meant = code_meant(codes, value, repair_);
  if (meant.rule.empty()) return false;
  change(meant.rule, visit.id, quoted(meant.code));
  return true;
}

/// A string where the schema has none: a number, true or false in quotes, a list in one string.
void Walk::wrong_string(const Visit& visit) {
  const std::optional<std::string> value = document_.string(visit.id);
  if (!value) return;
  const std::uint8_t types = visit.plan->types;
  const std::string text(trimmed(*value));
  const bool fits = is_number(text, (types & schema::type_fraction) == 0);
  if ((types & type_number) != 0 && fits) {
    change("repair.number", visit.id, text);
  } else if ((types & schema::type_boolean) != 0 && (text == "true" || text == "false")) {
    change("repair.number", visit.id, text);
    changes_.list().back().variant = "boolean";
  } else if ((types & schema::type_array) != 0 && !text.empty()) {
    const schema::Node* items = items_of(document_, visit);
    if (items == nullptr || (items->types & schema::type_string) == 0) return;
    if (split_codes(visit, text)) return;
    if (visit.field != nullptr && visit.field->codelist != nullptr &&
        text.find(',') != std::string::npos) {
      return;
    }
    change("repair.array", visit.id, "[" + document_.text(visit.id) + "]");
  }
}

/// "planning,tender" where a list of codes belongs: if each part is one.
bool Walk::split_codes(const Visit& visit, const std::string& value) {
  if (visit.field == nullptr || visit.field->codelist == nullptr) return false;
  std::string list;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t comma = std::min(value.find(',', at), value.size());
    const std::string part(trimmed(std::string_view(value).substr(at, comma - at)));
    const CodeMeant meant = code_meant(*visit.field->codelist, part, true);
    if (meant.rule.empty() && !visit.field->codelist->has(part)) return false;
    list += (list.empty() ? "[" : ", ") + quoted(meant.rule.empty() ? part : meant.code);
    at = comma + 1;
  }
  change("repair.array", visit.id, list + "]");
  changes_.list().back().variant = "codes";
  return true;
}

void Walk::trim(Id id, const std::string& value) {
  const std::string_view inner = trimmed(value);
  if (inner.size() == value.size() || inner.empty()) return;
  if (document_.key(id) == "id" && is_taken(id, std::string(inner))) return;
  change("repair.trim", id, quoted(inner));
}

/// Whether another object of the same list has the id. Then white space tells them apart.
bool Walk::is_taken(Id id, const std::string& value) {
  const Id array = document_.parent(document_.parent(id));
  if (array == Document::none || !document_.is(array, Kind::array)) return false;
  const auto [found, added] = ids_.try_emplace(array);
  if (added) {
    for (Id at = document_.first(array); at != Document::none; at = document_.next(at)) {
      const Id other = document_.find(at, "id");
      if (other == Document::none) continue;
      if (const auto text = document_.string(other)) found->second.insert(*text);
    }
  }
  return found->second.count(value) != 0;
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
                          const schema::Node* plan) {
  std::string found;
  std::vector<Visit> stack;
  if (plan != nullptr) stack.push_back({root, plan});
  while (!stack.empty() && found.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
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
