#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/stack.hpp"
#include "edca/finding.hpp"
#include "json/parse.hpp"
#include "schema/additions.hpp"
#include "schema/plan.hpp"
#include "schema/profile.hpp"
#include "semantics/recorder.hpp"
#include "semantics/tally.hpp"

namespace edca::check {

class GivenSchema;
class Adjustments;

/// Findings of a rule that are kept of a unit of work: a batch of items, about 1 MiB, or one larger
/// item. Somebody may make an input of nothing but mistakes; more than these are only counted.
constexpr std::uint64_t most_kept = 10000;

/// Which rules speak, and how many findings of each are worth keeping.
struct Scope {
  std::vector<bool> enabled;           ///< by index of rules()
  std::uint64_t keep = most_kept;      ///< findings kept per rule and unit of work
  std::uint64_t places = 0;            ///< and per cause; 0: all
  bool fields = true;                  ///< any field.* rule is enabled
  bool codelists = true;               ///< any codelist.* rule is enabled
  const GivenSchema* given = nullptr;  ///< judges every JSON text, instead of a profile
  bool valijson = false;               ///< schema.* findings are those of valijson
  bool semantic = false;               ///< any rule of src/semantics is enabled
  std::vector<bool> first_words = {};  ///< rules after which others are silent of a value

  bool speaks_first(std::size_t rule) const { return !first_words.empty() && first_words[rule]; }
  bool coverage = false;      ///< fields are counted
  bool items = false;         ///< items and publishers are told
  std::int64_t now = 0;       ///< seconds since the year 0 began, UTC
  bool fingerprints = false;  ///< findings are to have them
  const Adjustments* adjustments = nullptr;
};

/// The release that encloses a finding.
struct Context {
  std::string ocid;
  std::string id;
  bool compiled = false;
};

/// A finding that still lacks its line and column.
struct Hit {
  std::size_t offset;     ///< in the text that was checked
  std::uint32_t context;  ///< index of the enclosing release, or Structure::no_context
  Finding finding;
  std::uint64_t cause = 0;  ///< as in semantics::Hit
};

/// Runs a plan over the events of one JSON text and records every error of a draft-04 validator,
/// and values outside codelists, additional and deprecated fields. One pass, no tree: each open
/// object or array has a frame, each schema in force there an entry beside it. Pointers are built
/// only when something is recorded. Not thread-safe; reuse one per thread.
class Structure {
 public:
  static constexpr std::uint32_t no_context = 0xFFFFFFFF;
  static constexpr std::size_t max_depth = 512;

  /// What to check the next text against.
  struct Task {
    std::string_view text;  ///< as written: for excerpts
    const schema::Node* node = nullptr;
    const schema::Profile* profile = nullptr;
    const Scope* scope = nullptr;
    /// The array at the top level of an envelope whose elements were taken out, and how many.
    std::string_view emptied_key;
    std::uint64_t emptied_count = 0;
    /// An extension was declared that nobody knows: what is additional may be its own.
    bool unknown_extension = false;
    /// By rule: findings of the unit of work before this text; nullptr: none.
    const semantics::Tally* before = nullptr;
    /// Of the node, where the text may turn out to be of EDCA-MX.
    const schema::Additions* additions = nullptr;
  };

  Structure() {
    frames_.reserve(max_depth);
    wants_.reserve(1);
  }

  /// Makes ready for a text. `tally` counts every finding, kept or not.
  void begin(const Task& task, semantics::Tally& tally);

