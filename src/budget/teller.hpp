#pragma once

#include "budget/checks.hpp"

namespace edca::budget {

/// Tells of checks of a process.
class Teller {
 public:
  Teller(const Case& given, const Tell& tell) : case_(given), tell_(tell) {}

 protected:
  Check check(std::size_t rule, const std::string& pointer) const;
  void not_applicable(Check check, std::string reason) const;
  /// The amounts and how they differ.
  static void compare(Check& check, const base::Decimal& value, const base::Decimal& reference);
  /// Holds when `value` is at most `reference`, or equal to it where `equal` says so.
  void hold(Check check, const base::Decimal& value, const base::Decimal& reference,
            const base::Decimal& tolerance, bool equal) const;

  const Case& case_;
  const Tell& tell_;
};

const base::Decimal& cent();
/// Half a percent, between figures of different sources; a cent at least.
base::Decimal slack(const base::Decimal& reference);

/// Whether the quarter that lines of a breakdown speak of lies outside of its period; nothing where
/// that cannot be told.
std::optional<bool> outside(const Case& given, const Breakdown& breakdown);

/// M1, M2, M12 and M14: whether the plan of a process agrees with itself.
void check_plan(const Case& given, const Tell& tell);

}  // namespace edca::budget
