#include <algorithm>

#include "budget/teller.hpp"

namespace edca::budget {
namespace {

using base::Decimal;
using Amount = std::optional<Decimal>;

class Asker : private Teller {
 public:
  Asker(const Case& given, const Books& books, const Tell& tell) : Teller(given, tell) {
    for (const CaseLine& each : given.lines) {
      const Line* line = books.find(given, each);
      if (line == nullptr || !seen_.insert(line).second) continue;
      lines_.push_back({line, books.view(*line)});
      years_.insert(line->year());
    }
  }

  void ask() {
    contracted();
    committed();
    for (const CaseContract& each : case_.contracts) overpaid(each);
    executed();
    tender();
    years_of_payments();
  }

 private:
  struct Linked {
    const Line* line;
    View view;
  };

  Sum sum_of(Amount View::*figure) const {
    Sum sum;
    for (const Linked& each : lines_) sum.add(each.view.*figure);
    return sum;
  }

  /// Whether all that is contracted is for years of which there is a line.
  bool has_all_years() const {
    for (const CaseContract& each : case_.contracts) {
      for (int year = each.first_year(); year != 0 && year <= each.last_year(); ++year) {
        if (year - each.first_year() > most_years || !has_year(year)) return false;
      }
    }
    return true;
  }
  bool has_year(int year) const { return years_.contains(year) || years_.contains(0); }

  /// Contracted, or of an open contract the least; nothing when it cannot be added up.
  Amount bound(Check& check) const {
    if (case_.open() && case_.contracts.size() == 1) {
      check.note = "open-contract";
      return case_.least->amount;
    }
    return case_.contracted().total();
  }

  /// M5
  void contracted() const {
    Check m5 = check(5, "/contracts");
    if (case_.contracts.empty()) return not_applicable(std::move(m5), "no-contract");
    if (lines_.empty()) return not_applicable(std::move(m5), "no-lines");
    if (mixed()) return not_applicable(std::move(m5), "currencies");
    const Amount value = bound(m5);
    const Amount modified = sum_of(&View::modified).total();
    if (!value) return not_applicable(std::move(m5), "no-amount");
    if (!modified) return not_applicable(std::move(m5), "no-measures");
    const bool over = *value > *modified;
    if (over && !has_all_years()) return not_applicable(std::move(m5), "other-years");
    hold(std::move(m5), *value, *modified, slack(*modified), false);
  }

  bool mixed() const {
    const std::string currency = case_.currency();
    const auto other = [&](const std::string& each) {
      return !each.empty() && !currency.empty() && each != currency;
    };
    return std::ranges::any_of(lines_,
                               [&](const Linked& each) {
                                 return !each.line->one_currency || other(each.line->currency);
                               }) ||
           std::ranges::any_of(case_.contracts, [&](const CaseContract& each) {
             return each.value && other(each.value->currency);
           });
  }

  /// The quarter that all lines speak of; 0: they do not, or none.
  int quarter() const {
    int quarter = 0;
    for (const Linked& each : lines_) {
      if (quarter != 0 && each.view.quarter != quarter) return 0;
      quarter = each.view.quarter;
    }
    return quarter;
  }
  /// The year that all lines are of; 0: several, or none.
  int year() const {
    int year = 0;
    for (const Linked& each : lines_) {
      if (year != 0 && each.line->year() != year) return 0;
      year = each.line->year();
    }
    return year;
  }
  /// The last day that the lines' figures cover; empty: not known.
  std::string last_day() const {
    constexpr std::array<std::string_view, 5> ends = {"-12-31", "-03-31", "-06-30", "-09-30",
                                                      "-12-31"};
    if (year() == 0 || lines_.empty()) return {};
    const int at = quarter();
    if (at == 0 && std::ranges::any_of(lines_, [](const Linked& l) { return l.view.quarter != 0; }))
      return {};
    return std::to_string(year()) + std::string(ends[static_cast<std::size_t>(at)]);
  }

