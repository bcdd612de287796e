#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
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

  /// Findings that say the same, each of another value in another place.
  struct Cause {
    std::uint64_t kept = 0;
    std::uint64_t others = 0;  ///< that were not kept
    std::size_t last = 0;      ///< where in the list of findings the last one kept stands
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
  /// `before`: findings in the list that those of the other tally are put behind.
  void add(const Tally& other, std::size_t before = 0) {
    for (const Count& more : other) of(more.rule) += more.count;
    for (const auto& [key, more] : other.causes_) {
      Cause& cause = causes_[key];
      cause.kept += more.kept;
      cause.others += more.others;
      if (more.kept != 0) cause.last = before + more.last;
    }
  }
  void clear() {
    for (const Count& count : counts_) slots_[count.rule] = 0;
    counts_.clear();
    causes_.clear();
  }

  /// From here on at most so many findings of a cause are to be kept. Causes of texts that differ
  /// in `where` are never the same.
  void limit_causes(std::uint64_t most, std::uint64_t where) {
    most_of_cause_ = most;
    where_ = where;
  }
  bool limits_causes() const { return most_of_cause_ != 0; }
  /// Counts a finding of a cause, which a hash stands for; whether it is to be kept. `earlier`: as
  /// for Recorder::begin().
  bool keeps(std::uint64_t hash, const Tally* earlier) {
    std::uint64_t before = 0;
    if (earlier != nullptr) {
      const auto found = earlier->causes_.find(hash ^ where_);
      if (found != earlier->causes_.end()) before = found->second.kept;
    }
    Cause& cause = causes_[hash ^ where_];
    const bool keep = cause.kept + before < most_of_cause_;
    ++(keep ? cause.kept : cause.others);
    return keep;
  }
  /// A finding of the cause was put at a place in the list.
  void kept(std::uint64_t hash, std::size_t at) { causes_[hash ^ where_].last = at; }
  /// By hash, in no order.
  const std::unordered_map<std::uint64_t, Cause>& causes() const { return causes_; }

  /// The rules that were met, some perhaps no longer: their count may be 0.
  std::vector<Count>::const_iterator begin() const { return counts_.begin(); }
  std::vector<Count>::const_iterator end() const { return counts_.end(); }

 private:
  std::vector<std::uint16_t> slots_;  ///< of a rule in counts_, from 1 on
  std::vector<Count> counts_;
  std::unordered_map<std::uint64_t, Cause> causes_;
  std::uint64_t most_of_cause_ = 0;  ///< 0: all
  std::uint64_t where_ = 0;
};

}  // namespace edca::semantics
