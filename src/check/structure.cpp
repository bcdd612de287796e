#include "check/structure.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/number.hpp"
#include "base/rule_id.hpp"
#include "json/pointer.hpp"

namespace edca::check {
namespace {

using schema::Combination;
using schema::NameTable;
using schema::Role;

/// Cheap 64-bit hash of a short text; equal texts give equal hashes, the rest is confirmed.
std::uint64_t quick_hash(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = seed ^ text.size() * 0x9E3779B97F4A7C15;
  for (std::size_t at = 0; at < text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, std::min<std::size_t>(8, text.size() - at));
    hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
    hash ^= hash >> 32;
  }
  return hash;
}

bool is(const char* text, std::size_t length, std::string_view name) {
  return length == name.size() && std::memcmp(text, name.data(), length) == 0;
}

}  // namespace

void Structure::begin(const Task& task, semantics::Tally& tally) {
  task_ = task;
  tally_ = &tally;
  frames_.clear();
  actives_.clear();
  wants_.clear();
  bits_.clear();
  names_.clear();
  forbidden_.clear();
  unknown_.clear();
  unique_keys_.clear();
  tracks_.clear();
  combos_.clear();
  hits_.clear();
  spoken_.clear();
  slips_.clear();
  contexts_.clear();
  field_ = nullptr;
  deprecated_ = too_deep_ = duplicate_keys_ = foreign_root_ = false;
  root_has_parties_ = root_has_tag_ = spelt_out_ = false;
  may_be_mexican_ = task.additions != nullptr && task.additions->unsure();
  releases_ = misfits_ = 0;
  hint_.clear();
  root_ocid_.clear();
  root_id_.clear();
  tracks_.emplace_back();
  complex_ = false;
  plain_ = 0;
  if (task.node != nullptr) want(task.node, 0);
}

std::uint32_t Structure::new_track(bool keeps, bool of_releases) {
  Track& track = tracks_.emplace_back();
  track.keeps = keeps;
  track.of_releases = of_releases;
  return static_cast<std::uint32_t>(tracks_.size() - 1);
}

void Structure::deprecated_value(std::size_t offset) {
  constexpr const Rule* rule = base::known_rule("field.deprecated");
  deprecated_ = false;
  if (Finding* finding = hit(0, rule, offset, frames_.size())) {
    finding->property = std::string(frames_.back().key, frames_.back().key_length);
    finding->variant = field_->replaced_by.empty() ? "" : "replaced";
    finding->arguments.emplace_back("since", field_->deprecated_since);
    finding->arguments.emplace_back("replacement", field_->replaced_by);
  }
}

void Structure::want_elements(Frame& frame) {
  field_ = frame.item_field;
  const std::uint64_t index = frame.count++;
  want_nothing();
  for (const Active& active : top_actives()) {
    const schema::ArrayPlan* plan = active.node->array;
    if (plan == nullptr) continue;
    const Node* node = plan->items;
    if (plan->is_tuple) node = index < plan->tuple.size() ? plan->tuple[index] : plan->additional;
    if (node != nullptr) want(node, active.track);
  }
}

bool Structure::literal(schema::TypeBit type, std::size_t length, bool value) {
  const std::size_t offset = static_cast<std::size_t>(stream_->src_ - base_) - length;
  const std::size_t combos = combos_.size();
  begin_value(offset);
  const std::string_view text = type == schema::type_null ? "null" : value ? "true" : "false";
  for (const Want& want : wants_) {
    check_type(want, type, offset, frames_.size());
    if (const schema::EnumPlan* plan = want.node->choices) {
      check_choice(want,
                   type == schema::type_null ? plan->allows_null
                   : value                   ? plan->allows_true
                                             : plan->allows_false,
                   text, offset);
    }
  }
  if (!frames_.empty() && frames_.back().unique) note_element(quick_hash(1, text));
  end_value(combos, offset, frames_.size());
  return true;
}

bool Structure::RawNumber(const char* at, rapidjson::SizeType length, bool) {
  const std::size_t offset = offset_of(at);
  // Numbers too big for the parser were replaced in its copy; the original has them.
  const std::string_view text = task_.text.substr(offset, length);
  const std::size_t combos = combos_.size();
  begin_value(offset);
  bool integer = true;
  bool exponent = false;
  for (const char c : text) {
    integer = integer && c != '.' && c != 'e' && c != 'E';
    exponent = exponent || c == 'e' || c == 'E';
  }
  for (const Want& want : wants_) {
    check_type(want, integer ? schema::type_integer : schema::type_fraction, offset,
               frames_.size());
    if (want.node->number != nullptr) check_number(want, text, offset);
    if (const schema::EnumPlan* plan = want.node->choices) {
      const std::string number = base::canonical(text);
      check_choice(
          want,
          std::find(plan->numbers.begin(), plan->numbers.end(), number) != plan->numbers.end(),
          text, offset);
    }
  }
  if (!frames_.empty()) {
    if (frames_.back().capture) capture(text.data(), length, true);
    if (frames_.back().unique) note_element(quick_hash(2, base::canonical(text)));
  }
  if ((exponent || length > 15) && base::beyond_double(text)) {
    constexpr const Rule* rule = base::known_rule("input.number");
    hit(0, rule, offset, frames_.size());
  }
  end_value(combos, offset, frames_.size());
  return true;
}

