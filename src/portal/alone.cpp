#include "portal/alone.hpp"

#include <algorithm>

namespace edca::portal {
namespace {

/// Whether the rules leave out the field or something that lies on a path below it.
bool omits(const merge::Fields* fields, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) {
    if (fields == nullptr) return false;
    const std::uint32_t index = fields->names().find(name);
    if (index == schema::NameTable::none) return false;
    const merge::Field& field = fields->list()[index];
    if (field.rule == merge::Rule::omit) return true;
    fields = field.fields;
  }
  return false;
}

}  // namespace

bool Alone::is_plain(const merge::Value& release) {
  // The merge sets these itself; anything but a text clashes with that.
  for (const std::string_view key : {"id", "date"}) {
    const merge::Value* value = merge::find(release, key);
    if (value != nullptr && value->kind != merge::Kind::string) return false;
  }
  // The values of a text lie one behind the other, whatever their depth.
  for (const merge::Value* value = &release; value != release.next(); ++value) {
    if (value->kind != merge::Kind::array || (value->flags & merge::Value::mixed) != 0) continue;
    ids_.clear();
    const merge::Value* element = value + 1;
    for (std::uint32_t at = 0; at < value->size; ++at, element = element->next()) {
      const merge::Value* id = merge::find(*element, "id");
      if (id == nullptr) continue;
      if (id->kind != merge::Kind::string || id->size == 0) return false;
      ids_.push_back(id->view());
    }
    if (ids_.size() < 2) continue;
    std::sort(ids_.begin(), ids_.end());
    if (std::adjacent_find(ids_.begin(), ids_.end()) != ids_.end()) return false;
  }
  return true;
}

bool keep_figures(const merge::Rules& rules) {
  for (const std::string_view list : {"awards", "contracts"}) {
    if (omits(&rules.root(), {list, "status"}) || omits(&rules.root(), {list, "value", "amount"}) ||
        omits(&rules.root(), {list, "value", "currency"})) {
      return false;
    }
  }
  return !omits(&rules.root(), {"tender", "procurementMethod"});
}

}  // namespace edca::portal
