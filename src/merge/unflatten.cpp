#include "merge/unflatten.hpp"

#include "merge/reference_values.hpp"

namespace edca::merge {

Slot* Unflattener::run(Slot& root, std::span<Slot* const> leaves,
                       std::span<const Release> releases) {
  releases_ = releases;
  members_.clear();
  warnings_.clear();
  failure_.reset();
  Slot* const result = slots_.arena().make<Slot>();
  result->attached = true;
  result->shape = Shape::object;
  result->path.slot = result;
  root.path.result = result;
  for (Slot* const leaf : leaves) {
    if (!place(*leaf)) return nullptr;
  }
  return result;
}

/// Walks the path of a leaf from the last part whose place is known.
bool Unflattener::place(Slot& leaf) {
  leaf_ = &leaf;
  way_.clear();
  Path* path = leaf.leaf_path;
  for (; path->result == nullptr; path = path->parent) way_.push_back(path);
  Slot* current = path->result;
  const bool known = way_.empty();
  while (!way_.empty()) {
    path = way_.back();
    way_.pop_back();
    const Path* next = way_.empty() ? nullptr : way_.back();
    Slot* const reached = step(*current, *path, next);
    if (reached == nullptr) return next == nullptr && !failure_;
    path->result = reached;
    current = reached;
  }
  if (known) lose();
  return true;
}

/// Goes from `current` along the last part of `path`; nullptr where it failed, or where a null
/// needs no place. `next` is the path after it, nullptr behind the last.
Slot* Unflattener::step(Slot& current, Path& path, const Path* next) {
  if (path.part != Part::key) return member(current, path);
  if (current.shape != Shape::object && !open_object(current)) {
    return fail(Reason::type_clash, current, path);
  }
  Slot* const field = slots_.find(current, path.slot->key, path.slot->key_size);
  if (field == nullptr) return add_field(current, path, next);
  if (next != nullptr) return field;
  // The id of a member has its place already; anything else is lost.
  if (!current.has_id || field->name() != "id") lose();
  return field;
}

/// Notes that something else stands in the place of the leaf.
void Unflattener::lose() {
  const json::Node* value = leaf_->newest == nullptr ? leaf_->value : leaf_->newest->value;
  const bool null = value->kind == json::NodeKind::null;
  warn(null ? base::RuleId("merge.null-ignored") : base::RuleId("merge.type-clash"),
       {leaf_->release});
}

Slot* Unflattener::member(Slot& current, Path& path) {
  if (path.part == Part::container_id) return fail(Reason::id_type, current, path);
  if (path.part == Part::fresh_id) return add_member(current, path);
  Slot*& known = members_[identity(path)];
  if (known == nullptr) {
    known = add_member(current, path);
  } else {
    warn("merge.id-type", {known->release, leaf_->release});
  }
  return known;
}

Slot* Unflattener::add_member(Slot& current, Path& path) {
  if (current.shape != Shape::array && !open_array(current)) {
    return fail(Reason::type_clash, current, path);
  }
  Slot* const item = child(current, *path.slot, true);
  item->shape = Shape::object;
  item->release = leaf_->release;
  if (path.id == nullptr) return item;
  item->has_id = true;
  Slot* const id = slots_.make(*item, slots_.arena().copy("id"), 2, 0);
  slots_.attach(*id);
  id->value = path.id;
  id->release = path.release;
  return item;
}

Slot* Unflattener::add_field(Slot& current, const Path& path, const Path* next) {
  if (next != nullptr) {
    Slot* const field = child(current, *path.slot, false);
    field->shape = next->part == Part::key ? Shape::object : Shape::array;
    field->release = leaf_->release;
    return field;
  }
  const bool null = leaf_->newest == nullptr && leaf_->value->kind == json::NodeKind::null;
  if (null) return nullptr;
  Slot* const field = child(current, *path.slot, false);
  set_leaf(*field);
  return field;
}

void Unflattener::set_leaf(Slot& slot) {
  slot.value = leaf_->value;
  slot.oldest = leaf_->oldest;
  slot.newest = leaf_->newest;
  slot.release = leaf_->release;
}

Slot* Unflattener::child(Slot& parent, const Slot& named, bool element) {
  Slot* const slot = slots_.make(parent, named.key, named.key_size, named.key_flags);
  slot->element = element;
  slots_.attach(*slot);
  return slot;
}

/// Makes a list that came as a value into one that takes members.
bool Unflattener::open_array(Slot& slot) {
  const bool list = slot.value != nullptr && slot.value->kind == json::NodeKind::array;
  if (slot.shape != Shape::none || (!list && slot.newest == nullptr)) return false;
  warn("merge.type-clash", {slot.release, leaf_->release});
  const json::Node* element = list ? slot.value + 1 : nullptr;
  for (std::uint32_t at = 0; list && at < slot.value->size; ++at, element = element->next()) {
    Slot* const copy = child(slot, slot, true);
    copy->value = element;
    copy->release = slot.release;
  }
  for (const Version* at = slot.oldest; at != nullptr; at = at->next) {
    Slot* const copy = child(slot, slot, true);
    copy->entry = at;
    copy->release = at->release;
  }
  slot.value = nullptr;
  slot.oldest = slot.newest = nullptr;
  slot.shape = Shape::array;
  return true;
}

/// Makes an object that came as a value into one that takes fields.
bool Unflattener::open_object(Slot& slot) {
  const bool object = slot.value != nullptr && slot.value->kind == json::NodeKind::object;
  if (slot.shape != Shape::none || !object || slot.newest != nullptr) return false;
  const json::Node* key = slot.value + 1;
  for (std::uint32_t at = 0; at < slot.value->size; ++at, key = (key + 1)->next()) {
    Slot* const field = slots_.make(slot, key->text, key->size, key->flags);
    slots_.attach(*field);
    field->value = key + 1;
    field->keep_null = true;
    field->release = slot.release;
  }
  slot.value = nullptr;
  slot.shape = Shape::object;
  return true;
}

base::Hash128 Unflattener::identity(const Path& path) const {
  std::string text = "n";
  if (path.part == Part::position_id) {
    json::Node number;
    number.kind = json::NodeKind::number;
    number.size = path.slot->key_size;
    number.text = path.slot->key;
    text = python_identity(number);
  } else if (path.id != nullptr) {
    text = python_identity(*path.id);
  }
  return hash_.hash(reinterpret_cast<std::uintptr_t>(path.parent->slot), text);
}

Slot* Unflattener::fail(Reason reason, const Slot& current, const Path& path) {
  failure_ = make_failure(reason, pointer(*path.parent->slot), releases_,
                          {current.release, leaf_->release});
  return nullptr;
}

void Unflattener::warn(base::RuleId code, std::initializer_list<std::uint32_t> releases) {
  Warning warning{code, pointer(*leaf_), {}, {}};
  for (const std::uint32_t index : releases) {
    const json::Node* id = release_at(releases_, index).id;
    if (id == nullptr) continue;
    std::string text = text_of(id);
    const auto& known = warning.releases;
    if (known.empty() || known.back() != text) warning.releases.push_back(std::move(text));
  }
  warnings_.push_back(std::move(warning));
}

}  // namespace edca::merge