  // What was found out, after the parse.
  std::vector<Hit>& hits() { return hits_; }
  /// Where rules that speak first found something, kept or not.
  std::vector<std::size_t>& spoken() { return spoken_; }
  /// Names that were meant by others which stand in the same object.
  std::vector<semantics::Slip>& slips() { return slips_; }
  const std::vector<Context>& contexts() const { return contexts_; }
  std::uint64_t releases() const { return releases_; }
  bool too_deep() const { return too_deep_; }
  bool duplicate_keys() const { return duplicate_keys_; }  ///< suspected; to be confirmed
  bool hint_seen() const { return !hint_.empty(); }
  const std::string& hint() const { return hint_; }  ///< a name that only EDCA-MX defines
  /// Whether a field is unknown that EDCA-MX has there (Task::additions).
  bool may_be_mexican() const { return may_be_mexican_; }
  bool foreign_root() const { return foreign_root_; }  ///< the root holds a list of items
  /// What tells versions of a standard apart: fields that the schema does not know, and values of
  /// `status` and `tag` of another form.
  std::uint64_t misfits() const { return misfits_; }
  bool root_has_parties() const { return root_has_parties_; }
  bool root_has_tag() const { return root_has_tag_; }
  /// Of a release: ocds::has_shape_of_1_0().
  bool has_shape_of_1_0() const { return spelt_out_ && !root_has_parties_; }
  const std::string& root_ocid() const { return root_ocid_; }
  const std::string& root_id() const { return root_id_; }

  // The events of the parser.
  void attach(const json::Stream& stream) {
    stream_ = &stream;
    base_ = stream.head_;
  }
  bool Null() { return (plain_ & schema::type_null) != 0 || literal(schema::type_null, 4, false); }
  bool Bool(bool value) {
    return (plain_ & schema::type_boolean) != 0 ||
           literal(schema::type_boolean, value ? 4 : 5, value);
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool copy);
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return (plain_ & schema::type_string) != 0 || string(text, length);
  }
  bool StartObject();
  bool Key(const char* text, rapidjson::SizeType length, bool copy);
  bool EndObject(rapidjson::SizeType);
  bool StartArray();
  bool EndArray(rapidjson::SizeType);

 private:
  using Node = schema::Node;
  using Field = schema::Field;

  /// A schema in force for the next value.
  struct Want {
    const Node* node;
    std::uint32_t track;
  };
  /// A schema in force for an open object or array.
  struct Active {
    const Node* node;
    std::uint32_t track;
    std::uint32_t bits;  ///< first word in bits_: which of the object's known names were seen
  };
  /// An open object or array.
  struct Frame {
    const char* key;                 ///< of the current member
    const schema::ObjectPlan* plan;  ///< of an object under one schema that knows names
    const Field* field;
    const Field* item_field;
    std::uint64_t id_key;
    std::uint32_t key_length;
    std::uint32_t start;
    std::uint32_t count;  ///< members or elements so far
    std::uint32_t actives;
    std::uint32_t combos;
    std::uint32_t bits;
    std::uint32_t last;   ///< 1 + index in the plan of the last name that it knew
    std::uint32_t names;  ///< first in names_: hashes of names no plan tracks
    std::uint32_t keys;   ///< first in unique_keys_
    std::uint32_t context;
    bool is_array;
    bool unique;
    bool capture;  ///< ocid and id of this object are wanted
    bool watched;  ///< any of the three
    bool owns_context;
    bool has_url;
  };
  /// Where errors go: track 0 reports, others belong to a branch of a combination.
  struct Track {
    bool failed = false;
    bool keeps = false;
    bool of_releases = false;
    std::uint64_t count = 0;
    std::vector<Hit> kept;
    semantics::Tally more;  ///< findings beyond those kept
  };
  /// A member that a schema forbids.
  struct Forbidden {
    std::uint32_t active;  ///< index in actives_
    std::string_view name;
  };
  /// A member that no schema of its object declares.
  struct UnknownName {
    std::size_t depth;       ///< of the object
    std::string_view name;   ///< in the text that is parsed
    std::string_view meant;  ///< a name of the schema that it resembles; empty: none
  };
  /// A name that a schema in force for an object declares.
  struct DeclaredName {
    std::string_view name;
    const Node* node;  ///< nullptr: nothing to check
    bool seen;
    bool missing;  ///< and required
  };
  /// A combination that is being judged for an open value.
  struct Combo {
    const Node* node;
    const schema::Combination* combination;
    std::uint32_t parent;
    std::uint32_t first;
    std::size_t start;
    std::uint32_t with_id = 0;
    std::uint32_t without_id = 0;
  };

