#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "report/causes.hpp"

namespace edca::report {

constexpr std::size_t named = 3;  ///< places of a cause beside those that are shown

/// A finding that may be shown, already as text: much smaller than the finding itself.
struct Place {
  std::string name;  ///< file, line and column
  std::string ocid;
  std::string title;     ///< of the process, in quotes; where the line tells little
  std::string pointer;   ///< where it tells more than the cause does
  std::string sentence;  ///< what is wrong; empty where only the value differs from the first
  std::string value;     ///< where the sentence does not say it
  std::string advice;    ///< what to do; empty where it is that of the cause
};

/// The first places of a cause.
struct CauseGroup {
  std::size_t cause = 0;  ///< its index in Groups::causes()
  std::uint64_t count = 0;
  Finding first;
  std::string advice;  ///< what to do about the first
  std::vector<Place> places;
};

/// The causes of a rule, in the order in which they were first seen.
struct RuleGroup {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  std::uint64_t count = 0;  ///< findings, shown or not
  std::size_t keep = 0;     ///< places of each cause
  std::vector<CauseGroup> causes;
};

/// A cause as it is to be shown: as many of its places, and how many of those that are left can be
/// named.
struct ShownCause {
  const CauseGroup* cause = nullptr;
  std::size_t places = 0;
};

/// The findings of a run by rule and cause, of which at most so many of a rule are shown: one of
/// each cause first. Memory is bounded by what is shown and by the causes that are kept.
class Groups {
 public:
  /// `most` findings of a rule, 0 being all.
  Groups(messages::Language language, std::uint64_t most) : language_(language), most_(most) {}

  void add(const Finding& finding);
  /// More findings of a cause that was seen, of which only the number is known.
  void add_others(const Finding& like, std::uint64_t count);

  /// Errors first, within a severity the most frequent rule first; with rules of which nothing came
  /// but that were counted.
  std::vector<RuleGroup*> ranking(const Summary& summary);
  /// What to show of a rule, the most frequent cause first.
  std::vector<ShownCause> shown(const RuleGroup& group) const;

  const Causes& causes() const { return causes_; }

 private:
  using Key = std::pair<int, std::string_view>;

  RuleGroup& group(Severity severity, const Rule& rule);
  void share_out(RuleGroup& group) const;
  Place place(const Finding& finding, CauseGroup& cause) const;
  bool only_value_differs(const Finding& finding, const Finding& first) const;

  messages::Language language_;
  std::uint64_t most_;
  Causes causes_;
  std::map<Key, RuleGroup> groups_;
  std::vector<std::size_t> at_;  ///< where in its rule a cause stands
};

/// What to do when it is the same for all that is shown of a rule, else empty.
std::string_view common_advice(const std::vector<ShownCause>& shown);

/// "and 25 more: a.json:7:3, a.json:9:3, …" of the places of a cause that are not shown.
std::string more_of(const ShownCause& shown, messages::Language language);

/// "and 42 more (other causes: 7)" of the findings of a rule of which no cause is shown; empty when
/// there are none.
std::string rest_of(const RuleGroup& group, const std::vector<ShownCause>& shown,
                    messages::Language language);

}  // namespace edca::report