  /// M6: what is contracted for a year is committed in it.
  void committed() const {
    Check m6 = check(6, "/contracts");
    const auto reason = moments_missing();
    if (!reason.empty()) return not_applicable(std::move(m6), reason);
    const Amount value = bound(m6);
    const Amount committed = sum_of(&View::committed).total();
    if (!value) return not_applicable(std::move(m6), "no-amount");
    if (!committed) return not_applicable(std::move(m6), "no-measures");
    if (*value > *committed) {
      // Something of it may be of another year, or signed after the figures were closed.
      const std::string last = last_day();
      const bool later = last.empty() || std::ranges::any_of(case_.contracts, [&](const auto& c) {
                           return !c.day.empty() && c.day > last;
                         });
      if (!has_one_year()) return not_applicable(std::move(m6), "other-years");
      if (later && !undated()) return not_applicable(std::move(m6), "other-quarter");
    }
    hold(std::move(m6), *value, *committed, slack(*committed), false);
  }

  bool undated() const {
    return std::ranges::all_of(case_.contracts,
                               [](const auto& each) { return each.day.empty(); }) &&
           year() == 0;
  }
  /// Whether the contracts run in the one year of the lines, as far as is told.
  bool has_one_year() const {
    return std::ranges::all_of(case_.contracts, [&](const CaseContract& each) {
      const bool within = each.first_year() == each.last_year();
      return within && (each.first_year() == 0 || year() == 0 || each.first_year() == year());
    });
  }

  /// Why moments of the budget cannot be compared with contracts; empty: they can.
  std::string moments_missing() const {
    if (case_.contracts.empty()) return "no-contract";
    if (lines_.empty()) return "no-lines";
    if (mixed()) return "currencies";
    if (std::ranges::none_of(lines_, [](const Linked& each) { return each.view.measured; }))
      return "no-measures";
    if (lines_.front().view.convention == Convention::unknown) return "convention";
    return {};
  }

  /// M7
  void overpaid(const CaseContract& contract) const {
    Check m7 = check(7, contract.pointer);
    m7.contract = contract.id.empty() ? contract.award : contract.id;
    if (contract.payments.empty()) return not_applicable(std::move(m7), "no-payment");
    if (!contract.value || !contract.value->amount)
      return not_applicable(std::move(m7), "no-amount");
    const std::string& currency = contract.value->currency;
    const bool other = std::ranges::any_of(contract.payments, [&](const Payment& each) {
      return each.value && !each.value->currency.empty() && !currency.empty() &&
             each.value->currency != currency;
    });
    if (other) return not_applicable(std::move(m7), "currencies");
    const Sum paid = contract.paid(currency);
    if (!paid.whole()) return not_applicable(std::move(m7), "unreadable");
    Decimal most = *contract.value->amount;
    const bool open = case_.open() && case_.tender->currency == contract.value->currency &&
                      *case_.tender->amount > most;
    if (open && paid.part() > most) m7.note = "open-contract";
    if (open) most = *case_.tender->amount;
    hold(std::move(m7), paid.part(), most, slack(most), false);
  }

