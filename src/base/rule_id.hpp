#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/rule_table.hpp"

namespace edca::base {

/// A rule and which of its sentences, written as a literal: "schema.required", or with a variant
/// "id.missing/code". It is made while compiling, and a name that is in no table does not compile.
class RuleId {
 public:
  template <std::size_t size>
  consteval RuleId(const char (&text)[size]) : RuleId(std::string_view(text, size - 1)) {}

  /// A rule that is known only when the program runs; one of rules().
  explicit RuleId(const Rule& rule) noexcept
      : index_(static_cast<std::uint32_t>(&rule - rule_table::rows.data())), variant_("") {}

  constexpr const Rule& rule() const noexcept { return rule_table::rows[index_]; }
  /// In rules().
  constexpr std::size_t index() const noexcept { return index_; }
  constexpr std::string_view id() const noexcept { return rule().id; }
  /// "" for the rule's only sentence.
  constexpr const char* variant() const noexcept { return variant_; }

  friend constexpr bool operator==(RuleId left, RuleId right) noexcept {
    return left.index_ == right.index_ &&
           std::string_view(left.variant_) == std::string_view(right.variant_);
  }

 private:
  consteval explicit RuleId(std::string_view text)
      : index_(index_of(text.substr(0, text.find('/')))),
        variant_(text.find('/') == text.npos ? "" : text.data() + text.find('/') + 1) {}

  static consteval std::uint32_t index_of(std::string_view id) {
    std::size_t first = 0;
    for (std::size_t count = rule_table::rows.size(); count > 0;) {
      const std::size_t half = count / 2;
      const bool behind = rule_table::rows[first + half].id < id;
      if (behind) first += half + 1;
      count = behind ? count - half - 1 : half;
    }
    if (first == rule_table::rows.size() || rule_table::rows[first].id != id) {
      throw "no rule has this name";  // which does not compile
    }
    return static_cast<std::uint32_t>(first);
  }

  std::uint32_t index_;
  const char* variant_;
};

/// The rule of a literal: `known_rule("schema.required")`.
constexpr const Rule* known_rule(RuleId id) noexcept {
  return &id.rule();
}

}  // namespace edca::base
