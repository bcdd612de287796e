#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "merge/result.hpp"
#include "merge/slot.hpp"

namespace edca::merge {

/// A release of the process, and those of its fields that are treated on their own; nullptr where
/// absent.
struct Release {
  static constexpr std::size_t existing = ~std::size_t{0};

  std::size_t input = existing;  ///< index in the input
  std::size_t root = 0;          ///< in the tree
  const json::Node* object = nullptr;
  const json::Node* ocid = nullptr;
  const json::Node* id = nullptr;
  const json::Node* date = nullptr;
  const json::Node* tag = nullptr;
};

/// The text of an id or date for people: strings as they are, nothing when absent.
std::string text_of(const json::Node* value);

/// Puts the values of releases, one release after the other, into slots.
///
/// The slots then are the merged release, when clean(): no field was an object, an array or a
/// literal at different times, and no ids of an array were alike but of different types. Otherwise
/// the reference implementation's result depends on the order in which its second step meets the
/// leaves: see Unflattener.
class Flattener {
 public:
  Flattener(base::Arena& arena, const Rules& rules, const Options& options);

  /// Starts anew; the arena was cleared. `strategies` by pointer of the array without ids.
  void begin(Form form, std::span<const Release> releases,
             const std::map<std::string, Strategy>* strategies);
  /// A merged release to start with, before add_all().
  void add_existing(const json::Node& object);
  /// All releases in their order.
  void add_all();

  Slot& root() { return *root_; }
  /// Always under Options::strict.
  bool clean() const { return clean_ || options_.strict; }
  const std::vector<Slot*>& leaves() const { return leaves_; }
  /// Arrays that name an id twice, as the keys of `strategies`.
  const std::set<std::string>& duplicates() const { return duplicates_; }
  std::vector<Warning>& warnings() { return warnings_; }
  const std::optional<Failure>& failure() const { return failure_; }
  Slots& slots() { return slots_; }

 private:
  struct PathKey {
    const Path* parent;
    const Slot* slot;
    Part part;
    bool operator==(const PathKey&) const = default;
  };
  struct PathHash {
    std::size_t operator()(const PathKey& key) const noexcept;
  };
  struct Id {
    const char* text = nullptr;
    std::size_t size = 0;
    Part part = Part::fresh_id;
  };

  // flatten.cpp: the walk
  void add(std::uint32_t index);
  Slot* first_child(const Path& path, Shape shape) const;
  void finish();
  void object(Path& path, const json::Node& value, bool skip_tag = false);
  void keep_empty(Path& path);
  /// Whether what is added is the compiled release that others are added to.
  bool keeps_empty() const { return release_ == no_release && form_ == Form::compiled; }
  void array(Path& path, const json::Node& value);
  void field(Path& path, const json::Node& key, const json::Node& value, Slot*& hint);
  bool is_leaf(const Path& path, const json::Node& value) const;
  Path& key_path(Path& parent, const json::Node& key, Slot*& hint);
  Path& other_path(Slot& slot, Path& parent, Part part, const json::Node* id);
  void set_rules(Path& path) const;
  void set_strategy(Path& path) const;
  void set_root(std::string_view name, const json::Node& value);

  // flatten_ids.cpp: members of arrays
  Path& item_path(Path& parent, const json::Node& item, std::uint32_t position, Slot*& hint);
  Path& fresh_path(Path& parent, Part part, const json::Node* id);
  Id identify(const Path& parent, const json::Node* id, std::uint32_t position);
  Id identify_strictly(const json::Node& id);
  Id number_id(const json::Node& id);
  void note_duplicate(Slot& slot);
  void note_missing(const Path& parent, const json::Node* id);

  // flatten_leaf.cpp: values
  void set(Path& path, const json::Node& value);
  void set_plain(Path& path, const json::Node& value);
  void set_version(Path& path, const json::Node& value);
  void append_version(Slot& slot, const json::Node& value);
  bool is_news(Slot& slot, const json::Node& value);
  const json::Node* last_value(const Slot& slot);
  void attach(Slot& slot);
  void settle(Slot& parent, Shape shape);
  void replace(Slot& slot);
  void null_below(Slot& slot);
  void keep_alive(Slot& slot);
  void clash(Path& path, const json::Node& value);
  void warn(base::RuleId code, const Slot& slot, std::string detail = {});
  void fail(Reason reason, const Slot& slot, std::uint32_t other);

  const Rules& rules_;
  const Options& options_;
  Slots slots_;
  Form form_ = Form::compiled;
  std::span<const Release> releases_;
  const std::map<std::string, Strategy>* strategies_ = nullptr;
  Slot* root_ = nullptr;
  std::vector<Slot*> leaves_;  ///< in the order in which they were first set
  std::unordered_map<PathKey, Path*, PathHash> paths_;  ///< all but the first to reach a slot
  std::set<std::string> duplicates_;
  std::set<std::pair<std::size_t, std::string>> without_id_;  ///< rule and path of a warning
  std::vector<Warning> warnings_;
  std::optional<Failure> failure_;
  json::Node generated_id_;
  json::Node compiled_tag_[2];
  std::uint32_t release_ = no_release;
  std::uint32_t stamp_ = 0;
  bool clean_ = true;

 public:
  static constexpr std::uint32_t no_release = 0xFFFFFFFF;  ///< the existing merged release
};

/// The release with that index; one without anything for no_release.
const Release& release_at(std::span<const Release> releases, std::uint32_t index);

/// The pointer of an array without the ids of the members it stands in, as Options::strategies has
/// it.
std::string plain_pointer(const Path& path);

/// Fills a failure: its releases, those that are none left out.
Failure make_failure(Reason reason, std::string path, std::span<const Release> releases,
                     std::initializer_list<std::uint32_t> indexes);

}  // namespace edca::merge
