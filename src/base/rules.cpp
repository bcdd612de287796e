#include "edca/rule.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/rule_table.hpp"

namespace edca {
namespace {

constexpr bool before(const Rule& left, const Rule& right) {
  return left.id < right.id;
}

static_assert(std::is_sorted(rule_table::rows.begin(), rule_table::rows.end(), before));

}  // namespace

std::string_view name(Severity severity) noexcept {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string_view family(const Rule& rule) noexcept {
  return rule.id.substr(0, rule.id.find('.'));
}

std::span<const Rule> rules() noexcept {
  return rule_table::rows;
}

const Rule* find_rule(std::string_view id) noexcept {
  static const auto by_id = [] {
    std::unordered_map<std::string_view, const Rule*> rules;
    for (const Rule& rule : rule_table::rows) rules.emplace(rule.id, &rule);
    return rules;
  }();
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

}  // namespace edca
