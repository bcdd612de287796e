#include "merge/flatten.hpp"

#include <algorithm>

#include "json/pointer.hpp"
#include "merge/reference_values.hpp"

namespace edca::merge {
namespace {

const json::Node null_value{};

/// Whether an object has the four members of a versioned value and no other.
bool is_versioned_value(const json::Node& value) {
  return value.kind == json::NodeKind::object && value.size == 4 &&
         find(value, "releaseID") != nullptr && find(value, "releaseDate") != nullptr &&
         find(value, "releaseTag") != nullptr && find(value, "value") != nullptr;
}

bool is_versioned_list(const json::Node& value) {
  if (value.kind != json::NodeKind::array || value.size == 0) return false;
  const json::Node* element = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) {
    if (!is_versioned_value(*element)) return false;
  }
  return true;
}

}  // namespace

std::string text_of(const json::Node* value) {
  std::string text;
  if (value != nullptr && value->kind == json::NodeKind::number) return std::string(value->view());
  if (value != nullptr && value->kind != json::NodeKind::null) append_python_text(*value, text);
  return text;
}

const Release& release_at(std::span<const Release> releases, std::uint32_t index) {
  static const Release none;
  return index < releases.size() ? releases[index] : none;
}

std::string plain_pointer(const Path& path) {
  std::vector<const Path*> way;
  for (const Path* at = &path; at->parent != nullptr; at = at->parent) {
    if (at->part == Part::key) way.push_back(at);
  }
  std::string text;
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    json::append_token(text, (*at)->slot->name());
  }
  return text;
}

Failure make_failure(Reason reason, std::string path, std::span<const Release> releases,
                     std::initializer_list<std::uint32_t> indexes) {
  Failure failure;
  failure.reason = reason;
  failure.path = std::move(path);
  for (const std::uint32_t index : indexes) {
    if (index >= releases.size()) continue;
    const Release& release = releases[index];
    auto& known = failure.releases;
    if (std::find(known.begin(), known.end(), release.input) != known.end()) continue;
    known.push_back(release.input);
    if (release.id != nullptr) failure.ids.push_back(text_of(release.id));
  }
  return failure;
}

std::size_t Flattener::PathHash::operator()(const PathKey& key) const noexcept {
  std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(key.parent) * 0x9E3779B97F4A7C15;
  mixed = (mixed ^ mixed >> 32 ^ reinterpret_cast<std::uintptr_t>(key.slot)) * 0xD6E8FEB86659FD93;
  return mixed ^ mixed >> 32 ^ static_cast<std::size_t>(key.part);
}

Flattener::Flattener(base::Arena& arena, const Rules& rules, const Options& options)
    : rules_(rules), options_(options), slots_(arena) {}

void Flattener::begin(Form form, std::span<const Release> releases,
                      const std::map<std::string, Strategy>* strategies) {
  form_ = form;
  releases_ = releases;
  strategies_ = strategies->empty() ? nullptr : strategies;
  root_ = slots_.arena().make<Slot>();
  root_->attached = true;
  root_->path.slot = root_;
  root_->path.fields = &rules_.root();
  leaves_.clear();
  paths_.clear();
  duplicates_.clear();
  without_id_.clear();
  warnings_.clear();
  failure_.reset();
  release_ = no_release;
  stamp_ = 0;
  clean_ = true;
}

void Flattener::add_existing(const json::Node& object) {
  this->object(root_->path, object);
}

void Flattener::add_all() {
  if (form_ == Form::compiled) {
    compiled_tag_[1] = json::string_value("compiled", slots_.arena());
    compiled_tag_[0].kind = json::NodeKind::array;
    compiled_tag_[0].size = 1;
    compiled_tag_[0].flags = json::Node::mixed;
    compiled_tag_[0].block = {2, 0};
    set_root("tag", compiled_tag_[0]);
  }
  for (std::uint32_t index = 0; index < releases_.size(); ++index) add(index);
  finish();
}

void Flattener::add(std::uint32_t index) {
  release_ = index;
  const Release& release = releases_[index];
  if (form_ == Form::compiled) {
    set_root("id", generated_id_);
    set_root("date", release.date == nullptr ? null_value : *release.date);
  }
  set_root("ocid", release.ocid == nullptr ? null_value : *release.ocid);
  object(root_->path, *release.object, true);
}

void Flattener::finish() {
  if (form_ != Form::compiled || releases_.empty()) return;
  const Release& last = releases_.back();
  std::string id;
  append_python_text(last.ocid == nullptr ? null_value : *last.ocid, id);
  id += '-';
  append_python_text(last.date == nullptr ? null_value : *last.date, id);
  generated_id_ = json::string_value(id, slots_.arena());
}

