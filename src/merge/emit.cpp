#include "merge/emit.hpp"

#include "json/pointer.hpp"

namespace edca::merge {
namespace {

/// Whether it stands in the object: what null has removed does not.
bool is_visible(const Slot& slot) {
  if (slot.shape != Shape::none || slot.newest != nullptr || slot.keep_null) return true;
  return slot.value != nullptr && slot.value->kind != json::NodeKind::null;
}

/// Whether the id of a member of an array is written from its path, and not from its field.
bool has_own_id(const Slot& slot) {
  return slot.path.part != Part::key && slot.path.id != nullptr;
}

void append_member(json::Writer& out, std::string_view key, const json::Node* value) {
  out.raw(key);
  value == nullptr ? out.raw("null") : out.value(*value);
}

std::string version_prefix(const Release& release) {
  json::Writer out;
  append_member(out, "{\"releaseID\":", release.id);
  append_member(out, ",\"releaseDate\":", release.date);
  append_member(out, ",\"releaseTag\":", release.tag);
  out.raw(",\"value\":");
  return std::string(out.view());
}

std::string blamed(const Release& release) {
  json::Writer out;
  append_member(out, "{\"id\":", release.id);
  append_member(out, ",\"date\":", release.date);
  out.put('}');
  return std::string(out.view());
}

}  // namespace

void Emitter::write(const Slot& root, Form form, std::span<const Release> releases,
                    json::Writer& out) {
  out_ = &out;
  prefixes_.clear();
  if (form == Form::versioned) {
    for (const Release& release : releases) prefixes_.push_back(version_prefix(release));
  }
  object(root);
}

void Emitter::slot(const Slot& slot) {
  if (slot.shape == Shape::object) return object(slot);
  if (slot.shape == Shape::array) return array(slot);
  if (slot.entry != nullptr) return version(*slot.entry);
  if (slot.oldest != nullptr) return versions(slot);
  out_->value(*slot.value);
}

void Emitter::object(const Slot& slot) {
  out_->put('{');
  const bool own_id = has_own_id(slot);
  if (own_id) {
    out_->raw("\"id\":");
    out_->value(*slot.path.id);
    out_->put(',');
  }
  for (const Slot* child = slot.first; child != nullptr; child = child->next) {
    if (!is_visible(*child) || (own_id && child->name() == "id")) continue;
    out_->padded_key(child->key, child->key_size, (child->key_flags & json::Node::escaped) != 0);
    this->slot(*child);
    out_->put(',');
  }
  out_->close('}');
}

void Emitter::array(const Slot& slot) {
  out_->put('[');
  for (const Slot* child = slot.first; child != nullptr; child = child->next) {
    this->slot(*child);
    out_->put(',');
  }
  out_->close(']');
}

void Emitter::versions(const Slot& slot) {
  out_->put('[');
  if (slot.value != nullptr) {
    const json::Node* element = slot.value + 1;
    for (std::uint32_t at = 0; at < slot.value->size; ++at, element = element->next()) {
      out_->value(*element);
      out_->put(',');
    }
  }
  for (const Version* at = slot.oldest; at != nullptr; at = at->next) {
    version(*at);
    out_->put(',');
  }
  out_->close(']');
}

void Emitter::version(const Version& version) {
  out_->raw(prefixes_[version.release]);
  out_->value(*version.value);
  out_->put('}');
}

void Emitter::blame(const Slot& root, std::span<const Release> releases, const Release& existing,
                    json::Writer& out) {
  out_ = &out;
  prefixes_.clear();
  for (const Release& release : releases) prefixes_.push_back(blamed(release));
  existing_ = blamed(existing);
  pointer_.clear();
  out_->put('{');
  blame_object(root);
  out_->close('}');
}

void Emitter::blame_slot(const Slot& slot) {
  const std::size_t length = pointer_.size();
  if (slot.shape == Shape::object) {
    blame_object(slot);
  } else if (slot.shape == Shape::array) {
    blame_array(slot);
  } else {
    blame_leaf(slot.release);
  }
  pointer_.resize(length);
}

void Emitter::blame_object(const Slot& slot) {
  const bool own_id = has_own_id(slot);
  const std::size_t length = pointer_.size();
  for (const Slot* child = slot.first; child != nullptr; child = child->next) {
    if (!is_visible(*child)) continue;
    // The tag of a compiled release comes from no release.
    if (slot.parent == nullptr && child->name() == "tag") continue;
    json::append_token(pointer_, child->name());
    if (own_id && child->name() == "id") {
      blame_leaf(slot.path.release);
    } else {
      blame_slot(*child);
    }
    pointer_.resize(length);
  }
}

void Emitter::blame_array(const Slot& slot) {
  const std::size_t length = pointer_.size();
  std::size_t at = 0;
  for (const Slot* child = slot.first; child != nullptr; child = child->next) {
    json::append_index(pointer_, at++);
    blame_slot(*child);
    pointer_.resize(length);
  }
}

void Emitter::blame_leaf(std::uint32_t release) {
  out_->escape(pointer_);
  out_->put(':');
  out_->raw(release < prefixes_.size() ? prefixes_[release] : existing_);
  out_->put(',');
}

}  // namespace edca::merge