  std::size_t offset_of(const char* at) const { return static_cast<std::size_t>(at - base_); }
  std::span<Active> top_actives() {
    return {actives_.begin() + frames_.back().actives, actives_.end()};
  }
  bool was_seen(const Active& active, std::size_t name) const {
    return (bits_[active.bits + name / 64] >> (name % 64) & 1) != 0;
  }

  // structure.cpp: the life of values; structure_names.cpp: of names; structure_combos.cpp
  void want(const Node* node, std::uint32_t track) {
    wants_.push({node, track});
    complex_ = complex_ || !node->simple;
  }
  void want_only(const Node* node, std::uint32_t track) {
    wants_.set_one({node, track});
    complex_ = !node->simple;
  }
  void want_nothing() {
    wants_.clear();
    complex_ = false;
  }
  void begin_value(std::size_t offset) {
    if (!frames_.empty() && frames_.back().is_array) want_elements(frames_.back());
    if (deprecated_) deprecated_value(offset);
    if (complex_) expand();
  }
  /// Where in guesses_ the name after the last one of a frame stands.
  std::size_t guess_of(const Frame& frame) const {
    return (frame.plan->serial + frame.last) % guesses_.size();
  }
  void end_value(std::size_t combos, std::size_t offset, std::size_t depth) {
    if (combos_.size() > combos) judge_combos(combos, offset, depth);
  }
  void deprecated_value(std::size_t offset);
  void want_elements(Frame& frame);
  void expand();
  void judge_combos(std::size_t combos, std::size_t offset, std::size_t depth);
  bool string(const char* text, std::size_t length);
  bool literal(schema::TypeBit type, std::size_t length, bool value);
  bool open_container(bool is_array);
  void close_container(std::size_t end);
  void look_up(const char* text, std::size_t length);
  bool undeclared(std::uint32_t index, const char* text, std::size_t length);
  void note_root_name(const char* text, std::size_t length);
  void note_organization(std::string_view name);
  void known_name(const Active& active, const schema::Property& property, std::uint32_t index) {
    std::uint64_t& word = bits_[active.bits + index / 64];
    const std::uint64_t bit = std::uint64_t{1} << (index % 64);
    duplicate_keys_ |= (word & bit) != 0;
    word |= bit;
    if (property.field != nullptr) field_ = property.field;
    if (property.remarkable()) remarkable_name(active, property);
  }
  void remarkable_name(const Active& active, const schema::Property& property);
  bool repeated_names(const Frame& frame);
  void watched_string(const char* text, std::size_t length);
  void unknown_name(const char* text, std::size_t length);
  void note_name(const char* text, std::size_t length);
  void note_element(std::uint64_t key);
  void capture(const char* text, std::size_t length, bool number);
  void open_context(Frame& frame);
  void close_context(Frame& frame);
  std::uint32_t new_track(bool keeps, bool of_releases);

