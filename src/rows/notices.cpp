#include "rows/notices.hpp"

#include <algorithm>
#include <numeric>

#include "rows/values.hpp"

namespace edca::rows {

Finding& Notices::add(base::RuleId rule, const SheetHead& sheet, const CellAt& at,
                      std::string_view value) {
  Finding& finding = findings_.emplace_back();
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = rule.variant();
  if (!value.empty()) finding.value = json_text(value);
  set_cell(finding, sheet, at);
  places_.emplace_back(at.sheet, at.row, at.column);
  return finding;
}

void Notices::note(base::RuleId rule, const SheetHead& sheet, const CellAt& at,
                   std::string_view value) {
  const auto [told, first] = told_.try_emplace({&rule.rule(), rule.variant(), at.sheet, at.column},
                                               Told{findings_.size(), 0});
  ++told->second.count;
  if (first) add(rule, sheet, at, value);
}

std::vector<Finding> Notices::take() {
  for (const auto& [key, told] : told_) {
    findings_[told.finding].arguments.emplace_back("count", std::to_string(told.count));
  }
  std::vector<std::size_t> order(findings_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return places_[at]; });
  std::vector<Finding> sorted;
  for (const std::size_t at : order) sorted.push_back(std::move(findings_[at]));
  return sorted;
}

}  // namespace edca::rows
