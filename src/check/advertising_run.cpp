#include "check/advertising_run.hpp"

#include <chrono>
#include <vector>

#include "advertising/check.hpp"
#include "advertising/keys.hpp"
#include "semantics/tally.hpp"

namespace edca::check {
namespace {

/// The day of a run, as in 20260131.
std::uint32_t day_of(std::int64_t seconds) {
  // From the year 0 to 1970.
  constexpr std::int64_t before = 62'167'219'200;
  const std::chrono::sys_seconds at{std::chrono::seconds(seconds - before)};
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  const auto year = static_cast<std::uint32_t>(static_cast<int>(day.year()));
  return (year * 100 + static_cast<unsigned>(day.month())) * 100 + static_cast<unsigned>(day.day());
}

class Hearer final : public advertising::Listener {
 public:
  Hearer(const Scope& scope, FindingSink& sink, Collector& collector)
      : scope_(scope), sink_(sink), collector_(collector) {}

  bool wants(base::RuleId rule) const override { return scope_.enabled[rule.index()]; }
  bool cancelled() const override { return sink_.cancelled(); }
  void begin(const io::Input& input) override {
    tally_ = {};
    tally_.limit_causes(scope_.places, 0);
    last_.clear();
    collector_.begin_file(input);
  }
  /// Of causes that were told often enough the rest is only counted.
  void found(Finding& finding) override {
    if (scope_.places == 0) return collector_.tell(finding);
    const std::uint64_t cause = cause_of(finding);
    if (!tally_.keeps(cause, nullptr)) return collector_.tell_others(finding);
    const semantics::Tally::Cause& met = tally_.causes().at(cause);
    if (met.kept == 1) {
      tally_.kept(cause, last_.size());
      last_.push_back(finding);
    } else {
      last_[met.last] = finding;
    }
    collector_.tell(finding);
  }
  void end(const advertising::FileFacts& facts) override {
    std::vector<std::uint64_t> others(last_.size(), 0);
    for (const auto& [hash, cause] : tally_.causes()) others[cause.last] = cause.others;
    for (std::size_t at = 0; at < last_.size(); ++at)
      if (others[at] != 0) sink_.others(last_[at], others[at]);
    collector_.end_table(facts);
  }

 private:
  /// Which findings say the same: by rule, sentence and heading.
  static std::uint64_t cause_of(const Finding& finding) {
    const auto rule = static_cast<std::uint64_t>(finding.rule - rules().data());
    return advertising::join(advertising::join(rule, advertising::key_of(finding.variant)),
                             advertising::key_of(finding.cell.heading));
  }

  const Scope& scope_;
  FindingSink& sink_;
  Collector& collector_;
  semantics::Tally tally_;
  std::vector<Finding> last_;  ///< the last one told of each cause
};

}  // namespace

void check_advertising(const std::vector<advertising::Archive>& archives, const Scope& scope,
                       FindingSink& sink, Collector& collector) {
  for (const advertising::Archive& archive : archives)
    for (const io::InputProblem& problem : archive.problems) collector.problem(problem);
  Hearer hearer(scope, sink, collector);
  advertising::check(archives, day_of(scope.now), hearer);
}

}  // namespace edca::check
