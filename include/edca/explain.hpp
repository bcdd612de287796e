#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/language.hpp"
#include "edca/rule.hpp"

namespace edca {

/// A mistake that a rule finds, and the same without it: a few lines of JSON each.
struct RuleSample {
  std::string_view bad;
  std::string_view good;
};

/// The sample of a rule; nothing where it has none. Its views last as long as the program. As all
/// functions here, safe to call from several threads.
std::optional<RuleSample> sample_of(const Rule& rule);

/// The rule with this id, or all rules of this family, ordered by id. Throws
/// Error(usage, "rule.unknown") with arguments rule and suggestion, the nearest name, may be empty.
std::vector<const Rule*> rules_named(std::string_view word);

/// What a rule means, why it matters and how to mend what it finds, with its sample and source, in
/// several lines.
std::string explanation(const Rule& rule, Language language);

/// Rules with a title each, in several lines; not empty.
std::string overview(std::span<const Rule* const> rules, Language language);

/// The same in both languages as JSON: {"rules": [{"id", "severity", "profiles", "source", "title",
/// "why", "fix", "sample"}]}.
std::string explanations_json(std::span<const Rule* const> rules);

}  // namespace edca
