#include <algorithm>
#include <cmath>

#include "indicators/across.hpp"
#include "indicators/quantile.hpp"
#include "json/writer.hpp"

namespace edca::indicators {
namespace {

/// Weeks begin on Monday; a week belongs to one year (ISO 8601).
std::int64_t week_of(const Fact& fact) {
  const std::int64_t day = fact.numbers.start >= 0 ? fact.numbers.start : fact.numbers.day;
  return (day + 5) / 7;
}

struct Sum {
  base::Decimal net;
  base::Decimal ceiling;
};
Sum sum_of(const std::vector<const Fact*>& facts) {
  Sum result;
  for (const Fact* each : facts) {
    result.net = result.net.plus(each->numbers.net).value_or(result.net);
    result.ceiling = std::max(result.ceiling, each->numbers.ceiling);
  }
  return result;
}

}  // namespace

std::optional<Concentration> Concentration::of(const std::vector<const Fact*>& deals) {
  std::map<std::string_view, std::pair<base::Decimal, std::size_t>> suppliers;
  Concentration result;
  for (const Fact* each : deals) {
    auto& [amount, count] = suppliers[each->supplier];
    const auto more = amount.plus(each->numbers.amount);
    const auto sum = result.sum.plus(each->numbers.amount);
    if (!more || !sum) return std::nullopt;
    amount = *more;
    result.sum = *sum;
    ++count;
  }
  result.contracts = deals.size();
  for (const auto& [name, each] : suppliers) {
    const double share = percent_of(each.first, result.sum);
    const double part = static_cast<double>(each.second) / static_cast<double>(deals.size()) * 100;
    result.amounts.emplace_back(name, each.first);
    result.hhi += share * share;
    result.hhi_contracts += part * part;
  }
  std::ranges::stable_sort(result.amounts, std::greater(),
                           &std::pair<std::string_view, base::Decimal>::second);
  for (std::size_t at = 0; at < result.amounts.size(); ++at) {
    const double share = percent_of(result.amounts[at].second, result.sum);
    result.dominance += std::pow(100 * share * share / result.hhi, 2);
    if (at < 4) result.c4 += share / 100;
  }
  return result;
}

void Across::pair(Facts& facts) {
  std::ranges::stable_sort(facts, {}, [](const Fact& each) { return each.numbers.day; });
  Few deals;
  for (const Fact& each : facts) deals.push_back(&each);
  const std::string name = std::string(facts[0].buyer) + " " + std::string(facts[0].supplier);
  Few small;
  for (const Fact* each : deals) {
    const bool above = each->numbers.net > each->numbers.ceiling;
    const char* reason = !each->has(Fact::direct)        ? "method"
                         : each->numbers.day < 0         ? "no-dates"
                         : each->numbers.amount.zero()   ? "no-amount"
                         : !each->has(Fact::has_ceiling) ? "no-ceiling"
                         : !each->has(Fact::has_net)     ? "no-net-amount"
                         : each->has(Fact::excepted)     ? "exception"
                         : above                         ? "above"
                                                         : nullptr;
    for (const char* id : {"R011", "R049", "R055"}) asked(id, reason);
    if (reason == nullptr) small.push_back(each);
  }
  splitting(name, small);
  small_awards(name, small);
  growing(name, deals);
  twins(name, deals);
}

/// Direct awards of one kind that begin in one week, each within the ceiling and together above it.
void Across::splitting(const std::string& name, const Few& small) {
  if (!ledger_.asked("R011")) return;
  std::map<std::pair<std::int64_t, std::string_view>, Few> weeks;
  for (const Fact* each : small) weeks[{week_of(*each), each->criteria}].push_back(each);
  for (const auto& [week, all] : weeks) {
    const Sum sum = sum_of(all);
    if (one_each(all).size() < 2 || sum.net <= sum.ceiling) continue;
    tell("R011", IndicatorUnit::pair, {name, money_json(sum.net), money_json(sum.ceiling), {}},
         all);
  }
}

void Across::small_awards(const std::string& name, const Few& small) {
  for (const auto& [year, all] : by_year(small)) {
    const std::string subject = name + " " + std::to_string(year);
    const auto least = static_cast<std::size_t>(std::max<std::int64_t>(threshold("R049", 3), 2));
    const Few processes = one_each(all);
    if (ledger_.asked("R049") && processes.size() >= least) {
      tell("R049", IndicatorUnit::pair,
           {subject, std::to_string(processes.size()), std::to_string(least), {}}, all);
    }
    const std::int64_t percent = std::min<std::int64_t>(threshold("R055", 90), 100);
    const Few close = those(all, [&](const Fact& each) {
      const auto limit = each.numbers.ceiling.percent(percent);
      return limit && each.numbers.net >= *limit;
    });
    const Sum sum = sum_of(all);
    if (!ledger_.asked("R055") || processes.size() < 2) continue;
    const bool at_ceiling = one_each(close).size() > 1;
    if (!at_ceiling && sum.net <= sum.ceiling) continue;
    tell("R055", IndicatorUnit::pair, {subject, money_json(sum.net), money_json(sum.ceiling), {}},
         at_ceiling ? close : all);
  }
}

/// The first contract of a pair is a small direct award, and within a year comes one that is five
/// times as large.
void Across::growing(const std::string& name, const Few& deals) {
  const Few dated = those(deals, [](const Fact& each) {
    return each.numbers.day >= 0 && each.numbers.amount > base::Decimal();
  });
  const char* reason = dated.size() < 2               ? "too-few"
                       : !dated[0]->has(Fact::direct) ? "method"
                                                      : nullptr;
  if (!asked("R052", reason)) return;
  const auto least = dated[0]->numbers.amount.percent(threshold("R052", 5) * 100);
  for (const Fact* each : dated) {
    if (each->numbers.day > dated[0]->numbers.day + 365) break;
    if (!least || each->numbers.amount < *least || each->currency != dated[0]->currency) continue;
    if (each->numbers.day == dated[0]->numbers.day) continue;
    return tell("R052", IndicatorUnit::pair,
                {name, money_json(each->numbers.amount), money_json(*least), {}}, {dated[0], each});
  }
}

/// Contracts that are alike in title and amount and a few days apart, without a public tender.
void Across::twins(const std::string& name, const Few& deals) {
  if (!ledger_.asked("MX30")) return;
  const std::int64_t most = threshold("MX30", 15);
  using Key = std::pair<std::uint64_t, base::Decimal>;
  std::map<Key, Few> groups;
  std::set<std::pair<Key, std::uint64_t>> seen;
  for (const Fact* each : deals) {
    const char* reason = !each->has(Fact::contract)                ? "no-contract"
                         : each->has(Fact::open)                   ? "method"
                         : !each->has(Fact::signed_on)             ? "no-dates"
                         : each->numbers.title == 0                ? "no-title"
                         : each->numbers.amount <= base::Decimal() ? "no-amount"
                                                                   : nullptr;
    if (!asked("MX30", reason)) continue;
    // The same id is one contract that was published twice.
    const auto key = std::pair(each->numbers.title, each->numbers.amount);
    if (seen.emplace(key, each->numbers.id).second) groups[key].push_back(each);
  }
  std::vector<const Few*> order;
  for (const auto& [key, group] : groups) order.push_back(&group);
  std::ranges::sort(order, {}, [](const Few* group) { return (*group)[0]; });
  for (const Few* group : order) {
    Few near;
    // The contracts of one process are one decision.
    const auto say = [&] {
      if (one_each(near).size() > 1)
        tell("MX30", IndicatorUnit::pair, {name, std::to_string(near.size()), "2", {}}, near);
      near.clear();
    };
    for (const Fact* each : *group) {
      if (!near.empty() && each->numbers.day - near.back()->numbers.day > most) say();
      near.push_back(each);
    }
    say();
  }
}

void Across::supplier(std::string_view name, const Facts& facts) {
  Few all;
  for (const Fact& each : facts) all.push_back(&each);
  if (asked("MX19", nullptr) && buyers_.contains(name)) {
    tell("MX19", IndicatorUnit::supplier, {std::string(name), std::to_string(all.size()), "1", {}},
         all);
  }
  std::map<std::string_view, Few> by_buyer;
  for (const Fact* each : all) by_buyer[each->buyer].push_back(each);
  const char* reason = buyers_.size() < 5 ? "few-buyers" : all.size() <= 10 ? "too-few" : nullptr;
  if (!asked("MX26", reason)) return;
  const auto most = static_cast<double>(threshold("MX26", 50));
  for (const auto& [buyer, its] : by_buyer) {
    const double share = static_cast<double>(its.size()) / static_cast<double>(all.size()) * 100;
    if (buyer.empty() || share <= most) continue;
    tell("MX26", IndicatorUnit::supplier,
         {std::string(name), rounded(share), json_number(most), {}}, its);
  }
}

/// What is bought of a class in a year, in one currency.
void Across::market(std::string_view name, const Facts& facts) {
  Few deals;
  for (const Fact& each : facts) deals.push_back(&each);
  const auto found = Concentration::of(deals);
  if (!found) return;
  json::Writer out;
  out.raw("{\"market\":");
  out.escape(name);
  out.raw(",\"contracts\":" + std::to_string(found->contracts) +
          ",\"suppliers\":" + std::to_string(found->amounts.size()) +
          ",\"amount\":" + money_json(found->sum) + ",\"hhi\":" + rounded(found->hhi) +
          ",\"hhi_contracts\":" + rounded(found->hhi_contracts) + ",\"dominance\":" +
          rounded(found->dominance) + ",\"c4\":" + rounded(found->c4) + ",\"largest\":[");
  for (std::size_t at = 0; at < std::min<std::size_t>(found->amounts.size(), 4); ++at) {
    const auto& [supplier, amount] = found->amounts[at];
    out.raw(at == 0 ? "{\"supplier\":" : ",{\"supplier\":");
    out.escape(supplier);
    out.raw(",\"amount\":" + money_json(amount) +
            ",\"share\":" + rounded(percent_of(amount, found->sum)) + "}");
  }
  out.raw("]}");
  ledger_.markets().emplace_back(out.view());
  const char* few = deals.size() < 5 ? "too-few" : nullptr;
  const auto most = static_cast<double>(threshold("R050", 40));
  const double share = percent_of(found->amounts[0].second, found->sum);
  const std::string subject(name);
  const std::string_view who = found->amounts[0].first;
  const Few its = those(deals, [&](const Fact& each) { return each.supplier == who; });
  if (asked("R050", few) && share >= most && one_each(its).size() > 1) {
    tell("R050", IndicatorUnit::supplier,
         {std::string(who) + " " + subject, rounded(share), json_number(most), {}}, its);
  }
  const auto limit = static_cast<double>(threshold("R051", 2500));
  if (asked("R051", few) && found->hhi >= limit && one_each(its).size() > 1) {
    tell("R051", IndicatorUnit::market, {subject, rounded(found->hhi), json_number(limit), {}},
         deals);
  }
  const auto four = static_cast<double>(threshold("MX32", 80));
  if (asked("MX32", found->amounts.size() < 8 ? "too-few" : nullptr) && found->c4 * 100 >= four) {
    tell("MX32", IndicatorUnit::market, {subject, rounded(found->c4 * 100), json_number(four), {}},
         deals);
  }
}

/// Values of one kind of which the logarithm is outside of the fences. Those above only: small ones
/// are part of something.
void Across::odd_values(std::string_view id, const Facts& facts, std::size_t least) {
  std::vector<double> logarithms;
  for (const Fact& each : facts) logarithms.push_back(std::log(real(each.numbers.amount)));
  const bool few = facts.size() < least;
  const Fences fences(few ? std::vector<double>() : logarithms);
  const char* reason = few || fences.q3 <= fences.q1 ? "too-few" : nullptr;
  for (std::size_t at = 0; at < facts.size(); ++at) {
    // Items were counted when they were kept.
    if (id == "R016" ? !asked(id, reason) : reason != nullptr) continue;
    if (logarithms[at] <= fences.upper) continue;
    tell_one(id, facts[at], money_json(facts[at].numbers.amount), rounded(std::exp(fences.upper)));
  }
}

}  // namespace edca::indicators