  // structure_checks.cpp: one keyword each
  void check_type(const Want& want, schema::TypeBit type, std::size_t offset, std::size_t depth) {
    if ((want.node->types & type) == 0) wrong_type(want, type, offset, depth);
  }
  void wrong_type(const Want& want, schema::TypeBit type, std::size_t offset, std::size_t depth);
  void check_string(const Want& want, std::string_view text, std::size_t offset);
  void check_format(const Want& want, std::string_view text, std::size_t offset);
  void check_number(const Want& want, std::string_view text, std::size_t offset);
  void check_choice(const Want& want, bool allowed, std::string_view text, std::size_t offset) {
    if (!allowed) wrong_choice(want.track, *want.node, text, offset, frames_.size());
  }
  void wrong_choice(std::uint32_t track, const Node& node, std::string_view text,
                    std::size_t offset, std::size_t depth);
  void check_codelist(const char* text, std::size_t length, std::size_t offset) {
    if (task_.scope->codelists && !field_->codelist->has(text, length)) {
      outside_codelist({text, length}, offset);
    }
  }
  void outside_codelist(std::string_view text, std::size_t offset);
  void check_object(const Active& active, const Frame& frame) {
    const schema::ObjectPlan* plan = active.node->object;
    if (plan == nullptr) return;
    if (!plan->required.empty()) check_required(active, frame);
    if (plan->has_limits) check_object_limits(active, frame);
  }
  void check_object_limits(const Active& active, const Frame& frame);
  void check_required(const Active& active, const Frame& frame) {
    const schema::ObjectPlan* plan = active.node->object;
    std::uint64_t missing = 0;
    for (std::size_t at = 0; at < plan->required_bits.size(); ++at) {
      missing |= plan->required_bits[at] & ~bits_[active.bits + at];
    }
    if (missing != 0) missing_names(active, frame);
  }
  void missing_names(const Active& active, const Frame& frame);
  void check_forbidden(std::uint32_t active, std::size_t first);
  void count_misfit(std::size_t depth);
  void check_dependencies(const Active& active, const Frame& frame);
  void check_array(const Active& active, const Frame& frame, std::size_t end);
  void check_unique(const Active& active, const Frame& frame, std::size_t end);
  void check_container_choice(const Active& active, const Frame& frame, std::size_t end);
  void check_names(std::size_t first);
  std::vector<DeclaredName> declared_names(std::uint32_t& track) const;
  void check_name(UnknownName& unknown, std::span<const DeclaredName> declared,
                  std::uint32_t track);
  std::uint8_t type_of_member(std::size_t offset) const;
  std::string_view misspelt(std::string_view required) const;
  void check_combo(Combo& combo, std::size_t offset, std::size_t depth);
  void explain_releases(Combo& combo, unsigned matched, std::size_t offset, std::size_t depth);

  // structure_record.cpp: recording
  Finding* hit(std::uint32_t track, const Rule* rule, std::size_t offset, std::size_t depth);
  void limit_hit(std::uint32_t track, base::RuleId rule, std::uint64_t limit, std::size_t offset,
                 std::size_t depth, bool empty = false);
  void add(std::uint32_t track, Hit hit);
  bool keeps(std::size_t rule);
  void count(std::uint32_t track, std::size_t rule, std::uint64_t findings);
  bool keeps_another(Track& branch, std::size_t rule) const;
  void describe_field(Finding& finding, const Field* field, std::size_t depth) const;
  std::string pointer(std::size_t depth) const;
  std::uint32_t context() const;
  bool reports_fields(std::uint32_t track) const;

  Task task_;
  semantics::Tally* tally_ = nullptr;
  const json::Stream* stream_ = nullptr;
  const char* base_ = nullptr;

  Stack<Frame> frames_;
  Stack<Active> actives_;
  Stack<Want> wants_;
  bool complex_ = false;  ///< some of wants_ have allOf or combinations
  /// Types of which the value of the current member needs no look; 0 elsewhere.
  std::uint8_t plain_ = 0;
  Stack<std::uint64_t> bits_;
  Stack<std::uint64_t> names_;
  Stack<Forbidden> forbidden_;
  Stack<UnknownName> unknown_;
  Stack<std::uint64_t> unique_keys_;
  std::vector<Track> tracks_;
  Stack<Combo> combos_;
  std::vector<Hit> hits_;
  std::vector<std::size_t> spoken_;
  std::vector<semantics::Slip> slips_;
  std::vector<Context> contexts_;
  /// Which name of an object's plan followed which the last time: what comes next is mostly that.
  std::array<std::uint16_t, 8192> guesses_{};
  const Field* field_ = nullptr;  ///< of the value that comes next
  bool deprecated_ = false;       ///< the value that comes next is of a deprecated field
  std::uint64_t releases_ = 0;
  std::uint64_t misfits_ = 0;
  bool too_deep_ = false;
  bool duplicate_keys_ = false;
  bool foreign_root_ = false;
  bool root_has_parties_ = false;
  bool root_has_tag_ = false;
  bool spelt_out_ = false;  ///< an organization where OCDS 1.1 refers to one
  std::string hint_;
  bool may_be_mexican_ = false;
  std::string root_ocid_;
  std::string root_id_;
};

}  // namespace edca::check