  /// M8: paid in the year of the lines, until the end of their quarter, is what was executed.
  void executed() const {
    Check m8 = check(8, "/contracts");
    const auto reason = moments_missing();
    if (!reason.empty()) return not_applicable(std::move(m8), reason);
    const Amount executed = sum_of(&View::executed).total();
    if (!executed) return not_applicable(std::move(m8), "no-measures");
    if (std::ranges::any_of(lines_, [](const Linked& l) { return l.line->ocids.size() > 1; }))
      return not_applicable(std::move(m8), "shared-line");
    if (std::ranges::any_of(case_.breakdowns,
                            [&](const Breakdown& each) { return outside(case_, each) == true; }))
      return not_applicable(std::move(m8), "other-quarter");
    const std::string last = last_day();
    Sum paid;
    bool dated = false, undated = false, any = false, other = false;
    const std::string currency = case_.currency();
    for (const CaseContract& contract : case_.contracts) {
      for (const Payment& each : contract.payments) {
        any = true;
        other = other || (each.value && !each.value->currency.empty() && !currency.empty() &&
                          each.value->currency != currency);
        (each.day.empty() ? undated : dated) = true;
        const bool counts =
            each.day.empty() || last.empty() || (year_of(each.day) == year() && each.day <= last);
        if (counts) paid.add(each.value);
      }
    }
    if (!any) return not_applicable(std::move(m8), "no-payment");
    if (other) return not_applicable(std::move(m8), "currencies");
    if (dated && last.empty() && !whole_year()) {
      return not_applicable(std::move(m8), "other-quarter");
    }
    if (undated && (quarter() != 4 || !has_one_year()) && !last.empty() && quarter() != 0)
      return not_applicable(std::move(m8), "no-date");
    if (!paid.whole()) return not_applicable(std::move(m8), "unreadable");
    hold(std::move(m8), paid.part(), *executed, slack(*executed), true);
  }

  /// Whether lines without a year, told of to its end, and all payments can only be of one year.
  bool whole_year() const {
    std::set<int> years;
    for (const CaseContract& contract : case_.contracts)
      for (const Payment& each : contract.payments) years.insert(year_of(each.day));
    years.erase(0);
    const auto to_its_end = [](const Linked& each) {
      return each.line->year() == 0 && (each.view.quarter == 0 || each.view.quarter == 4);
    };
    return years.size() < 2 && std::ranges::all_of(lines_, to_its_end);
  }

  /// M9
  void tender() const {
    Check m9 = check(9, "/tender/value");
    if (!case_.tender || !case_.tender->amount) return not_applicable(std::move(m9), "no-amount");
    if (lines_.empty()) return not_applicable(std::move(m9), "no-lines");
    if (mixed() || (!case_.tender->currency.empty() && !case_.currency().empty() &&
                    case_.tender->currency != case_.currency()))
      return not_applicable(std::move(m9), "currencies");
    const Amount modified = sum_of(&View::modified).total();
    if (!modified) return not_applicable(std::move(m9), "no-measures");
    const Decimal value = case_.open() ? *case_.least->amount : *case_.tender->amount;
    if (case_.open()) m9.note = "open-contract";
    if (value > *modified && !has_all_years()) return not_applicable(std::move(m9), "other-years");
    hold(std::move(m9), value, *modified, slack(*modified), false);
  }

  /// M11: payments of a year need a line of it.
  void years_of_payments() const {
    std::map<int, std::string> years;  ///< with the first contract
    for (const CaseContract& contract : case_.contracts) {
      for (const Payment& each : contract.payments) {
        if (year_of(each.day) != 0) years.try_emplace(year_of(each.day), contract.pointer);
      }
    }
    if (years.empty()) return not_applicable(check(11, "/contracts"), "no-payment");
    if (lines_.empty()) return not_applicable(check(11, "/contracts"), "no-lines");
    for (const auto& [year, pointer] : years) {
      Check m11 = check(11, pointer + "/implementation/transactions");
      m11.value = std::to_string(year);
      m11.verdict = has_year(year) ? Verdict::pass : Verdict::fail;
      tell_(m11);
    }
  }

  static constexpr int most_years = 50;

  std::set<const Line*> seen_;
  std::set<int> years_;  ///< of the lines; 0: one that tells none
  std::vector<Linked> lines_;
};

}  // namespace

std::string rule_name(std::size_t rule) {
  return "M" + std::to_string(rule);
}

std::string_view name(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::fail:
      return "fail";
    case Verdict::not_applicable:
      return "not-applicable";
    case Verdict::pass:
      break;
  }
  return "pass";
}

void check_case(const Case& given, const Books& books, const Tell& tell) {
  check_plan(given, tell);
  Asker(given, books, tell).ask();
}

}  // namespace edca::budget
