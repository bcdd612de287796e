#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "base/text.hpp"
#include "json/canonical.hpp"
#include "semantics/location.hpp"
#include "upgrade/mend.hpp"
#include "upgrade/walk.hpp"

// What a walk mends.

namespace edca::upgrade {
namespace {

using Id = Document::Id;
using Kind = Document::Kind;

constexpr std::uint8_t type_number = schema::type_integer | schema::type_fraction;

/// The name of a member, or of the one that holds the list in which the value stands.
std::string_view name_of(const Document& document, Id id) {
  while (document.key(id).empty() && document.parent(id) != Document::none) {
    id = document.parent(id);
  }
  return document.key(id);
}

/// Whether the `id` of this object is the code of a scheme, as in Identifier and Classification:
/// nothing refers to it by that code.
/// https://standard.open-contracting.org/1.1/en/schema/reference/#identifier
bool has_code_for_id(const Document& document, Id object) {
  const std::string_view name = name_of(document, object);
  return name.ends_with("dentifier") || name.ends_with("dentifiers") ||
         name.ends_with("lassification") || name.ends_with("lassifications");
}

/// Calls `each(id)` for every scalar in a value that is an id or refers to one, but for what is in
/// members of the value called as `skipped` says.
template <class Each>
void each_id(const Document& document, Id root, const std::vector<std::string>& skipped,
             Each each) {
  struct Place {
    Id id;
    bool is_id;
  };
  std::vector<Place> stack = {{root, is_id(document, root)}};
  while (!stack.empty()) {
    const Place place = stack.back();
    stack.pop_back();
    if (place.is_id && document.first(place.id) == Document::none) each(place.id);
    for (Id at = document.first(place.id); at != Document::none; at = document.next(at)) {
      const std::string_view key = document.key(at);
      if (place.id == root && std::find(skipped.begin(), skipped.end(), key) != skipped.end()) {
        continue;
      }
      stack.push_back({at, key.empty() ? place.is_id : is_id(document, at)});
    }
  }
}

bool is_inside(const Document& document, Id id, Id container) {
  while (id != container && id != Document::none) id = document.parent(id);
  return id == container;
}

/// Calls `each(first number, second number)` for the positions of GeoJSON in a list; false where
/// something else is in it.
template <class Each>
bool each_position(const Document& document, Id list, Each each) {
  std::vector<Id> stack = {list};
  while (!stack.empty()) {
    const Id id = stack.back();
    stack.pop_back();
    if (!document.is(id, Kind::array)) return false;
    const Id first = document.first(id);
    if (first == Document::none || document.is(first, Kind::array)) {
      for (Id at = first; at != Document::none; at = document.next(at)) stack.push_back(at);
      continue;
    }
    const Id second = document.next(first);
    if (second == Document::none || !is_number(document.text(first), false) ||
        !is_number(document.text(second), false))
      return false;
    each(first, second);
  }
  return true;
}

/// Elements of a list that are the same with all repairs.
struct Same {
  base::Hash128 without;  ///< what the first of them is without those that may be taken back
  bool differ = false;
};

/// What lies too deep after it was put into lists is equal to nothing but the like.
base::Hash128 canonical(const std::string_view text) {
  try {
    return json::canonical_hash(text);
  } catch (const std::invalid_argument&) {
    return {};
  }
}

}  // namespace

bool is_id(const Document& document, Id id) {
  const std::string_view name = name_of(document, id);
  if (!is_id_name(name)) return false;
  const Id object = document.parent(id);
  return name != "id" || object == Document::none || !has_code_for_id(document, object);
}

bool is_only_element(const Document& document, Id object, const schema::Node& items) {
  if ((items.types & schema::type_object) == 0 || items.object == nullptr) return false;
  const std::vector<std::string>& names = items.object->names.names();
  for (const std::uint32_t at : items.object->required) {
    if (document.find(object, names[at]) == Document::none) return false;
  }
  for (Id id = document.first(object); id != Document::none; id = document.next(id)) {
    if (property_of(items, document.key(id)) != nullptr) return true;
  }
  return false;
}

/// A number where the schema wants a text.
void Walk::number(const Visit& visit) {
  const std::uint8_t types = visit.plan->types;
  if ((types & type_number) == type_number || (types & schema::type_string) == 0) return;
  const std::string text = document_.text(visit.id);
  if ((types & schema::type_integer) != 0 && is_number(text, true)) return;
  const std::string_view name = name_of(document_, visit.id);
  if (!is_meant_as_text(*visit.plan, visit.field, name, text)) return;
  if (name == "postalCode" && !is_in_mexico(visit.id)) return;
  if (is_id(document_, visit.id)) {
    numbers_.push_back(visit.id);
  } else {
    change("repair.text", visit.id, json_string(text));
  }
}

/// Ids that are numbers and want to be texts become that where all that has the number for an id
/// does, and nothing has the text already.
void Walk::write_ids() {
  if (numbers_.empty()) return;
  struct Use {
    std::size_t numbers = 0;
    bool text = false;
  };
  std::unordered_map<std::string, Use> uses;
  each_id(document_, root_, {}, [&](Id id) {
    if (document_.is(id, Kind::number)) {
      ++uses[document_.text(id)].numbers;
    } else if (const auto text = document_.string(id)) {
      uses[std::string(trimmed(*text))].text = true;
    }
  });
  for (const Id id : numbers_) --uses[document_.text(id)].numbers;
  for (const Id id : numbers_) {
    const std::string text = document_.text(id);
    const Use& use = uses[text];
    if (use.numbers == 0 && !use.text && is_own_text(text))
      change("repair.text", id, json_string(text));
  }
}

/// Whether the address of a postcode names no other country: some have postcodes of six digits that
/// begin with zero.
bool Walk::is_in_mexico(Id member) const {
  const Id country = document_.find(document_.parent(member), "countryName");
  if (country == Document::none) return true;
  const std::string name = base::fold(document_.string(country).value_or("?"));
  static constexpr std::array<std::string_view, 5> names = {"", "mexico", "mx", "mex",
                                                            "estados unidos mexicanos"};
  return std::find(names.begin(), names.end(), trimmed(name)) != names.end();
}

/// Whether nothing else that means the same may stand for the number. In OCDS a whole number may be
/// an id, so that others may refer to it as it is.
/// https://standard.open-contracting.org/1.1/en/schema/identifiers/
bool Walk::is_own_text(std::string_view number) const {
  if (number.find_first_of("eE") != std::string_view::npos) return false;
  const bool fraction = number.find('.') != std::string_view::npos;
  return fraction ? !number.ends_with('0') : profile_.is_oc4ids();
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
  } else if ((types & schema::type_array) != 0) {
    list_of_texts(visit, text);
  }
}

