#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "edca/rule.hpp"

namespace edca::semantics {

/// How often each rule has found something. Most items break few rules or none, so that only those
/// that were met take up room and time.
class Tally {
 public:
  struct Count {
    std::size_t rule;  ///< index in rules()
    std::uint64_t count;
  };

  std::uint64_t operator[](std::size_t rule) const {
    return slots_.empty() || slots_[rule] == 0 ? 0 : counts_[slots_[rule] - 1].count;
  }
  /// The count of a rule, to be changed.
  std::uint64_t& of(std::size_t rule) {
    if (slots_.empty()) slots_.resize(rules().size(), 0);
    if (slots_[rule] == 0) {
      counts_.push_back({rule, 0});
      slots_[rule] = static_cast<std::uint16_t>(counts_.size());
    }
    return counts_[slots_[rule] - 1].count;
  }
  void add(const Tally& other) {
    for (const Count& more : other) of(more.rule) += more.count;
  }
  void clear() {
    for (const Count& count : counts_) slots_[count.rule] = 0;
    counts_.clear();
  }

  /// The rules that were met, some perhaps no longer: their count may be 0.
  std::vector<Count>::const_iterator begin() const { return counts_.begin(); }
  std::vector<Count>::const_iterator end() const { return counts_.end(); }

 private:
  std::vector<std::uint16_t> slots_;  ///< of a rule in counts_, from 1 on
  std::vector<Count> counts_;
};

}  // namespace edca::semantics
