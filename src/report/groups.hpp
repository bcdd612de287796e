#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/finding.hpp"
#include "edca/summary.hpp"

namespace edca::report {

/// The kept findings of one rule, already as text: much smaller than the findings themselves.
class Group {
 public:
  void add(std::string_view place, const std::string& advice) {
    if (ends_.empty()) common_ = advice;
    text_ += place;
    const bool same = advice == common_;
    uniform_ = uniform_ && same;
    if (!same) own_advice_ += advice;
    ends_.push_back({text_.size(), own_advice_.size(), same});
  }

  std::size_t size() const { return ends_.size(); }
  /// What to do when it is the same for all findings, else empty.
  std::string_view advice() const { return uniform_ ? std::string_view(common_) : ""; }

  /// Calls `each(place, advice)` in order; advice is empty when it is the same for all.
  template <class Each>
  void for_each(const Each& each) const {
    End last{0, 0, true};
    for (const End& end : ends_) {
      std::string_view own =
          std::string_view(own_advice_).substr(last.advice, end.advice - last.advice);
      if (end.common && !uniform_) own = common_;
      each(std::string_view(text_).substr(last.text, end.text - last.text), own);
      last = end;
    }
  }

 private:
  struct End {
    std::size_t text;
    std::size_t advice;
    bool common;
  };
  std::string text_;
  std::string own_advice_;
  std::string common_;
  std::vector<End> ends_;
  bool uniform_ = true;
};

/// Orders errors before warnings before notes, then by id.
using GroupKey = std::pair<int, std::string_view>;
using Groups = std::map<GroupKey, Group>;

inline GroupKey group_key(Severity severity, const Rule& rule) {
  return {-static_cast<int>(severity), rule.id};
}

/// Adds, empty, the rules that were counted and of which nothing was kept.
void add_unshown(const Summary& summary, Groups& groups);

/// How many findings a rule has, shown or not.
std::uint64_t all_of(const GroupKey& key, const Group& group, const Summary& summary);

}  // namespace edca::report
