#include "json/equal.hpp"
#include "merge/flatten.hpp"
#include "merge/reference_values.hpp"

namespace edca::merge {
namespace {

bool same_text(const json::Node& a, const json::Node& b) {
  return a.kind == b.kind && !a.is_container() && a.size == b.size &&
         (a.kind < json::NodeKind::number || a.view() == b.view());
}

}  // namespace

void Flattener::warn(base::RuleId code, const Slot& slot, std::string detail) {
  Warning warning{code, pointer(slot), {}, std::move(detail)};
  const Release& release = release_at(releases_, release_);
  if (release.id != nullptr) warning.releases.push_back(text_of(release.id));
  warnings_.push_back(std::move(warning));
}

void Flattener::fail(Reason reason, const Slot& slot, std::uint32_t other) {
  if (failure_) return;
  failure_ = make_failure(reason, pointer(slot), releases_, {other, release_});
}

void Flattener::attach(Slot& slot) {
  for (Slot* at = &slot; !at->attached; at = at->parent) {
    const Shape shape = at->path.part == Part::key ? Shape::object : Shape::array;
    if (at->parent->shape != shape || at->parent->has_leaf()) settle(*at->parent, shape);
    slots_.attach(*at);
  }
}

/// Makes sure that `parent` may have children of that shape.
void Flattener::settle(Slot& parent, Shape shape) {
  const bool removed = form_ == Form::compiled && parent.value != nullptr &&
                       parent.value->kind == json::NodeKind::null;
  const bool leaf = parent.has_leaf() && !removed;
  const bool other = parent.shape != Shape::none && parent.shape != shape;
  if (leaf || other) {
    if (options_.strict) {
      replace(parent);
    } else {
      clean_ = false;
    }
  }
  if (parent.shape == Shape::none || options_.strict) parent.shape = shape;
}

/// Strict: what stands in the slot makes room for something of another type. The versions of a
/// field have one type; those of a null can go.
void Flattener::replace(Slot& slot) {
  for (const Version* at = slot.newest; at != nullptr; at = at->previous) {
    if (at->value->kind != json::NodeKind::null) fail(Reason::type_clash, slot, at->release);
  }
  const bool history = slot.shape != Shape::none || slot.value != nullptr;
  if (form_ == Form::versioned && history) fail(Reason::type_clash, slot, release_);
  if (slot.newest == nullptr) warn("merge.type-clash", slot);
  slot.value = nullptr;
  slot.oldest = slot.newest = nullptr;
  slot.first = slot.last = nullptr;
  slot.children = 0;
  slot.index = nullptr;
  slot.shape = Shape::none;
}

void Flattener::set(Path& path, const json::Node& value) {
  if (form_ == Form::compiled || release_ == no_release) {
    set_plain(path, value);
  } else if (path.parent != &root_->path || path.slot->name() != "ocid") {
    set_version(path, value);
  }
}

void Flattener::set_plain(Path& path, const json::Node& value) {
  Slot& slot = *path.slot;
  if (!slot.attached) attach(slot);
  if (!slot.has_leaf()) {
    leaves_.push_back(&slot);
    slot.leaf_path = &path;
  }
  if (slot.shape != Shape::none) clash(path, value);
  // The generated id is one value that changes with each release.
  const bool repeated = options_.blame && slot.value != nullptr && &value != &generated_id_ &&
                        python_equal(*slot.value, value);
  if (!repeated) slot.release = release_;
  slot.value = &value;
  if (options_.strict && form_ == Form::versioned && value.kind == json::NodeKind::array)
    keep_alive(slot);
}

/// A literal meets an object or array that is there already.
void Flattener::clash(Path& path, const json::Node& value) {
  Slot& slot = *path.slot;
  const bool null = value.kind == json::NodeKind::null;
  if (!options_.strict) {
    if (null && form_ == Form::compiled) {
      warn("merge.null-ignored", slot);
    } else {
      clean_ = false;
    }
  } else if (form_ == Form::versioned && null) {
    null_below(slot);
  } else {
    const std::size_t warnings = warnings_.size();
    replace(slot);
    if (null)
      warnings_.erase(warnings_.begin() + static_cast<std::ptrdiff_t>(warnings), warnings_.end());
  }
}

void Flattener::set_version(Path& path, const json::Node& value) {
  Slot& slot = *path.slot;
  if (!slot.attached) attach(slot);
  // What the existing release has without versions stays.
  if (slot.value != nullptr && slot.value->kind != json::NodeKind::array) return;
  if (options_.strict && slot.shape != Shape::none) {
    clash(path, value);
    return;
  }
  if (!slot.has_leaf()) {
    leaves_.push_back(&slot);
    slot.leaf_path = &path;
  }
  if (slot.shape != Shape::none) clean_ = false;
  append_version(slot, value);
}

void Flattener::append_version(Slot& slot, const json::Node& value) {
  // Of an id that a release names twice, the last value counts.
  if (slot.newest != nullptr && slot.newest->release == release_) {
    slot.newest = slot.newest->previous;
    (slot.newest == nullptr ? slot.oldest : slot.newest->next) = nullptr;
  }
  if (!is_news(slot, value)) return;
  Version* const version = slots_.arena().make<Version>();
  version->value = &value;
  version->release = release_;
  version->previous = slot.newest;
  (slot.newest == nullptr ? slot.oldest : slot.newest->next) = version;
  slot.newest = version;
  slot.release = release_;
  if (options_.strict && value.kind != json::NodeKind::null) keep_alive(slot);
}

bool Flattener::is_news(Slot& slot, const json::Node& value) {
  const json::Node* last = last_value(slot);
  if (last == nullptr) return true;
  if (same_text(*last, value) || json::equal(*last, value)) return false;
  if (options_.strict || !python_equal(*last, value)) return true;
  warn("merge.hidden-change", slot);
  return false;
}

/// The value of the newest version; nullptr when there is none.
const json::Node* Flattener::last_value(const Slot& slot) {
  if (slot.newest != nullptr) return slot.newest->value;
  if (slot.value == nullptr) return nullptr;
  const json::Node* last = nullptr;
  const json::Node* element = slot.value + 1;
  for (std::uint32_t at = 0; at < slot.value->size; ++at, element = element->next()) last = element;
  const json::Node* value = last == nullptr ? nullptr : find(*last, "value");
  if (value == nullptr) fail(Reason::not_versioned, slot, no_release);
  return value;
}

/// Strict: marks the slot and all that it stands in as not removed by null.
void Flattener::keep_alive(Slot& slot) {
  for (Slot* at = &slot; !at->live && at->parent != nullptr; at = at->parent) {
    at->live = true;
    at->live_next = at->parent->live_first;
    at->parent->live_first = at;
  }
}

/// Strict, versioned: null removes an object or array, that is, every value in it that is not
/// removed yet.
void Flattener::null_below(Slot& slot) {
  static const json::Node null_value{};
  std::vector<Slot*> open{&slot};
  std::vector<Slot*> removed;
  while (!open.empty()) {
    Slot* const parent = open.back();
    open.pop_back();
    for (Slot* at = parent->live_first; at != nullptr; at = at->live_next) {
      at->live = false;
      (at->has_leaf() ? removed : open).push_back(at);
    }
    parent->live_first = nullptr;
  }
  for (Slot* const leaf : removed) {
    if (leaf->parent->path.id != nullptr && leaf->name() == "id") continue;
    append_version(*leaf, null_value);
  }
}

}  // namespace edca::merge
