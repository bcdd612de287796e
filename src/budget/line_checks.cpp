#include <algorithm>

#include "budget/checks.hpp"

namespace edca::budget {
namespace {

using base::Decimal;

Check check(std::size_t rule, const Line& line) {
  Check check;
  check.rule = rule;
  check.line = line.shown;
  if (!line.quarters.empty()) check.ocid = line.quarters.rbegin()->second.ocid;
  return check;
}

void not_applicable(Check check, std::string reason, const Tell& tell) {
  check.verdict = Verdict::not_applicable;
  check.reason = std::move(reason);
  tell(check);
}

/// M3: what is left, and what there is to spend, is not below zero.
void not_negative(const Line& line, const View& view, const Tell& tell) {
  Check m3 = check(3, line);
  if (!view.modified) return not_applicable(std::move(m3), "no-measures", tell);
  const Decimal cent = *Decimal::read("0.01");
  const bool overdrawn = view.available && *view.available < *Decimal().minus(cent);
  if (view.modified->negative() || overdrawn) {
    m3.verdict = Verdict::fail;
    m3.value = (view.modified->negative() ? view.modified : view.available)->plain();
    m3.note = view.modified->negative() ? "modified" : "available";
  } else if (!view.available) {
    m3.note = "modified-only";
  }
  tell(m3);
}

/// M4: a moment is not more than the one before it.
void in_order(const Line& line, const View& view, const Tell& tell) {
  Check m4 = check(4, line);
  if (view.convention != Convention::cumulative) {
    return not_applicable(
        std::move(m4), view.convention == Convention::balances ? "balances" : "convention", tell);
  }
  if (!view.stamp) return not_applicable(std::move(m4), "no-measures", tell);
  constexpr Measure order[] = {Measure::modified, Measure::committed, Measure::accrued,
                               Measure::executed, Measure::paid};
  std::optional<Decimal> before;
  Measure before_is = Measure::modified;
  bool compared = false;
  for (const Measure each : order) {
    const auto& figure = view.stamp->figures[static_cast<std::size_t>(each)];
    const auto now = each == Measure::modified ? view.modified
                     : figure                  ? figure->amount
                                               : std::nullopt;
    if (!now) continue;
    compared = compared || before.has_value();
    const auto over = before ? now->minus(*before) : std::nullopt;
    if (over && *over > *Decimal::read("0.01")) {
      m4.verdict = Verdict::fail;
      m4.value = now->plain();
      m4.reference = before->plain();
      m4.difference = over->plain();
      m4.note = std::string(name(each)) + ">" + std::string(name(before_is));
      return tell(m4);
    }
    before = now;
    before_is = each;
  }
  if (!compared) return not_applicable(std::move(m4), "no-measures", tell);
  tell(m4);
}

/// M10: the same line, year and quarter has one amount, wherever it stands.
void one_amount(const Line& line, const Tell& tell) {
  if (line.ocids.size() < 2 && line.conflicts.empty())
    return not_applicable(check(10, line), "one-process", tell);
  if (line.conflicts.empty()) return tell(check(10, line));
  for (const Line::Conflict& each : line.conflicts) {
    Check m10 = check(10, line);
    m10.verdict = Verdict::fail;
    m10.ocid = each.kept_ocid;
    m10.value = each.kept;
    m10.reference = each.other;
    m10.note = std::string(name(each.measure)) + " " + each.other_ocid;
    tell(m10);
  }
}

/// M13: approved does not change from quarter to quarter.
void approved_stays(const Line& line, const Tell& tell) {
  Check m13 = check(13, line);
  std::optional<Decimal> first;
  std::size_t times = 0;
  for (const auto& [quarter, stamp] : line.quarters) {
    const auto& figure = stamp.figures[static_cast<std::size_t>(Measure::approved)];
    if (!figure || !figure->amount) continue;
    ++times;
    if (!first) first = figure->amount;
    if (*first == *figure->amount) continue;
    m13.verdict = Verdict::fail;
    m13.value = figure->amount->plain();
    m13.reference = first->plain();
    return tell(m13);
  }
  if (times < 2) return not_applicable(std::move(m13), "one-quarter", tell);
  tell(m13);
}

}  // namespace

void check_line(const Line& line, const View& view, const Tell& tell) {
  not_negative(line, view, tell);
  in_order(line, view, tell);
  one_amount(line, tell);
  approved_stays(line, tell);
}

}  // namespace edca::budget
