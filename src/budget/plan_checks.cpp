#include <algorithm>
#include <set>

#include "budget/teller.hpp"

namespace edca::budget {

using base::Decimal;
using Amount = std::optional<Decimal>;

const Decimal& cent() {
  static const Decimal value = *Decimal::read("0.01");
  return value;
}

Decimal slack(const Decimal& reference) {
  const Decimal hundred = Decimal::whole(100);
  const auto half = reference.share(*Decimal::read("0.5"), hundred, 2);
  const Decimal least = cent();
  if (!half) return least;
  const Decimal size = half->negative() ? *Decimal().minus(*half) : *half;
  return size < least ? least : size;
}

Check Teller::check(std::size_t rule, const std::string& pointer) const {
  Check check;
  check.rule = rule;
  check.ocid = case_.ocid;
  check.file = case_.file;
  check.pointer = case_.base + pointer;
  return check;
}

void Teller::not_applicable(Check check, std::string reason) const {
  check.verdict = Verdict::not_applicable;
  check.reason = std::move(reason);
  tell_(check);
}

void Teller::compare(Check& check, const Decimal& value, const Decimal& reference) {
  check.value = value.plain();
  check.reference = reference.plain();
  const Amount difference = value.minus(reference);
  if (!difference) return;
  check.difference = difference->plain();
  const auto percent = difference->share(Decimal::whole(100), reference, 2);
  if (percent) check.percent = percent->plain(2);
}

void Teller::hold(Check check, const Decimal& value, const Decimal& reference,
                  const Decimal& tolerance, bool equal) const {
  compare(check, value, reference);
  const Amount difference = value.minus(reference);
  const bool over = !difference || *difference > tolerance;
  const bool under = difference && *difference < *Decimal().minus(tolerance);
  check.verdict = over || (equal && under) ? Verdict::fail : Verdict::pass;
  tell_(check);
}

std::optional<bool> outside(const Case& given, const Breakdown& breakdown) {
  std::optional<bool> result;
  for (const std::size_t at : breakdown.lines) {
    const CaseLine& line = given.lines[at];
    if (line.reading.quarters.empty() || breakdown.start.empty() || breakdown.end.empty()) continue;
    const int quarter = line.reading.quarters.rbegin()->first;
    const std::string& year = line.key.parts[LineKey::year];
    if (quarter == 0 || year.empty()) continue;
    constexpr std::array<std::string_view, 4> begins = {"-01-01", "-04-01", "-07-01", "-10-01"};
    constexpr std::array<std::string_view, 4> ends = {"-03-31", "-06-30", "-09-30", "-12-31"};
    const auto index = static_cast<std::size_t>(quarter - 1);
    const bool apart = year + std::string(ends[index]) < breakdown.start ||
                       year + std::string(begins[index]) > breakdown.end;
    result = result.value_or(false) || apart;
  }
  return result;
}

namespace {

class Plan : private Teller {
 public:
  using Teller::Teller;

  void ask() const {
    breakdowns();
    budget();
    currency_and_period();
    objects();
  }

 private:
  /// M1: what the lines had approved makes up the breakdown.
  void breakdowns() const {
    for (const Breakdown& each : case_.breakdowns) {
      Check m1 = check(1, each.pointer + "/amount");
      Sum approved;
      for (const std::size_t at : each.lines) approved.add(first_approved(case_.lines[at]));
      if (each.lines.empty()) {
        not_applicable(std::move(m1), "no-lines");
      } else if (!each.amount) {
        not_applicable(std::move(m1), "no-amount");
      } else if (!each.amount->amount) {
        not_applicable(std::move(m1), "unreadable");
      } else if (!approved.total()) {
        not_applicable(std::move(m1), "no-measures");
      } else {
        hold(std::move(m1), *approved.total(), *each.amount->amount, cent(), true);
      }
    }
  }

