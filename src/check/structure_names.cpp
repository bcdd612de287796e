#include <algorithm>
#include <cstring>

#include "base/rule_id.hpp"
#include "base/suggest.hpp"
#include "check/structure.hpp"
#include "ocds/shape.hpp"
#include "schema/bcp47.hpp"

// The part of Structure that looks at the names of members.

namespace edca::check {
namespace {

using schema::NameTable;
using schema::ObjectPlan;

bool is_name(const char* text, std::size_t length, std::string_view name) {
  return length == name.size() && std::memcmp(text, name.data(), length) == 0;
}

/// Whether a name is another with a language behind it: title_es, title-en-GB, legalNameEn.
bool is_language_variant(std::string_view name, std::string_view base) {
  if (name.size() <= base.size() + 1 || !name.starts_with(base)) return false;
  const std::string_view rest = name.substr(base.size());
  if (rest[0] == '_' || rest[0] == '-') return schema::is_language_suffix(rest.substr(1));
  return rest.size() == 2 && rest[0] >= 'A' && rest[0] <= 'Z';
}

}  // namespace

bool Structure::Key(const char* at, rapidjson::SizeType length, bool) {
  Frame& frame = frames_.back();
  frame.key = at;
  frame.key_length = length;
  ++frame.count;
  field_ = nullptr;
  plain_ = 0;
  // An object that is watched is watched for "id", "url" and "ocid".
  const bool watched = frame.watched && length <= 4;
  if (frames_.size() == 1) note_root_name(at, length);
  if (length == 7 || length == 10 || length == 12) note_organization({at, length});
  // Nearly always one schema is in force, and it declares the name.
  if (const ObjectPlan* plan = frame.plan) {
    std::uint16_t& guess = guesses_[guess_of(frame)];
    std::uint32_t name = guess;
    if (!plan->names.is(name, at, length)) {
      name = plan->names.find(at, length);
      if (name != NameTable::none) guess = static_cast<std::uint16_t>(name);
    }
    if (name != NameTable::none && plan->properties[name].declared) {
      const schema::Property& property = plan->properties[name];
      const Active& active = actives_.back();
      frame.last = name + 1;
      known_name(active, property, name);
      if (property.node == nullptr) {
        want_nothing();
        return true;
      }
      want_only(property.node, active.track);
      if (property.plain && !watched) plain_ = property.node->plain;
      return true;
    }
  } else if (frame.actives == actives_.size() && frames_.size() > 1) {
    want_nothing();
    note_name(at, length);
    if (!watched) plain_ = schema::type_null | schema::type_boolean | schema::type_string;
    return true;
  }
  want_nothing();
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
      known_name(active, plan->properties[name], name);
      tracked = true;
      if (const schema::Property& property = plan->properties[name]; property.declared) {
        known = true;
        if (property.node != nullptr) want(property.node, active.track);
        continue;
      }
    }
    may_be_mexican_ = may_be_mexican_ ||
                      (task_.additions != nullptr && task_.additions->has(*plan, {at, length}));
    declares = declares || (plan->declares_properties && reports_fields(active.track));
    known = undeclared(static_cast<std::uint32_t>(index), at, length) || known;
  }
  if (!tracked) note_name(at, length);
  if (known) return;
  unknown_name(at, length);
  misfits_ += declares ? 1 : 0;
  if (declares) unknown_.push({frames_.size(), {at, length}, {}});
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
  if (plan.additional_forbidden) forbidden_.push({index, {at, length}});
  if (plan.additional != nullptr) want(plan.additional, active.track);
  return plan.additional_forbidden || plan.additional != nullptr;
}

void Structure::note_root_name(const char* text, std::size_t length) {
  root_has_parties_ = root_has_parties_ || is_name(text, length, "parties");
  root_has_tag_ = root_has_tag_ || is_name(text, length, "tag");
}

/// Looks for what tells an organization of a release from a reference to one, where OCDS 1.1 has
/// references: /buyer, /tender/procuringEntity, /tender/tenderers/N, /awards/N/suppliers/N.
void Structure::note_organization(std::string_view name) {
  if (frames_.size() > 5 || (name != "identifier" && name != "address" && name != "contactPoint"))
    return;
  const auto is_in = [&](std::initializer_list<std::string_view> path) {
    if (frames_.size() != path.size() + 1 || frames_.back().is_array) return false;
    std::size_t at = 0;
    return std::ranges::all_of(path, [&](std::string_view key) {
      const Frame& frame = frames_[at++];
      return key.empty() ? frame.is_array
                         : !frame.is_array && is_name(frame.key, frame.key_length, key);
    });
  };
  spelt_out_ = spelt_out_ || is_in({"buyer"}) || is_in({"tender", "procuringEntity"}) ||
               is_in({"tender", "tenderers", ""}) || is_in({"awards", "", "suppliers", ""});
}

void Structure::remarkable_name(const Active& active, const schema::Property& property) {
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
  if (frames_.size() != 1) return;
  const auto named = [&](std::string_view name) { return is_name(text, length, name); };
  foreign_root_ = foreign_root_ || named("compiledRelease") || named("versionedRelease") ||
                  std::any_of(ocds::holders().begin(), ocds::holders().end(),
                              [&](const ocds::Holder& holder) { return named(holder.name); });
}

