#include "check/advertising_run.hpp"

#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "advertising/check.hpp"

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
    causes_.clear();
    collector_.begin_file(input);
  }
  /// Of causes that were told often enough the rest is only counted.
  void found(Finding& finding) override {
    if (scope_.places == 0) return collector_.tell(finding);
    Cause& cause = causes_[{finding.rule, finding.variant, finding.cell.heading}];
    if (cause.kept++ < scope_.places) {
      cause.like = finding;
      return collector_.tell(finding);
    }
    ++cause.others;
    collector_.tell_others(finding);
  }
  void end(const advertising::FileFacts& facts) override {
    for (const auto& [key, cause] : causes_)
      if (cause.others != 0) sink_.others(cause.like, cause.others);
    collector_.end_table(facts);
  }

 private:
  struct Cause {
    std::uint64_t kept = 0;
    std::uint64_t others = 0;
    Finding like;
  };

  const Scope& scope_;
  FindingSink& sink_;
  Collector& collector_;
  std::map<std::tuple<const Rule*, std::string, std::string>, Cause> causes_;
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