void Walk::list_of_texts(const Visit& visit, const std::string& text) {
  const schema::Node* items = items_of(document_, visit);
  if (items == nullptr || (items->types & schema::type_string) == 0) return;
  if (split_codes(visit, text) || !is_one_element(text)) return;
  string({visit.id, items, visit.field});
  wrap(visit.id);
}

/// "planning,tender" or "planning;tender" where a list of codes belongs: if each part is one.
bool Walk::split_codes(const Visit& visit, const std::string& value) {
  if (visit.field == nullptr || visit.field->codelist == nullptr) return false;
  std::string list;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find_first_of(",;", at), value.size());
    const std::string part(trimmed(std::string_view(value).substr(at, end - at)));
    const CodeMeant meant = code_meant(*visit.field->codelist, part, true);
    if (!meant.rule && !visit.field->codelist->has(part)) return false;
    list += (list.empty() ? "[" : ", ") + json_string(meant.rule ? meant.code : part);
    at = end + 1;
  }
  change("repair.array", visit.id, list + "]");
  changes_.list().back().variant = "codes";
  return true;
}

/// Latitudes before longitudes, where all places lie in Mexico the other way round and none as they
/// are written: GeoJSON has the longitude first.
/// https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1
void Walk::coordinates(Id id) {
  const Id type = document_.find(document_.parent(id), "type", Kind::string);
  if (type == Document::none) return;
  std::vector<std::pair<Id, Id>> positions;
  bool swapped = true;
  const bool whole = each_position(document_, id, [&](Id first, Id second) {
    positions.emplace_back(first, second);
    swapped = swapped && semantics::is_swapped(document_.text(first), document_.text(second));
  });
  if (!whole || !swapped || positions.empty()) return;
  Change& change = changes_.add("repair.array", document_, id, document_.text(id), std::string());
  change.variant = "swapped";
  for (const auto& [first, second] : positions) {
    const std::string latitude = document_.text(first);
    const std::string longitude = document_.text(second);
    document_.replace(second, latitude);
    document_.replace(first, longitude);
  }
  change.now = document_.text(id);
}

