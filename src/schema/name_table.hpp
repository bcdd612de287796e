#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::schema {

/// A set of names that is looked up without allocation: the first and last eight bytes and the
/// length choose a slot, a few comparisons of machine words decide. Immutable after construction.
class NameTable {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  NameTable() = default;
  explicit NameTable(std::vector<std::string> names);

  /// The index of the name in the list given at construction, or `none`. Eight bytes past the end
  /// of the name must be readable.
  std::uint32_t find(const char* name, std::size_t length) const noexcept {
    const auto [head, tail] = ends(name, length);
    for (std::size_t at = slot_of(head, tail, length);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.index == none) return none;
      if (slot.head == head && slot.tail == tail && slot.length == length &&
          (length <= 16 || std::memcmp(names_[slot.index].data(), name, length) == 0)) {
        return slot.index;
      }
    }
  }

  /// Whether the name is the one at `index`, which may be out of range. Needs the same bytes.
  bool is(std::uint32_t index, const char* name, std::size_t length) const noexcept {
    if (index >= keys_.size()) return false;
    const Key& key = keys_[index];
    if (key.length != length) return false;
    std::uint64_t head;
    std::memcpy(&head, name, 8);
    if (length < 8) return (head & key.tail) == key.head;
    std::uint64_t tail;
    std::memcpy(&tail, name + length - 8, 8);
    return head == key.head && tail == key.tail &&
           (length <= 16 || std::memcmp(names_[index].data(), name, length) == 0);
  }

  /// As find above, for a name without readable bytes behind it.
  std::uint32_t find(std::string_view name) const;

  const std::vector<std::string>& names() const noexcept { return names_; }
  std::size_t size() const noexcept { return names_.size(); }

 private:
  struct Slot {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t length = 0;
    std::uint32_t index = none;
  };

  /// What a name looks like; of names under eight bytes `tail` is the mask of their bytes.
  struct Key {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t length = 0;
  };

  static std::pair<std::uint64_t, std::uint64_t> ends(const char* name,
                                                      std::size_t length) noexcept {
    std::uint64_t head;
    std::memcpy(&head, name, 8);
    if (length < 8) return {length == 0 ? 0 : head & (~std::uint64_t{0} >> (64 - 8 * length)), 0};
    std::uint64_t tail;
    std::memcpy(&tail, name + length - 8, 8);
    return {head, tail};
  }

  std::size_t slot_of(std::uint64_t head, std::uint64_t tail, std::size_t length) const noexcept {
    const std::uint64_t mixed = (head ^ (tail << 7 | tail >> 57)) + length;
    return static_cast<std::size_t>(mixed * 0x9E3779B97F4A7C15 >> 32) & mask_;
  }

  std::vector<std::string> names_;
  std::vector<Key> keys_;  ///< by index
  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::size_t mask_ = 0;
};

}  // namespace edca::schema
