#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace edca::select {

/// How rules go together: "code or (window and not (old or other))".
class Expression {
 public:
  /// All of so many rules hold.
  static Expression all(std::size_t rules);
  /// `names` are those of the rules; "y", "o" and "no" mean the same as "and", "or" and "not".
  /// Throws Error(usage): "select.expression" with arguments path, word and column where it cannot
  /// be read, "select.rule-unknown" with path, rule and suggestion.
  static Expression read(std::string_view text, const std::vector<std::string>& names,
                         const std::string& path);

  bool holds(const std::vector<bool>& rules) const;
  /// The rules that stand under no "not": those that are reasons.
  const std::vector<bool>& reasons() const { return reasons_; }

 private:
  friend class ExpressionReader;

  enum class Kind : unsigned char { rule, negation, conjunction, disjunction };
  struct Step {
    Kind kind;
    std::size_t rule = 0;
  };
  std::vector<Step> steps_;  ///< operands first
  std::vector<bool> reasons_;
};

/// Whether a rule may not be called so, since it is a word of expressions.
bool is_operator(std::string_view word);

}  // namespace edca::select
