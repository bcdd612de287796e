#include <array>
#include <charconv>

#include "base/number.hpp"
#include "merge/flatten.hpp"
#include "merge/reference_values.hpp"

namespace edca::merge {
namespace {

// Longer than the words, because keys are read in blocks.
constexpr std::array<char, base::Arena::slack> none_text = {'N', 'o', 'n', 'e'};
constexpr std::array<char, base::Arena::slack> true_text = {'T', 'r', 'u', 'e'};
constexpr std::array<char, base::Arena::slack> false_text = {'F', 'a', 'l', 's', 'e'};
constexpr std::array<char, base::Arena::slack> zero_text = {'0'};
constexpr std::array<char, base::Arena::slack> no_text = {};

bool is_null(const json::Node* value) {
  return value == nullptr || value->kind == json::NodeKind::null;
}

/// The one text of a number, whatever way it is written; of an integer, its digits where they are
/// few.
std::string plain_number(std::string_view number) {
  std::string text = base::canonical(number);
  const std::size_t e = text.find('e');
  int exponent = 0;
  if (e == std::string::npos) return text;
  const auto [end, error] =
      std::from_chars(text.data() + e + 1, text.data() + text.size(), exponent);
  if (error != std::errc{} || exponent < 0 || exponent > 20) return text;
  text.resize(e);
  text.append(static_cast<std::size_t>(exponent), '0');
  return text;
}

}  // namespace

Path& Flattener::item_path(Path& parent, const json::Node& item, std::uint32_t position,
                           Slot*& hint) {
  const json::Node* id = find(item, "id");
  const Id name = identify(parent, id, position);
  // What the reference remembers of an id is lost for null, as if there were none.
  const json::Node* const original = is_null(id) ? nullptr : id;
  if (original != nullptr && original->is_container()) clean_ = clean_ && options_.strict;
  if (name.part >= Part::container_id && name.part != Part::position_id) {
    return fresh_path(parent, name.part, original);
  }
  Slot& above = *parent.slot;
  const auto size = static_cast<std::uint32_t>(name.size);
  Slot* slot = hint;
  if (slot == nullptr || !Slots::matches(*slot, name.text, size)) {
    const bool other = options_.strict && above.shape == Shape::object;
    slot = other ? nullptr : slots_.find(above, name.text, size);
  }
  if (slot == nullptr) {
    slot = slots_.make(above, name.text, size, json::Node::escaped);
    slot->path.parent = &parent;
    slot->path.part = name.part;
    slot->path.id = original;
    slot->path.release = release_;
    set_rules(slot->path);
    return slot->path;
  }
  hint = slot->next;
  if (slot->path.parent == &parent && slot->path.part == name.part) return slot->path;
  return other_path(*slot, parent, name.part, original);
}

Path& Flattener::fresh_path(Path& parent, Part part, const json::Node* id) {
  Slot* const slot = slots_.make(*parent.slot, no_text.data(), 0, 0);
  slot->element = true;
  slot->path.parent = &parent;
  slot->path.part = part;
  slot->path.id = id;
  slot->path.release = release_;
  set_rules(slot->path);
  return slot->path;
}

Flattener::Id Flattener::identify(const Path& parent, const json::Node* id,
                                  std::uint32_t position) {
  if (parent.strategy == Strategy::position) {
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), position);
    const auto size = static_cast<std::size_t>(end.ptr - digits.data());
    return {slots_.arena().copy({digits.data(), size}), size, Part::position_id};
  }
  if (is_null(id) || options_.strict) note_missing(parent, id);
  if (id == nullptr || parent.strategy == Strategy::append) return {};
  if (options_.strict) return identify_strictly(*id);
  switch (id->kind) {
    case json::NodeKind::null:
      return {none_text.data(), 4, Part::null_id};
    case json::NodeKind::no:
      clean_ = false;
      return {false_text.data(), 5, Part::false_id};
    case json::NodeKind::yes:
      clean_ = false;
      return {true_text.data(), 4, Part::true_id};
    case json::NodeKind::number:
      return number_id(*id);
    case json::NodeKind::string:
      return {id->text, id->size, Part::text_id};
    default:
      clean_ = false;
      return {nullptr, 0, Part::container_id};
  }
}

Flattener::Id Flattener::number_id(const json::Node& id) {
  if (base::is_integer(id.view())) {
    if (id.view() == "-0") return {zero_text.data(), 1, Part::integer_id};
    return {id.text, id.size, Part::integer_id};
  }
  clean_ = false;
  std::string text;
  append_python_text(id, text);
  return {slots_.arena().copy(text), text.size(), Part::float_id};
}

Flattener::Id Flattener::identify_strictly(const json::Node& id) {
  const bool marked = id.kind == json::NodeKind::string && id.view().starts_with(number_mark);
  if (id.kind == json::NodeKind::string && !marked) return {id.text, id.size, Part::text_id};
  if (id.kind != json::NodeKind::string && id.kind != json::NodeKind::number) return {};
  std::string name(1, number_mark);
  if (marked) {
    name += 's';
    name += id.view();
  } else {
    name += plain_number(id.view());
  }
  return {slots_.arena().copy(name), name.size(), marked ? Part::text_id : Part::integer_id};
}

void Flattener::note_duplicate(Slot& slot) {
  const Path& array = *slot.path.parent;
  if (array.strategy != Strategy::merge) return;
  duplicates_.insert(plain_pointer(array));
  warn("merge.duplicate-id", *array.slot, std::string(slot.name()));
}

void Flattener::note_missing(const Path& parent, const json::Node* id) {
  if (id != nullptr && (id->kind == json::NodeKind::string || id->kind == json::NodeKind::number))
    return;
  // One of a kind for a field is enough; the stamp saves looking that up for each object.
  Slot& array = *parent.slot;
  const std::uint32_t mark = release_ + 1;
  if (parent.part != Part::key || array.stamp == mark) return;
  array.stamp = mark;
  const base::RuleId code =
      id == nullptr ? base::RuleId("merge.missing-id") : base::RuleId("merge.unusable-id");
  std::string path = plain_pointer(parent);
  if (!without_id_.emplace(code.index(), path).second) return;
  warn(code, array);
  warnings_.back().path = std::move(path);
}

}  // namespace edca::merge
