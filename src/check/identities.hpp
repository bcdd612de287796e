#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace edca::check {

/// What was read first under a key.
struct FirstSeen {
  std::uint64_t key = 0;
  std::uint64_t content = 0;
  std::uint32_t file = 0;  ///< from 1; 0 marks a free place
  std::uint32_t line = 0;
  std::uint32_t last_file = 0;  ///< that had the same content
};

/// Remembers the releases, records and projects of a run, and each content that one of them had, 32
/// bytes each: the first four million, so that memory stays below 256 MB. How many are new does not
/// depend on the order in which they come.
class Identities {
 public:
  static constexpr std::size_t most = std::size_t{1} << 22;

  /// What had the same content under this key before, else the first that was there under it; else
  /// nothing. Remembers `seen`.
  std::optional<FirstSeen> add(FirstSeen seen) {
    if (slots_.empty() || count_ * 2 >= slots_.size()) grow();
    seen.last_file = seen.file;
    std::optional<FirstSeen> first;
    std::size_t at = start(seen.key);
    for (std::size_t contents = 0; slots_[at].file != 0; at = next(at)) {
      FirstSeen& slot = slots_[at];
      if (slot.key != seen.key) continue;
      if (slot.content == seen.content) {
        const FirstSeen before = slot;
        slot.last_file = seen.file;
        return before;
      }
      if (!first || std::pair(slot.file, slot.line) < std::pair(first->file, first->line))
        first = slot;
      if (++contents == most_contents) return first;
    }
    if (count_ < most) {
      slots_[at] = seen;
      ++count_;
    }
    return first;
  }

 private:
  /// Of one key, so that nobody can make the search for it long.
  static constexpr std::size_t most_contents = 64;

  std::size_t start(std::uint64_t key) const {
    return static_cast<std::size_t>(key) & (slots_.size() - 1);
  }
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

  void grow() {
    if (count_ >= most) return;
    constexpr std::size_t first_size = 1024;
    std::vector<FirstSeen> old(slots_.empty() ? first_size : slots_.size() * 2);
    old.swap(slots_);
    for (const FirstSeen& slot : old) {
      if (slot.file == 0) continue;
      std::size_t at = start(slot.key);
      while (slots_[at].file != 0) at = next(at);
      slots_[at] = slot;
    }
  }

  std::vector<FirstSeen> slots_;
  std::size_t count_ = 0;
};

}  // namespace edca::check
