#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "merge/flatten.hpp"

namespace edca::merge {

/// Turns leaves into objects and arrays one after the other, as the second step of the reference
/// implementation does, for slots that are not clean: what stands first at a place stays there; an
/// array takes members even when it came as a list of literals or versions; an object where an
/// array or literal is, or an array where an object or literal is, fails.
class Unflattener {
 public:
  explicit Unflattener(Slots& slots) : slots_(slots) {}

  /// The root of new, clean slots; nullptr when it failed. `root` is the one of the leaves.
  Slot* run(Slot& root, std::span<Slot* const> leaves, std::span<const Release> releases);

  const std::optional<Failure>& failure() const { return failure_; }
  std::vector<Warning>& warnings() { return warnings_; }

 private:
  struct HashOfHash {
    std::size_t operator()(const base::Hash128& hash) const noexcept { return hash.low; }
  };

  bool place(Slot& leaf);
  Slot* step(Slot& current, Path& path, const Path* next);
  Slot* member(Slot& current, Path& path);
  Slot* add_member(Slot& current, Path& path);
  Slot* add_field(Slot& current, const Path& path, const Path* next);
  void set_leaf(Slot& slot);
  Slot* child(Slot& parent, const Slot& named, bool element);
  void lose();
  bool open_array(Slot& slot);
  bool open_object(Slot& slot);
  base::Hash128 identity(const Path& path) const;
  Slot* fail(Reason reason, const Slot& current, const Path& path);
  void warn(base::RuleId code, std::initializer_list<std::uint32_t> releases);

  Slots& slots_;
  std::span<const Release> releases_;
  const Slot* leaf_ = nullptr;                                    ///< being placed
  std::unordered_map<base::Hash128, Slot*, HashOfHash> members_;  ///< by array and id
  base::KeyedHash hash_;
  std::vector<Path*> way_;
  std::optional<Failure> failure_;
  std::vector<Warning> warnings_;
};

}  // namespace edca::merge