bool Structure::string(const char* at, std::size_t length) {
  const std::size_t offset = offset_of(at) - 1;
  const std::size_t combos = combos_.size();
  begin_value(offset);
  for (const Want& want : wants_) {
    check_type(want, schema::type_string, offset, frames_.size());
    if (want.node->string != nullptr) check_string(want, {at, length}, offset);
    if (const schema::EnumPlan* plan = want.node->choices) {
      check_choice(want, plan->strings.find(at, length) != NameTable::none, {at, length}, offset);
    }
  }
  if (field_ != nullptr && field_->codelist != nullptr) check_codelist(at, length, offset);
  if (!frames_.empty() && frames_.back().watched) watched_string(at, length);
  end_value(combos, offset, frames_.size());
  return true;
}

void Structure::watched_string(const char* text, std::size_t length) {
  const Frame& frame = frames_.back();
  if (frame.capture) capture(text, length, false);
  if (frame.unique) note_element(quick_hash(3, {text, length}));
  if (!frame.is_array || frames_.size() == 1 || !is(text, length, "compiled")) return;
  const Frame& parent = frames_[frames_.size() - 2];
  if (parent.owns_context && is(parent.key, parent.key_length, "tag")) {
    contexts_[parent.context].compiled = true;
  }
}

/// Remembers ocid and id: of releases for findings, of array elements to tell duplicates apart.
void Structure::capture(const char* text, std::size_t length, bool number) {
  Frame& frame = frames_.back();
  const bool id = is(frame.key, frame.key_length, "id");
  const bool ocid = !id && is(frame.key, frame.key_length, "ocid");
  if (frame.owns_context && is(frame.key, frame.key_length, "url")) frame.has_url = true;
  if (!id && !ocid) return;
  if (id) {
    frame.id_key =
        number ? quick_hash(2, base::canonical({text, length})) : quick_hash(3, {text, length});
  }
  if (frame.owns_context) {
    Context& context = contexts_[frame.context];
    (id ? context.id : context.ocid).assign(text, length);
  }
  if (frames_.size() == 1) (id ? root_id_ : root_ocid_).assign(text, length);
}

bool Structure::StartObject() {
  return open_container(false);
}
bool Structure::StartArray() {
  return open_container(true);
}

bool Structure::open_container(bool is_array) {
  if (frames_.size() == max_depth) {
    too_deep_ = true;
    return false;
  }
  const std::size_t offset = static_cast<std::size_t>(stream_->src_ - base_) - 1;
  const std::size_t combos = combos_.size();
  begin_value(offset);
  for (std::size_t at = combos; at < combos_.size(); ++at) combos_[at].start = offset;
  plain_ = 0;
  const Frame* parent = frames_.empty() ? nullptr : &frames_.back();
  const std::size_t depth = frames_.size();
  // There is room for all: the depth is bounded.
  Frame& frame = frames_.push_unchecked();
  frame.combos = static_cast<std::uint32_t>(combos);
  frame.start = static_cast<std::uint32_t>(offset);
  frame.is_array = is_array;
  frame.key = nullptr;
  frame.plan = nullptr;
  frame.key_length = frame.count = frame.last = 0;
  frame.id_key = 0;
  frame.unique = frame.owns_context = frame.has_url = false;
  frame.actives = static_cast<std::uint32_t>(actives_.size());
  frame.bits = static_cast<std::uint32_t>(bits_.size());
  frame.names = static_cast<std::uint32_t>(names_.size());
  frame.keys = static_cast<std::uint32_t>(unique_keys_.size());
  frame.context = parent == nullptr ? no_context : parent->context;
  frame.field = field_;
  frame.capture = parent == nullptr || parent->unique;
  // An array passes its codelist on to its elements; elements of arrays get none.
  frame.item_field = is_array && (parent == nullptr || !parent->is_array) ? field_ : nullptr;
  const schema::TypeBit type = is_array ? schema::type_array : schema::type_object;
  bool owns = false;
  for (const Want& want : wants_) {
    check_type(want, type, offset, depth);
    const auto bits = static_cast<std::uint32_t>(bits_.size());
    if (is_array) {
      if (want.node->array != nullptr && want.node->array->unique) frame.unique = true;
    } else {
      frame.plan = want.node->object;
      if (frame.plan != nullptr) bits_.push_zeros(frame.plan->names.size() / 64 + 1);
      owns = owns || want.node->role != Role::none;
    }
    actives_.push({want.node, want.track, bits});
  }
  if (wants_.size() != 1) frame.plan = nullptr;
  frame.watched = is_array || frame.capture || frame.unique;
  if (owns) open_context(frame);
  return true;
}