  /// As this release has it: a breakdown is held against its own lines.
  static Amount first_approved(const CaseLine& line) {
    Amount approved, modified;
    for (const auto& [quarter, figures] : line.reading.quarters) {
      const auto take = [&, &figures = figures](Measure measure, Amount& into) {
        const auto& figure = figures[static_cast<std::size_t>(measure)];
        if (figure) into = figure->amount;
      };
      take(Measure::approved, approved);
      take(Measure::modified, modified);
    }
    return approved || !modified ? approved : Amount(Decimal());
  }

  /// M2: the breakdown makes up the budget. Of an open contract the budget may be the least and the
  /// breakdown the most.
  void budget() const {
    Check m2 = check(2, "/planning/budget/amount");
    Sum all;
    for (const Breakdown& each : case_.breakdowns) all.add(each.amount);
    if (!case_.budget) return not_applicable(std::move(m2), "no-amount");
    if (case_.breakdowns.empty()) return not_applicable(std::move(m2), "no-lines");
    if (!all.total() || !case_.budget->amount) return not_applicable(std::move(m2), "no-amount");
    const bool least_and_most = case_.open() && *case_.budget->amount == *case_.least->amount &&
                                *all.total() == *case_.tender->amount;
    if (!least_and_most)
      return hold(std::move(m2), *all.total(), *case_.budget->amount, cent(), true);
    m2.note = "open-contract";
    compare(m2, *all.total(), *case_.budget->amount);
    tell_(m2);
  }

  /// M12
  void currency_and_period() const {
    for (const Breakdown& each : case_.breakdowns) {
      Check m12 = check(12, each.pointer);
      if (each.lines.empty()) {
        not_applicable(std::move(m12), "no-lines");
        continue;
      }
      std::string first = each.amount ? each.amount->currency : std::string();
      std::string other;
      for (const std::size_t at : each.lines) {
        const CaseLine& line = case_.lines[at];
        if (!line.one_currency) other = line.currency;
        if (first.empty()) first = line.currency;
        if (!line.currency.empty() && line.currency != first) other = line.currency;
      }
      const auto apart = outside(case_, each);
      if (!other.empty()) {
        m12.verdict = Verdict::fail;
        m12.note = "currency";
        m12.value = other;
        m12.reference = first;
      } else if (apart == true) {
        m12.verdict = Verdict::fail;
        m12.note = "period";
        m12.value = each.start + "/" + each.end;
      } else if (!apart && first.empty()) {
        not_applicable(std::move(m12), "no-measures");
        continue;
      }
      tell_(m12);
    }
  }

  /// M14: items are of an object of expenditure that the lines pay for.
  void objects() const {
    Check m14 = check(14, "/contracts");
    std::set<std::string> objects;
    for (const CaseLine& line : case_.lines) add_object(line.key, objects);
    for (const Breakdown& each : case_.breakdowns)
      for (const LineKey& key : each.keys) add_object(key, objects);
    if (case_.lines.empty()) return not_applicable(std::move(m14), "no-lines");
    if (objects.empty()) return not_applicable(std::move(m14), "no-object");
    if (case_.classes.empty())
      return not_applicable(std::move(m14), case_.other_classes ? "other-classes" : "no-class");
    for (const std::string& each : case_.classes) {
      if (objects.contains(each.substr(0, object_digits))) continue;
      m14.verdict = Verdict::fail;
      m14.value = each;
      for (const std::string& object : objects) {
        if (!m14.reference.empty()) m14.reference += " ";
        m14.reference += object;
      }
      break;
    }
    tell_(m14);
  }
  static void add_object(const LineKey& key, std::set<std::string>& objects) {
    const std::string& object = key.parts[LineKey::object];
    if (object.size() >= object_digits) objects.insert(object.substr(0, object_digits));
  }

  static constexpr std::size_t object_digits = 4;
};

}  // namespace

void check_plan(const Case& given, const Tell& tell) {
  Plan(given, tell).ask();
}

}  // namespace edca::budget