void Flattener::set_root(std::string_view name, const json::Node& value) {
  const json::Node key = json::string_value(name, slots_.arena());
  Slot* hint = nullptr;
  set_plain(key_path(root_->path, key, hint), value);
}

/// Where a walk expects its first member. Strict: what another type will replace is not looked at.
Slot* Flattener::first_child(const Path& path, Shape shape) const {
  return options_.strict && path.slot->shape != shape ? nullptr : path.slot->first;
}

void Flattener::object(Path& path, const json::Node& value, bool skip_tag) {
  if (value.size == 0 && keeps_empty()) return keep_empty(path);
  Slot* hint = first_child(path, Shape::object);
  const json::Node* key = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at) {
    const json::Node& member = key[1];
    if (!skip_tag || key->view() != "tag") field(path, *key, member, hint);
    key = member.next();
  }
}

/// An empty object of the existing release held nothing but nulls: these made it.
void Flattener::keep_empty(Path& path) {
  const json::Node key = json::string_value({}, slots_.arena());
  Slot* hint = nullptr;
  set_plain(key_path(path, key, hint), null_value);
}

void Flattener::array(Path& path, const json::Node& value) {
  Slot* hint = first_child(path, Shape::array);
  const json::Node* item = &value + 1;
  ++stamp_;
  const std::uint32_t stamp = stamp_;
  for (std::uint32_t at = 0; at < value.size; ++at, item = item->next()) {
    Path& member = item_path(path, *item, at, hint);
    if (member.slot->stamp == stamp) note_duplicate(*member.slot);
    member.slot->stamp = stamp;
    object(member, *item);
  }
}

void Flattener::field(Path& path, const json::Node& key, const json::Node& value, Slot*& hint) {
  Path& child = key_path(path, key, hint);
  if (child.rule == Rule::omit) return;
  if (is_leaf(child, value)) {
    set(child, value);
  } else if (value.size > 0 || (value.kind == json::NodeKind::object && keeps_empty())) {
    value.kind == json::NodeKind::object ? object(child, value) : array(child, value);
  }
}

bool Flattener::is_leaf(const Path& path, const json::Node& value) const {
  if (!value.is_container()) return true;
  if (path.rule == Rule::whole_list && (!options_.strict || value.kind == json::NodeKind::array))
    return true;
  if (value.kind == json::NodeKind::object) return false;
  if ((value.flags & json::Node::mixed) != 0) return true;
  return release_ == no_release && form_ == Form::versioned && is_versioned_list(value);
}

Path& Flattener::key_path(Path& parent, const json::Node& key, Slot*& hint) {
  Slot& above = *parent.slot;
  Slot* slot = hint;
  if (slot == nullptr || !Slots::matches(*slot, key.text, key.size)) {
    // An object that replaces an array has nothing in common with it.
    const bool other = options_.strict && above.shape == Shape::array;
    slot = other ? nullptr : slots_.find(above, key.text, key.size);
  }
  if (slot == nullptr) {
    slot = slots_.make(above, key.text, key.size, key.flags);
    slot->path.parent = &parent;
    set_rules(slot->path);
    return slot->path;
  }
  hint = slot->next;
  if (slot->path.parent == &parent && slot->path.part == Part::key) return slot->path;
  return other_path(*slot, parent, Part::key, nullptr);
}

Path& Flattener::other_path(Slot& slot, Path& parent, Part part, const json::Node* id) {
  Path*& known = paths_[{&parent, &slot, part}];
  if (known == nullptr) {
    known = slots_.arena().make<Path>();
    known->parent = &parent;
    known->slot = &slot;
    known->part = part;
    known->id = id;
    known->release = release_;
    set_rules(*known);
    clean_ = false;
    if (slot.path.parent == &parent) warn("merge.id-type", slot);
  }
  return *known;
}

void Flattener::set_rules(Path& path) const {
  const Path& parent = *path.parent;
  if (path.part != Part::key) {
    path.fields = parent.fields;
    return;
  }
  if (parent.fields != nullptr) {
    const Field field = parent.fields->find(path.slot->key, path.slot->key_size);
    path.rule = field.rule;
    path.fields = field.fields;
  }
  if (strategies_ != nullptr) set_strategy(path);
}

void Flattener::set_strategy(Path& path) const {
  const auto found = strategies_->find(plain_pointer(path));
  if (found != strategies_->end()) path.strategy = found->second;
}

}  // namespace edca::merge
