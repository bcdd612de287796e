#include "check/structure.hpp"

#include <algorithm>

#include "json/hash.hpp"
#include "json/number.hpp"
#include "json/pointer.hpp"

namespace edca::check {
namespace {

using schema::Combination;
using schema::NameTable;
using schema::ObjectPlan;
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

void Structure::begin(const Task& task, std::vector<std::uint64_t>& tally) {
  task_ = task;
  tally_ = &tally;
  kept_.assign(rules().size(), 0);
  frames_.clear();
  actives_.clear();
  wants_.clear();
  bits_.clear();
  names_.clear();
  forbidden_.clear();
  unique_keys_.clear();
  tracks_.clear();
  combos_.clear();
  hits_.clear();
  contexts_.clear();
  field_ = nullptr;
  deprecated_ = too_deep_ = duplicate_keys_ = foreign_root_ = false;
  root_has_parties_ = root_has_tag_ = false;
  releases_ = misfits_ = 0;
  hint_.clear();
  root_ocid_.clear();
  root_id_.clear();
  tracks_.emplace_back();
  complex_ = false;
  if (task.node != nullptr) want(task.node, 0);
}

std::uint32_t Structure::new_track(bool keeps, bool of_releases) {
  Track& track = tracks_.emplace_back();
  track.keeps = keeps;
  track.of_releases = of_releases;
  return static_cast<std::uint32_t>(tracks_.size() - 1);
}

void Structure::deprecated_value(std::size_t offset) {
  static const Rule* const rule = find_rule("field.deprecated");
  deprecated_ = false;
  if (Finding* finding = hit(0, rule, offset, frames_.size())) {
    finding->property = std::string(frames_.back().key, frames_.back().key_length);
    finding->variant = field_->replaced_by.empty() ? "" : "replaced";
    finding->arguments.emplace_back("since", field_->deprecated_since);
    finding->arguments.emplace_back("replacement", field_->replaced_by);
  }
}

void Structure::want_elements(Frame& frame) {
  wants_.clear();
  complex_ = false;
  field_ = frame.item_field;
  const std::uint64_t index = frame.count++;
  for (const Active& active : top_actives()) {
    const schema::ArrayPlan* plan = active.node->array;
    if (plan == nullptr) continue;
    const Node* node = plan->items;
    if (plan->is_tuple) node = index < plan->tuple.size() ? plan->tuple[index] : plan->additional;
    if (node != nullptr) want(node, active.track);
  }
}

/// Adds what allOf asks for and opens the branches of combinations.
void Structure::expand() {
  for (std::size_t at = 0; at < wants_.size(); ++at) {
    const Want want = wants_[at];
    if (want.node->simple) continue;
    for (const Node* node : want.node->all_of) this->want(node, want.track);
    for (const Combination& combination : want.node->combinations) {
      const bool keeps =
          combination.of_releases || combination.kind == Combination::Kind::dependency;
      Combo combo{want.node, &combination, want.track, static_cast<std::uint32_t>(tracks_.size()),
                  0};
      for (const Node* branch : combination.branches) {
        this->want(branch, new_track(keeps, combination.of_releases));
      }
      combos_.push_back(combo);
    }
  }
}

void Structure::judge_combos(std::size_t combos, std::size_t offset, std::size_t depth) {
  while (combos_.size() > combos) {
    check_combo(combos_.back(), offset, depth);
    tracks_.resize(combos_.back().first);
    combos_.pop_back();
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
      const std::string number = json::canonical(text);
      check_choice(
          want,
          std::find(plan->numbers.begin(), plan->numbers.end(), number) != plan->numbers.end(),
          text, offset);
    }
  }
  if (!frames_.empty()) {
    if (frames_.back().capture) capture(text.data(), length, true);
    if (frames_.back().unique) note_element(quick_hash(2, json::canonical(text)));
  }
  if ((exponent || length > 15) && json::beyond_double(text)) {
    static const Rule* const rule = find_rule("input.number");
    hit(0, rule, offset, frames_.size());
  }
  end_value(combos, offset, frames_.size());
  return true;
}

bool Structure::String(const char* at, rapidjson::SizeType length, bool) {
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
  if (!frames_.empty()) {
    const Frame& frame = frames_.back();
    if (frame.capture) capture(at, length, false);
    if (frame.unique) note_element(quick_hash(3, {at, length}));
    if (frame.is_array && frames_.size() > 1 && is(at, length, "compiled")) {
      const Frame& parent = frames_[frames_.size() - 2];
      if (parent.owns_context && is(parent.key, parent.key_length, "tag")) {
        contexts_[parent.context].compiled = true;
      }
    }
  }
  end_value(combos, offset, frames_.size());
  return true;
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
        number ? quick_hash(2, json::canonical({text, length})) : quick_hash(3, {text, length});
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
  Frame frame;
  frame.combos = static_cast<std::uint32_t>(combos_.size());
  begin_value(offset);
  for (std::size_t at = frame.combos; at < combos_.size(); ++at) combos_[at].start = offset;
  frame.start = static_cast<std::uint32_t>(offset);
  frame.is_array = is_array;
  frame.key = nullptr;
  frame.key_length = frame.count = 0;
  frame.id_key = 0;
  frame.unique = frame.owns_context = frame.has_url = false;
  frame.actives = static_cast<std::uint32_t>(actives_.size());
  frame.bits = static_cast<std::uint32_t>(bits_.size());
  frame.names = static_cast<std::uint32_t>(names_.size());
  frame.keys = static_cast<std::uint32_t>(unique_keys_.size());
  frame.context = context();
  frame.field = field_;
  frame.capture = frames_.empty() || frames_.back().unique;
  // An array passes its codelist on to its elements; elements of arrays get none.
  frame.item_field = is_array && (frames_.empty() || !frames_.back().is_array) ? field_ : nullptr;
  const schema::TypeBit type = is_array ? schema::type_array : schema::type_object;
  bool owns = false;
  for (const Want& want : wants_) {
    check_type(want, type, offset, frames_.size());
    const auto bits = static_cast<std::uint32_t>(bits_.size());
    if (!is_array && want.node->object != nullptr) {
      bits_.push_zeros(want.node->object->names.size() / 64 + 1);
    }
    if (is_array && want.node->array != nullptr && want.node->array->unique) frame.unique = true;
    if (!is_array && want.node->role != Role::none) owns = true;
    actives_.push({want.node, want.track, bits});
  }
  frames_.push(frame);
  if (owns) open_context(frames_.back());
  return true;
}

void Structure::open_context(Frame& frame) {
  frame.owns_context = frame.capture = true;
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

bool Structure::Key(const char* at, rapidjson::SizeType length, bool) {
  Frame& frame = frames_.back();
  frame.key = at;
  frame.key_length = length;
  ++frame.count;
  wants_.clear();
  complex_ = false;
  field_ = nullptr;
  if (frames_.size() == 1) note_root_name(at, length);
  // Nearly always one schema is in force, and it declares the name.
  if (actives_.size() - frame.actives == 1) {
    const Active& active = actives_.back();
    const ObjectPlan* plan = active.node->object;
    const std::uint32_t name = plan == nullptr ? NameTable::none : plan->names.find(at, length);
    if (name != NameTable::none && plan->properties[name].declared) {
      known_name(active, name);
      if (const Node* node = plan->properties[name].node) want(node, active.track);
      return true;
    }
  }
  look_up(at, length);
  return true;
}

/// A name under any number of schemas, known or not.
void Structure::look_up(const char* at, std::size_t length) {
  bool tracked = false;
  bool known = false;
  bool declares = false;
  for (std::size_t index = frames_.back().actives; index < actives_.size(); ++index) {
    const Active active = actives_[index];
    const ObjectPlan* plan = active.node->object;
    if (plan == nullptr) continue;
    const std::uint32_t name = plan->names.find(at, length);
    if (name != NameTable::none) {
      known_name(active, name);
      tracked = true;
      if (const schema::Property& property = plan->properties[name]; property.declared) {
        known = true;
        if (property.node != nullptr) want(property.node, active.track);
        continue;
      }
    }
    declares = declares || (plan->declares_properties && reports_fields(active.track));
    known = undeclared(static_cast<std::uint32_t>(index), at, length) || known;
  }
  if (!tracked) note_name(at, length);
  if (known) return;
  unknown_name(at, length);
  misfits_ += declares ? 1 : 0;
  if (declares && task_.scope->fields) check_name({at, length});
}

/// A name that is not among the properties of a schema: patternProperties, additionalProperties.
/// Answers whether they provide for it.
bool Structure::undeclared(std::uint32_t index, const char* at, std::size_t length) {
  const Active active = actives_[index];
  const ObjectPlan& plan = *active.node->object;
  bool matched = false;
  for (const schema::PatternProperty& pattern : plan.patterns) {
    if (!pattern.pattern->matches({at, length})) continue;
    matched = true;
    want(pattern.node, active.track);
  }
  if (matched) return true;
  if (plan.additional_forbidden) forbidden_.push_back({index, {at, length}});
  if (plan.additional != nullptr) want(plan.additional, active.track);
  return plan.additional_forbidden || plan.additional != nullptr;
}

void Structure::note_root_name(const char* text, std::size_t length) {
  root_has_parties_ = root_has_parties_ || is(text, length, "parties");
  root_has_tag_ = root_has_tag_ || is(text, length, "tag");
}

void Structure::known_name(const Active& active, std::uint32_t index) {
  std::uint64_t& word = bits_[active.bits + index / 64];
  const std::uint64_t bit = std::uint64_t{1} << (index % 64);
  duplicate_keys_ = duplicate_keys_ || (word & bit) != 0;
  word |= bit;
  const schema::Property& property = active.node->object->properties[index];
  if (property.field != nullptr) field_ = property.field;
  if (property.deprecated && reports_fields(active.track)) deprecated_ = true;
  if (property.hint && hint_.empty()) hint_.assign(frames_.back().key, frames_.back().key_length);
}

void Structure::note_name(const char* text, std::size_t length) {
  // Eight bytes behind the text can be read. Names that share length, head and tail are told apart
  // when the duplicate is confirmed.
  std::uint64_t head;
  std::uint64_t tail;
  std::memcpy(&head, text, 8);
  std::memcpy(&tail, text + (length < 8 ? 0 : length - 8), 8);
  if (length < 8) head = tail = length == 0 ? 0 : head << (64 - 8 * length);
  names_.push((head ^ (tail << 9 | tail >> 55)) * 0x9E3779B97F4A7C15 + length);
}

void Structure::unknown_name(const char* text, std::size_t length) {
  static constexpr std::string_view lists[] = {"releases",
                                               "records",
                                               "projects",
                                               "results",
                                               "data",
                                               "items",
                                               "arrayReleasePackage",
                                               "recordPackages",
                                               "compiledRelease",
                                               "versionedRelease"};
  if (frames_.size() != 1) return;
  for (const std::string_view list : lists) foreign_root_ = foreign_root_ || is(text, length, list);
}

bool Structure::EndObject(rapidjson::SizeType) {
  Frame& frame = frames_.back();
  const std::size_t end = static_cast<std::size_t>(stream_->src_ - base_);
  // Members forbidden in this object stand behind those of the objects around it.
  std::size_t forbidden = forbidden_.size();
  while (forbidden > 0 && forbidden_[forbidden - 1].active >= frame.actives) --forbidden;
  for (std::size_t at = frame.actives; at < actives_.size(); ++at) {
    check_object(actives_[at], frame);
    if (forbidden != forbidden_.size()) check_forbidden(static_cast<std::uint32_t>(at), forbidden);
  }
  forbidden_.resize(forbidden);
  if (names_.size() > frame.names + 1) {
    std::uint64_t* first = names_.begin() + frame.names;
    std::sort(first, names_.end());
    if (std::adjacent_find(first, names_.end()) != names_.end()) duplicate_keys_ = true;
  }
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
  const Frame frame = frames_.back();
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
  frames_.pop();
  if (!frames_.empty() && frames_.back().unique)
    note_element(frame.is_array ? 5 : frame.id_key ^ 6);
}

void Structure::note_element(std::uint64_t key) {
  unique_keys_.push(key);
}

}  // namespace edca::check
