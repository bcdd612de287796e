#include <algorithm>
#include <array>
#include <chrono>

#include "indicators/across.hpp"

namespace edca::indicators {
namespace {

std::string name_in(std::string_view name, int year) {
  return std::string(name) + " " + std::to_string(year);
}

unsigned month_of(std::int64_t day) {
  using namespace std::chrono;
  return static_cast<unsigned>(year_month_day{sys_days{days{day - 719'528}}}.month());
}

/// What the ways to a contract weigh, and how in each of them parts of the amount, of the number of
/// contracts, and of the tenders taken part in do.
struct Way {
  std::uint32_t is;
  double amount;
  double count;
  double success;
  double weight;
};
constexpr Way ways[] = {
    {Fact::open, 40, 20, 40, 15}, {Fact::selective, 40, 20, 40, 35}, {Fact::direct, 66, 33, 0, 50}};

/// Of each supplier with contracts of one way, how much it is favoured, from 0 to 100.
std::map<std::string_view, double> standings_in(const Way& way,
                                                const std::vector<const Fact*>& deals,
                                                const std::vector<const Fact*>& bids) {
  struct Standing {
    double amount = 0;
    double count = 0;
    double took = 0;
    double won = 0;
  };
  std::map<std::string_view, Standing> suppliers;
  Standing all;
  for (const Fact* each : deals) {
    if (!each->has(way.is)) continue;
    const double amount = real(each->numbers.amount);
    for (Standing* one : {&suppliers[each->supplier], &all}) {
      one->amount += amount;
      one->count += 1;
    }
  }
  for (const Fact* each : bids) {
    const auto found = suppliers.find(each->supplier);
    if (!each->has(way.is) || found == suppliers.end()) continue;
    found->second.took += 1;
    found->second.won += each->has(Fact::won) ? 1 : 0;
  }
  std::map<std::string_view, double> scores;
  for (const auto& [supplier, one] : suppliers) {
    const double success = one.took > 0 ? way.success : 0;
    double score = way.amount * one.amount / all.amount + way.count * one.count / all.count;
    if (success > 0) score += success * one.won / one.took;
    scores[supplier] = score * 100 / (way.amount + way.count + success);
  }
  return scores;
}

}  // namespace

/// What a buyer contracted in a year.
void Across::of_year(std::string_view name, int year, const Few& deals) {
  repeated("MX14", name, year, deals);
  repeated("MX15", name, year, deals);
  one_day(name, year, deals);
  year_end(name, year, deals);
  suppliers_of(name, year, deals);
  by_amount(name, year, deals);
}

/// The same amount (MX14), or title (MX15), in many contracts with several suppliers. Where half
/// or more are alike, that is a form, or a price fixed for all.
void Across::repeated(std::string_view id, std::string_view name, int year, const Few& deals) {
  const bool amounts = id == "MX14";
  std::map<std::string, Few> groups;
  std::size_t count = 0;
  std::set<std::pair<std::string_view, std::string>> seen;
  for (const Fact* each : deals) {
    const bool told = amounts ? each->numbers.amount > base::Decimal() : each->numbers.title != 0;
    if (!told) continue;
    const std::string key = amounts
                                ? each->numbers.amount.plain() + " " + std::string(each->currency)
                                : std::to_string(each->numbers.title);
    // The contracts of one process are often alike.
    if (!seen.emplace(each->ocid, key).second) continue;
    ++count;
    groups[key].push_back(each);
  }
  if (!asked(id, count <= 10 ? "too-few" : nullptr)) return;
  // In the order of the first one, not of hashes.
  std::vector<const Few*> order;
  for (const auto& [key, group] : groups) order.push_back(&group);
  std::ranges::sort(order, {}, [](const Few* group) { return (*group)[0]; });
  const auto least = static_cast<double>(threshold(id, 15));
  for (const Few* group : order) {
    const double share = static_cast<double>(group->size()) / static_cast<double>(count) * 100;
    if (group->size() < 3 || share < least) continue;
    if (share >= 50) {
      ledger_.not_applicable(id, "habit");
      continue;
    }
    tell(id, IndicatorUnit::buyer, {name_in(name, year), rounded(share), json_number(least), {}},
         *group);
  }
}

/// Many contracts begin with the year, so its first two weeks and its last day do not count.
void Across::one_day(std::string_view name, int year, const Few& deals) {
  const Few on = one_each(those(deals, [](const Fact& each) { return each.has(Fact::signed_on); }));
  if (!asked("MX16", on.size() <= 10 ? "too-few" : nullptr)) return;
  std::map<std::int64_t, Few> days;
  for (const Fact* each : on) days[each->numbers.day].push_back(each);
  const auto least = static_cast<double>(threshold("MX16", 30));
  for (const auto& [day, all] : days) {
    const double share = static_cast<double>(all.size()) / static_cast<double>(on.size()) * 100;
    const bool begins = year_of(day - 15) < year;
    if (share < least || begins || year_of(day + 1) > year) continue;
    if (share >= 90) {
      ledger_.not_applicable("MX16", "habit");
      continue;
    }
    tell("MX16", IndicatorUnit::buyer,
         {name_in(name, year), rounded(share), json_number(least), {}}, all);
  }
}

/// Only where there is something in every quarter: else the data begin late.
void Across::year_end(std::string_view name, int year, const Few& deals) {
  std::array<base::Decimal, 13> months{};
  base::Decimal all;
  Few december;
  bool fits = true;
  for (const Fact* each : deals) {
    if (!each->has(Fact::signed_on) || each->currency != "MXN") continue;
    const unsigned month = month_of(each->numbers.day);
    const auto more = months[month].plus(each->numbers.amount);
    const auto sum = all.plus(each->numbers.amount);
    fits = fits && more && sum;
    months[month] = more.value_or(months[month]);
    all = sum.value_or(all);
    if (month >= 10) december.push_back(each);
  }
  const auto quarter = [&](std::size_t first) {
    return real(months[first]) + real(months[first + 1]) + real(months[first + 2]);
  };
  const std::size_t count =
      those(deals, [](const Fact& each) { return each.has(Fact::signed_on); }).size();
  const bool whole_year = quarter(1) > 0 && quarter(4) > 0 && quarter(7) > 0;
  const char* reason = count < 10 ? "too-few" : !fits || !whole_year ? "part-of-year" : nullptr;
  if (!asked("MX23", reason)) return;
  const double last = real(months[12]) / real(all) * 100;
  const double fourth = quarter(10) / real(all) * 100;
  const auto least = static_cast<double>(threshold("MX23", 25));
  const auto least_of_quarter = static_cast<double>(whole("MX23", "quarter", 45));
  if (last < least && fourth < least_of_quarter) return;
  const bool by_month = last >= least;
  if (by_month) {
    std::erase_if(december, [](const Fact* each) { return month_of(each->numbers.day) != 12; });
  }
  std::ranges::sort(december, [](const Fact* left, const Fact* right) {
    if (left->numbers.amount != right->numbers.amount) {
      return left->numbers.amount > right->numbers.amount;
    }
    return left < right;
  });
  tell("MX23", IndicatorUnit::buyer,
       {name_in(name, year),
        rounded(by_month ? last : fourth),
        json_number(by_month ? least : least_of_quarter),
        {}},
       december);
}

/// Who sells to a buyer in a year: the shares of suppliers, and how concentrated they are.
void Across::suppliers_of(std::string_view name, int year, const Few& deals) {
  const Few told = those(deals, [](const Fact& each) {
    return !each.supplier.empty() && each.currency == "MXN" &&
           each.numbers.amount > base::Decimal();
  });
  const char* few = told.size() < 10 ? "too-few" : nullptr;
  const bool shares = asked("R040", few);
  const bool index = asked("R051", few);
  const auto found = few == nullptr ? Concentration::of(told) : std::nullopt;
  if (!found) return;
  const auto& [first, amount] = found->amounts[0];
  const double share = percent_of(amount, found->sum);
  const auto most = static_cast<double>(threshold("R040", 50));
  const Few its = those(told, [who = first](const Fact& each) { return each.supplier == who; });
  // One large purchase is no dominance.
  if (shares && share >= most && one_each(its).size() > 1) {
    tell("R040", IndicatorUnit::pair,
         {name_in(name, year) + " " + std::string(first), rounded(share), json_number(most), {}},
         its);
  }
  const auto limit = static_cast<double>(threshold("R051", 2500));
  if (index && found->hhi >= limit && one_each(its).size() > 1) {
    tell("R051", IndicatorUnit::buyer,
         {name_in(name, year), rounded(found->hhi), json_number(limit), {}}, told);
  }
}

/// How much a supplier is favoured: by its parts, in percent, of the amount and of the number of
/// what a buyer contracted in a year, and of the tenders in which it took part those that it won. A
/// part that nothing is known of is left out.
void Across::favours(std::string_view name, int year, const Few& deals, const Few& bids) {
  const Few told = those(deals, [](const Fact& each) {
    return !each.supplier.empty() && each.currency == "MXN" &&
           each.numbers.amount > base::Decimal() &&
           (each.numbers.is & (Fact::open | Fact::selective | Fact::direct)) != 0;
  });
  if (!asked("MX21", told.size() < 10 ? "too-few" : nullptr)) return;
  std::map<std::string_view, double> scores;
  double weights = 0;
  for (const Way& way : ways) {
    const auto standings = standings_in(way, told, bids);
    if (standings.empty()) continue;
    weights += way.weight;
    for (const auto& [supplier, score] : standings) scores[supplier] += way.weight * score;
  }
  std::map<std::string_view, Few> by_supplier;
  for (const Fact* each : told) by_supplier[each->supplier].push_back(each);
  const auto most = static_cast<double>(threshold("MX21", 70));
  for (const auto& [supplier, score] : scores) {
    const Few& its = by_supplier[supplier];
    if (score / weights < most || one_each(its).size() < 3) continue;
    tell("MX21", IndicatorUnit::pair,
         {name_in(name, year) + " " + std::string(supplier),
          rounded(score / weights),
          json_number(most),
          {}},
         its);
  }
}

/// What exceptions by their amount may come to in a year, of the budget for acquisitions that the
/// legal profile tells.
void Across::by_amount(std::string_view name, int year, const Few& deals) {
  const Few small = those(deals, [](const Fact& each) {
    return (each.numbers.is & (Fact::direct | Fact::selective)) != 0 && !each.has(Fact::excepted) &&
           each.currency == "MXN";
  });
  if (small.empty() || !ledger_.asked("MX05")) return;
  const auto known = places_.find(name);
  Legal::Place place = known == places_.end() ? Legal::Place() : known->second;
  place.day = small[0]->numbers.day;
  for (const bool works : {false, true}) {
    const Few those_of = those(small, [&](const Fact& each) {
      return (each.criteria == "works") == works && each.has(Fact::has_net);
    });
    if (those_of.empty()) continue;
    const auto budget = legal_.own(works ? "works" : "acquisitions", place);
    if (!asked("MX05", budget ? nullptr : "no-budget")) continue;
    base::Decimal sum;
    for (const Fact* each : those_of) sum = sum.plus(each->numbers.net).value_or(sum);
    const bool reformed = after_reform(place.day);
    const auto most = budget->number.percent(works && reformed ? 20 : threshold("MX05", 30));
    if (!most || sum <= *most) continue;
    tell("MX05", IndicatorUnit::buyer,
         {name_in(name, year), money_json(sum), money_json(*most),
          works      ? "LOPSRM 43"
          : reformed ? "LAASSP (2025) 55"
                     : "LAASSP (2000) 42"},
         those_of);
  }
}

}  // namespace edca::indicators