void Structure::open_context(Frame& frame) {
  frame.owns_context = frame.capture = frame.watched = true;
  frame.context = static_cast<std::uint32_t>(contexts_.size());
  contexts_.emplace_back();
}

void Structure::close_context(Frame& frame) {
  const Context& context = contexts_[frame.context];
  const auto actives = top_actives();
  const bool release = std::any_of(actives.begin(), actives.end(), [](const Active& active) {
    return active.node->role == Role::release;
  });
  const bool linked = frame.has_url && context.ocid.empty();
  if (frames_.size() > 1) {
    const Frame& parent = frames_[frames_.size() - 2];
    if (parent.is_array) {
      for (std::size_t at = parent.combos; at < combos_.size() && at < frame.combos; ++at) {
        Combo& combo = combos_[at];
        if (!combo.combination->of_releases) continue;
        ++(context.id.empty() ? combo.without_id : combo.with_id);
      }
    }
    if (release && !linked && !is(parent.key, parent.key_length, "compiledRelease")) ++releases_;
  } else if (release && !linked) {
    ++releases_;
  }
}

bool Structure::EndObject(rapidjson::SizeType) {
  Frame& frame = frames_.back();
  const std::size_t end = static_cast<std::size_t>(stream_->src_ - base_);
  // Members forbidden in this object stand behind those of the objects around it.
  std::size_t forbidden = forbidden_.size();
  while (forbidden > 0 && forbidden_[forbidden - 1].active >= frame.actives) --forbidden;
  std::size_t unknown = unknown_.size();
  while (unknown > 0 && unknown_[unknown - 1].depth == frames_.size()) --unknown;
  if (unknown != unknown_.size()) check_names(unknown);
  for (std::size_t at = frame.actives; at < actives_.size(); ++at) {
    check_object(actives_[at], frame);
    if (forbidden != forbidden_.size()) check_forbidden(static_cast<std::uint32_t>(at), forbidden);
  }
  forbidden_.cut(forbidden);
  unknown_.cut(unknown);
  if (names_.size() > frame.names + 1) duplicate_keys_ |= repeated_names(frame);
  if (frame.owns_context) close_context(frame);
  close_container(end);
  return true;
}

bool Structure::EndArray(rapidjson::SizeType) {
  Frame& frame = frames_.back();
  const std::size_t end = static_cast<std::size_t>(stream_->src_ - base_);
  if (frames_.size() == 2 && !task_.emptied_key.empty() && !frames_[0].is_array &&
      is(frames_[0].key, frames_[0].key_length, task_.emptied_key)) {
    frame.count += static_cast<std::uint32_t>(task_.emptied_count);
  }
  for (std::size_t at = frame.actives; at < actives_.size(); ++at) {
    check_array(actives_[at], frame, end);
  }
  close_container(end);
  return true;
}

void Structure::close_container(std::size_t end) {
  const Frame& frame = frames_.back();
  plain_ = 0;
  for (std::size_t at = frame.actives; at < actives_.size(); ++at) {
    if (actives_[at].node->choices != nullptr) check_container_choice(actives_[at], frame, end);
  }
  for (std::size_t at = combos_.size(); at > frame.combos; --at) {
    Combo& combo = combos_[at - 1];
    if (combo.combination->kind != Combination::Kind::dependency || frame.is_array) continue;
    for (std::size_t active = frame.actives; active < actives_.size(); ++active) {
      if (actives_[active].node != combo.node || actives_[active].track != combo.parent) continue;
      const std::uint32_t name = combo.node->object->names.find(combo.combination->trigger);
      const std::uint64_t word = bits_[actives_[active].bits + name / 64];
      if ((word >> (name % 64) & 1) != 0) combo.with_id = 1;
    }
  }
  end_value(frame.combos, frame.start, frames_.size() - 1);
  actives_.cut(frame.actives);
  bits_.cut(frame.bits);
  names_.cut(frame.names);
  unique_keys_.cut(frame.keys);
  const std::uint64_t key = frame.is_array ? 5 : frame.id_key ^ 6;
  frames_.pop();
  if (!frames_.empty() && frames_.back().unique) note_element(key);
}

void Structure::note_element(std::uint64_t key) {
  unique_keys_.push(key);
}

}  // namespace edca::check
