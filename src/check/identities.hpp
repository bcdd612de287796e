#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace edca::check {

/// What was read first under a key.
struct FirstSeen {
  std::uint64_t key = 0;
  std::uint64_t content = 0;
  std::uint32_t file = 0;  ///< from 1; 0 marks a free place
  std::uint32_t line = 0;
};

/// Remembers the releases, records and projects of a run, 24 bytes each: the first four million of
/// them, so that memory stays below 200 MB.
class Identities {
 public:
  static constexpr std::size_t most = std::size_t{1} << 22;

  /// What was there under this key before; else remembers `seen`.
  std::optional<FirstSeen> add(const FirstSeen& seen) {
    if (slots_.empty() || count_ * 2 >= slots_.size()) grow();
    FirstSeen& slot = place(seen.key);
    if (slot.file != 0) return slot;
    if (count_ < most) {
      slot = seen;
      ++count_;
    }
    return std::nullopt;
  }

 private:
  FirstSeen& place(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & mask;
    while (slots_[at].file != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return slots_[at];
  }

  void grow() {
    if (count_ >= most) return;
    constexpr std::size_t first_size = 1024;
    std::vector<FirstSeen> old(slots_.empty() ? first_size : slots_.size() * 2);
    old.swap(slots_);
    for (const FirstSeen& slot : old) {
      if (slot.file != 0) place(slot.key) = slot;
    }
  }

  std::vector<FirstSeen> slots_;
  std::size_t count_ = 0;
};

}  // namespace edca::check