void Walk::trim(Id id, const std::string& value) {
  const std::string_view inner = trimmed(value);
  if (inner.size() == value.size() || inner.empty()) return;
  if (is_id(document_, id)) return;
  change("repair.trim", id, json_string(inner));
  may_take_back(id);
}

/// Whether the schema describes an id or not: what others refer to changes everywhere.
void Walk::trim_ids(const std::vector<std::string>& lists) {
  each_id(document_, root_, lists, [&](Id id) {
    const std::optional<std::string> text = document_.string(id);
    if (text && repair_->may_trim(*text)) change("repair.trim", id, json_string(trimmed(*text)));
  });
}

/// Takes repairs back that make elements equal where the schema wants them to differ. A repair of
/// an error stays: what was the same twice, but for the error, was so before.
void Walk::keep_apart() {
  if (repairs_.empty()) return;
  for (auto visit = seen_.rbegin(); visit != seen_.rend(); ++visit) {
    const schema::ArrayPlan* plan = visit->plan->array;
    if (plan == nullptr || !plan->unique || !document_.is(visit->id, Kind::array)) continue;
    if (first_repair_in(visit->id) != repairs_.end()) keep_apart(visit->id);
  }
  std::erase_if(changes_.list(), [](const Change& change) { return change.undone; });
  repairs_.clear();
}

/// Elements are told apart by what they are when what may be taken back is not done at all, so that
/// a second run, which finds what was taken back once more, decides as the first did.
void Walk::keep_apart(Id array) {
  std::map<base::Hash128, Same> known;  // by what they are with all repairs
  std::vector<std::pair<Id, const Same*>> repaired;
  for (Id at = document_.first(array); at != Document::none; at = document_.next(at)) {
    const base::Hash128 with = canonical(document_.text(at));
    base::Hash128 without = with;
    const bool may_be_taken_back = first_repair_in(at) != repairs_.end();
    if (may_be_taken_back) {
      take_back(at);
      without = canonical(document_.text(at));
      do_again(at);
    }
    Same& same = known.try_emplace(with, Same{without}).first->second;
    same.differ = same.differ || same.without != without;
    if (may_be_taken_back) repaired.emplace_back(at, &same);
  }
  for (const auto& [element, same] : repaired) {
    if (same->differ) give_up(element);
  }
}

std::vector<Walk::Repair>::iterator Walk::first_repair_in(Id element) {
  // Values have their numbers in the order of the text, and the walk goes through them in it.
  const auto repair = std::lower_bound(repairs_.begin(), repairs_.end(), element,
                                       [](const Repair& one, Id id) { return one.id < id; });
  return repair != repairs_.end() && is_inside(document_, repair->id, element) ? repair
                                                                               : repairs_.end();
}

template <class Each>
void Walk::each_repair_in(Id element, Each each) {
  for (auto repair = first_repair_in(element);
       repair != repairs_.end() && is_inside(document_, repair->id, element); ++repair) {
    Change& change = changes_.list()[repair->change];
    if (!change.undone) each(repair->id, change);
  }
}

void Walk::take_back(Id element) {
  each_repair_in(element, [&](Id id, Change&) { document_.restore(id); });
}

void Walk::do_again(Id element) {
  each_repair_in(element, [&](Id id, Change& change) { document_.replace(id, change.now); });
}

void Walk::give_up(Id element) {
  each_repair_in(element, [&](Id id, Change& change) {
    document_.restore(id);
    change.undone = true;
  });
}

}  // namespace edca::upgrade