/// Whether two names that no plan tracks have the same hash. Sorts them when there are many.
bool Structure::repeated_names(const Frame& frame) {
  constexpr std::ptrdiff_t few = 12;
  std::uint64_t* first = names_.begin() + frame.names;
  std::uint64_t* last = names_.end();
  if (last - first > few) {
    std::sort(first, last);
    return std::adjacent_find(first, last) != last;
  }
  std::uint64_t repeated = 0;
  for (; first != last; ++first) {
    for (const std::uint64_t* other = first + 1; other != last; ++other) {
      repeated |= *first == *other ? 1 : 0;
    }
  }
  return repeated != 0;
}

/// The names that the schemas in force for the object declare, and the track of those schemas.
std::vector<Structure::DeclaredName> Structure::declared_names(std::uint32_t& track) const {
  std::vector<DeclaredName> declared;
  for (std::size_t index = frames_.back().actives; index < actives_.size(); ++index) {
    const Active& active = actives_[index];
    const ObjectPlan* plan = active.node->object;
    if (plan == nullptr || !plan->declares_properties || !reports_fields(active.track)) continue;
    track = active.track;
    declared.reserve(declared.size() + plan->properties.size());
    for (std::size_t at = 0; at < plan->properties.size(); ++at) {
      if (!plan->properties[at].declared) continue;
      const bool seen = was_seen(active, at);
      const bool required = (plan->required_bits[at / 64] >> (at % 64) & 1) != 0;
      declared.push_back({plan->names.names()[at], plan->properties[at].node, seen,
                          required && !seen && active.track == 0});
    }
  }
  return declared;
}

/// The names of the object that no schema declares, once all its members are known.
void Structure::check_names(std::size_t first) {
  std::uint32_t track = 0;
  const std::vector<DeclaredName> declared = declared_names(track);
  field_ = nullptr;
  for (std::size_t at = first; at < unknown_.size(); ++at) {
    check_name(unknown_[at], declared, track);
  }
}

/// A name that no schema of the object declares: an old name, a slip, or additional.
void Structure::check_name(UnknownName& unknown, std::span<const DeclaredName> declared,
                           std::uint32_t track) {
  constexpr const Rule* additional = base::known_rule("field.additional");
  constexpr const Rule* old_name = base::known_rule("field.old-name");
  constexpr const Rule* near_miss = base::known_rule("field.near-miss");
  const std::string_view name = unknown.name;
  const auto find = [&](std::string_view other) -> const DeclaredName* {
    const auto found = std::find_if(declared.begin(), declared.end(),
                                    [&](const DeclaredName& each) { return each.name == other; });
    return found == declared.end() ? nullptr : &*found;
  };
  // How packages are chained: https://extensions.open-contracting.org/en/extensions/pagination/
  if (name == "links" && frames_.size() == 1 && find("publishedDate") != nullptr) return;
  const std::string_view today =
      task_.profile == nullptr ? std::string_view() : task_.profile->renamed_field(name);
  const DeclaredName* meant = find(today);
  const bool renamed = meant != nullptr && !meant->seen;
  if (!renamed) {
    std::vector<std::string_view> names;
    names.reserve(declared.size());
    for (const DeclaredName& each : declared) names.push_back(each.name);
    meant = find(base::nearest(name, names));
    if (meant != nullptr && (meant->seen || is_language_variant(name, meant->name)))
      meant = nullptr;
  }
  const std::size_t offset = offset_of(name.data()) - 1;
  const bool fits = meant != nullptr && (renamed || meant->node == nullptr ||
                                         (meant->node->types & type_of_member(offset)) != 0);
  if (meant != nullptr) slips_.push_back({frames_.back().start, meant->name});
  if (fits) unknown.meant = meant->name;
  // Of a name in place of a required one, the rule about required fields speaks.
  if (fits && !renamed && meant->missing && !task_.scope->valijson) return;
  const Rule* rule = renamed ? old_name : fits ? near_miss : additional;
  if (!task_.scope->fields || (!fits && task_.unknown_extension)) return;
  frames_.back().key = name.data();
  frames_.back().key_length = static_cast<std::uint32_t>(name.size());
  Finding* finding = hit(track, rule, offset, frames_.size());
  if (finding == nullptr) return;
  finding->property = std::string(name);
  finding->value.clear();
  if (fits)
    finding->arguments.emplace_back(renamed ? "new" : "suggestion", std::string(meant->name));
}

/// The types that the value behind the name at an offset has for a schema.
std::uint8_t Structure::type_of_member(std::size_t offset) const {
  const std::string_view text = task_.text;
  for (++offset; offset < text.size() && text[offset] != '"';)
    offset += text[offset] == '\\' ? 2 : 1;
  offset = text.find_first_not_of(" \t\r\n:", std::min(offset + 1, text.size()));
  switch (offset == text.npos ? '\0' : text[offset]) {
    case '"':
      return schema::type_string;
    case '{':
      return schema::type_object;
    case '[':
      return schema::type_array;
    case 't':
    case 'f':
      return schema::type_boolean;
    case 'n':
      return schema::type_null;
    default:
      return schema::type_integer | schema::type_fraction;
  }
}

/// The name that stands in the object in place of a required one; empty where none does.
std::string_view Structure::misspelt(std::string_view required) const {
  for (std::size_t at = unknown_.size(); at > 0 && unknown_[at - 1].depth == frames_.size(); --at) {
    if (unknown_[at - 1].meant == required) return unknown_[at - 1].name;
  }
  return {};
}

}  // namespace edca::check
