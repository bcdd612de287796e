#include "report/groups.hpp"

#include <algorithm>

namespace edca::report {

void add_unshown(const Summary& summary, Groups& groups) {
  for (const auto& counted : summary.by_rule) {
    const Rule* rule = find_rule(counted.first);
    const auto kept = [&counted](const auto& entry) { return entry.first.second == counted.first; };
    if (rule != nullptr && counted.second > 0 && std::none_of(groups.begin(), groups.end(), kept))
      groups[group_key(rule->severity, *rule)];
  }
}

std::uint64_t all_of(const GroupKey& key, const Group& group, const Summary& summary) {
  const auto found = summary.by_rule.find(std::string(key.second));
  const std::uint64_t counted = found == summary.by_rule.end() ? 0 : found->second;
  return std::max<std::uint64_t>(counted, group.size());
}

}  // namespace edca::report
