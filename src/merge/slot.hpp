#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/hash.hpp"
#include "json/tree.hpp"
#include "merge/rules.hpp"

namespace edca::merge {

// The reference implementation keeps values by path, a path being a sequence of keys and of ids of
// array members, where ids count as their text. A Slot stands for such a path; the Path in it
// tells keys and ids, and ids of different types, apart, because the program does so later, when it
// turns paths into objects and arrays again.

struct Slot;

/// What the last part of a path is.
enum class Part : std::uint8_t {
  key,
  text_id,
  integer_id,
  float_id,
  true_id,
  false_id,
  null_id,
  container_id,  ///< an array or object, which the reference cannot use
  fresh_id,      ///< of its own: it meets no other object
  position_id,
};

/// What to do with the objects of an array.
enum class Strategy : std::uint8_t { merge, append, position };

/// Strict: begins the names of array members whose id is a number.
inline constexpr char number_mark = '\x01';

/// One way to reach a slot.
struct Path {
  Path* parent = nullptr;
  Slot* slot = nullptr;
  const json::Node* id =
      nullptr;             ///< of an array member: its `id`, where that is there and not null
  Slot* result = nullptr;  ///< where unflattening has put it
  const Fields* fields = nullptr;
  std::uint32_t release = 0;  ///< that named the id
  Part part = Part::key;
  Rule rule = Rule::none;
  Strategy strategy = Strategy::merge;
};

/// A value that a field had, in a versioned release.
struct Version {
  const json::Node* value = nullptr;
  Version* previous = nullptr;
  Version* next = nullptr;
  std::uint32_t release = 0;
};

enum class Shape : std::uint8_t { none, object, array };

/// The table of a slot with many children, by keyed hash.
struct Index {
  Slot** slots = nullptr;
  std::uint32_t mask = 0;
};

struct Slot {
  // What lookups read comes first.
  const char* key = nullptr;
  std::uint32_t key_size = 0;
  std::uint8_t key_flags = 0;  ///< of the json::Node the key comes from
  Shape shape = Shape::none;   ///< by the first child
  bool attached = false;       ///< a child of its parent: a value stands in it or below
  bool element = false;        ///< a member of an array that has no key
  bool has_id = false;         ///< unflattened: a member of an array with its id in place
  bool keep_null = false;      ///< unflattened: a null that came inside of a value
  bool live = false;           ///< in the list of live children of its parent
  Slot* next = nullptr;
  Slot* first = nullptr;
  Slot* last = nullptr;
  Slot* parent = nullptr;
  Path path;

  const json::Node* value = nullptr;  ///< the leaf; in a versioned release, what was there before
  Version* oldest = nullptr;
  Version* newest = nullptr;
  const Version* entry = nullptr;  ///< the slot is one version of a field, as an object
  Path* leaf_path = nullptr;       ///< on which the leaf was set first
  std::uint32_t release = 0;       ///< that set the leaf
  std::uint32_t stamp = 0;         ///< of the array that named this id last
  std::uint32_t children = 0;
  std::uint32_t hash = 0;  ///< of the key, where the parent has an index
  Index* index = nullptr;
  Slot* live_first = nullptr;  ///< strict, versioned: children that null has not removed
  Slot* live_next = nullptr;

  std::string_view name() const { return {key, key_size}; }
  bool has_leaf() const { return value != nullptr || newest != nullptr; }
};

/// Finds and keeps the children of slots, in time that does not depend on how many there are.
class Slots {
 public:
  explicit Slots(base::Arena& arena) : arena_(arena) {}

  /// The attached child of that name, not one without a key; nullptr when there is none. Eight
  /// bytes behind the key must be readable.
  Slot* find(const Slot& parent, const char* key, std::uint32_t size) const {
    if (parent.index != nullptr) return find_indexed(parent, key, size);
    for (Slot* child = parent.first; child != nullptr; child = child->next) {
      if (matches(*child, key, size)) return child;
    }
    return nullptr;
  }

  static bool matches(const Slot& slot, const char* key, std::uint32_t size) {
    return slot.key_size == size && !slot.element && same(slot.key, key, size);
  }

  /// A slot that is not attached yet.
  Slot* make(Slot& parent, const char* key, std::uint32_t size, std::uint8_t flags) {
    Slot* const slot = arena_.make<Slot>();
    slot->key = key;
    slot->key_size = size;
    slot->key_flags = flags;
    slot->parent = &parent;
    slot->path.slot = slot;
    return slot;
  }

  /// Puts it behind the other children of its parent.
  void attach(Slot& slot);

  base::Arena& arena() { return arena_; }

 private:
  static bool same(const char* a, const char* b, std::uint32_t size) {
    if (size > 16) return std::memcmp(a, b, size) == 0;
    std::uint64_t one;
    std::uint64_t other;
    std::memcpy(&one, a, 8);
    std::memcpy(&other, b, 8);
    // The first eight bytes are compared; of a shorter text, those that belong to it.
    if (size < 8) return size == 0 || ((one ^ other) << (64 - 8 * size)) == 0;
    if (one != other) return false;
    std::memcpy(&one, a + size - 8, 8);
    std::memcpy(&other, b + size - 8, 8);
    return one == other;
  }

  std::uint32_t hash(const char* key, std::uint32_t size) const {
    return static_cast<std::uint32_t>(hash_.hash({key, size}).low);
  }
  Slot* find_indexed(const Slot& parent, const char* key, std::uint32_t size) const;
  void add_to_index(Slot& parent, Slot& slot);
  void rebuild(Slot& parent, std::uint32_t size);

  base::Arena& arena_;
  base::KeyedHash hash_;
};

/// The way to a slot for people: keys and ids, as a JSON Pointer in which ids stand for positions.
std::string pointer(const Slot& slot);

}  // namespace edca::merge
