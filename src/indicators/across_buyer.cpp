#include <algorithm>
#include <array>
#include <cmath>

#include "indicators/across.hpp"
#include "indicators/quantile.hpp"

namespace edca::indicators {
namespace {

using enum IndicatorUnit;

double share(std::size_t part, std::size_t all) {
  return static_cast<double>(part) / static_cast<double>(all) * 100;
}

bool competed(const Fact& fact) {
  return (fact.numbers.is & (Fact::open | Fact::selective)) != 0;
}

Across::Proof tenderers(const Fact& fact) {
  return {"/tender/numberOfTenderers", std::to_string(fact.numbers.tenderers)};
}

}  // namespace

void Across::buyer(std::string_view name, Facts& facts) {
  buyers_.emplace(name);
  Few processes;
  Few deals;
  Few bids;
  for (const Fact& fact : facts) {
    (fact.has(Fact::bid) ? bids : fact.has(Fact::process) ? processes : deals).push_back(&fact);
  }
  exceptions(name, processes);
  reasons(processes);
  notices(processes);
  few_bidders(name, processes);
  criteria(name, processes);
  single_bids(name, processes);
  incomplete(name, processes);
  estimates(processes);
  direct_trend(name, processes);
  joint_awards(name, deals);
  benford(name, deals);
  unpublished(deals);
  often_amended(name, deals);
  under_ceilings(name, deals);
  same_goods(name, deals);
  auto bids_of = by_year(bids);
  for (const auto& [year, those] : by_year(deals)) {
    of_year(name, year, those);
    favours(name, year, those, bids_of[year]);
  }
}

/// The public tender is the rule.
void Across::exceptions(std::string_view name, const Few& processes) {
  const Few told = those(processes, [](const Fact& each) {
    return (each.numbers.is & (Fact::open | Fact::selective | Fact::direct)) != 0;
  });
  const auto least = static_cast<std::size_t>(whole("R013", "least", 10));
  if (!asked("R013", told.size() < std::max<std::size_t>(least, 1) ? "too-few" : nullptr)) return;
  const Few other = those(told, [](const Fact& each) { return !each.has(Fact::open); });
  const double part = share(other.size(), told.size());
  const auto most = static_cast<double>(threshold("R013", 30));
  if (part <= most) return;
  tell("R013", IndicatorUnit::buyer, {std::string(name), rounded(part), json_number(most), {}},
       other);
}

/// Exceptions without reasons, of a body that gives them elsewhere: one that never does has no
/// field for them.
void Across::reasons(const Few& processes) {
  const Few exceptions = those(processes, [](const Fact& each) {
    return (each.numbers.is & (Fact::selective | Fact::direct)) != 0;
  });
  const Few without = those(exceptions, [](const Fact& each) { return !each.has(Fact::reasoned); });
  const bool habit = without.size() * 2 > exceptions.size();
  for (const Fact* each : exceptions) {
    if (!asked("R010", habit ? "habit" : nullptr) || each->has(Fact::reasoned)) continue;
    tell_one("R010", *each, "0", "1");
  }
}

/// Open procedures without a notice, of a body that gives it elsewhere.
void Across::notices(const Few& processes) {
  const Few open =
      those(processes, [](const Fact& each) { return each.has(Fact::open | Fact::calls); });
  const Few without = those(open, [](const Fact& each) { return !each.has(Fact::called); });
  const bool habit = without.size() * 2 > open.size();
  for (const Fact* each : open) {
    if (!asked("R005", habit ? "habit" : nullptr) || each->has(Fact::called)) continue;
    tell_one("R005", *each, "\"tenderNotice\"", "");
  }
}

void Across::few_bidders(std::string_view name, const Few& processes) {
  std::map<std::string_view, Few> classes;
  for (const Fact* each : processes) {
    if (competed(*each) && each->numbers.tenderers > 0 && !each->kind().empty()) {
      classes[each->kind()].push_back(each);
    }
  }
  for (const auto& [code, all] : classes) {
    if (!asked("R019", all.size() < 5 ? "too-few" : nullptr)) continue;
    double sum = 0;
    for (const Fact* each : all) sum += each->numbers.tenderers;
    const double mean = sum / static_cast<double>(all.size());
    const auto least = static_cast<double>(threshold("R019", 2));
    if (mean >= least) continue;
    tell("R019", IndicatorUnit::buyer,
         {std::string(name) + " " + std::string(code), rounded(mean), json_number(least), {}}, all,
         tenderers);
  }
}

/// Where every process has the same criterion, it is what a form has filled in.
void Across::criteria(std::string_view name, const Few& processes) {
  constexpr std::array<std::string_view, 2> price{"priceOnly", "lowestCost"};
  constexpr std::array<std::string_view, 5> other{"ratedCriteria", "qualityOnly", "costOnly",
                                                  "bestProposal", "bestValueToGovernment"};
  const auto is = [](const auto& list, std::string_view code) {
    return std::ranges::find(list, code) != list.end();
  };
  const Few told = those(processes, [&](const Fact& each) {
    return competed(each) && (is(price, each.criteria) || is(other, each.criteria));
  });
  const bool alike = std::ranges::all_of(
      told, [&](const Fact* each) { return each->criteria == told[0]->criteria; });
  if (!asked("R021", told.size() < 10 ? "too-few" : alike ? "habit" : nullptr)) return;
  const Few free = those(told, [&](const Fact& each) { return is(other, each.criteria); });
  const double part = share(free.size(), told.size());
  const auto most = static_cast<double>(threshold("R021", 75));
  if (part <= most) return;
  tell("R021", IndicatorUnit::buyer, {std::string(name), rounded(part), json_number(most), {}},
       free, [](const Fact& each) {
         return Proof{"/tender/awardCriteria", "\"" + std::string(each.criteria) + "\""};
       });
}

void Across::single_bids(std::string_view name, const Few& processes) {
  const Few told = those(processes, [](const Fact& each) {
    return each.has(Fact::open) && each.numbers.tenderers > 0;
  });
  if (!asked("MX31", told.size() < 10 ? "too-few" : nullptr)) return;
  const Few single = those(told, [](const Fact& each) { return each.numbers.tenderers == 1; });
  const double part = share(single.size(), told.size());
  const auto most = static_cast<double>(threshold("MX31", 50));
  if (part < most) return;
  tell("MX31", IndicatorUnit::buyer, {std::string(name), rounded(part), json_number(most), {}},
       single, tenderers);
}

void Across::incomplete(std::string_view name, const Few& processes) {
  const Few done = those(processes, [](const Fact& each) { return each.has(Fact::typed); });
  if (!asked("MX24", done.size() < 10 ? "too-few" : nullptr)) return;
  const Few lacking = those(done, [](const Fact& each) { return each.has(Fact::incomplete); });
  const double part = share(lacking.size(), done.size());
  const auto most = static_cast<double>(threshold("MX24", 50));
  if (part <= most) return;
  tell("MX24", IndicatorUnit::buyer, {std::string(name), rounded(part), json_number(most), {}},
       lacking);
}

/// Where most are equal, the estimate was filled in from the contract.
void Across::estimates(const Few& processes) {
  const Few told = those(processes, [](const Fact& each) { return each.has(Fact::estimated); });
  const Few equal = those(told, [](const Fact& each) { return each.has(Fact::equal); });
  const bool habit = equal.size() * 2 > told.size();
  for (const Fact* each : told) {
    if (!asked("R031", habit ? "habit" : nullptr) || !each->has(Fact::equal)) continue;
    tell_one("R031", *each, "1.0", "1.0");
  }
}

/// The slope of a straight line through the shares of the years, by least squares.
void Across::direct_trend(std::string_view name, const Few& processes) {
  std::vector<std::pair<double, double>> points;
  Few last;
  for (const auto& [year, all] : by_year(processes)) {
    const Few told =
        those(all, [](const Fact& each) { return competed(each) || each.has(Fact::direct); });
    if (told.size() < 10) continue;
    const Few direct = those(told, [](const Fact& each) { return each.has(Fact::direct); });
    points.emplace_back(year, share(direct.size(), told.size()));
    last = direct;
  }
  if (!asked("MX22", points.size() < 3 ? "too-few" : nullptr)) return;
  double x = 0;
  double y = 0;
  for (const auto& [year, part] : points) {
    x += year / static_cast<double>(points.size());
    y += part / static_cast<double>(points.size());
  }
  double above = 0;
  double below = 0;
  for (const auto& [year, part] : points) {
    above += (year - x) * (part - y);
    below += (year - x) * (year - x);
  }
  const auto least = static_cast<double>(threshold("MX22", 5));
  if (above / below < least) return;
  tell("MX22", IndicatorUnit::buyer,
       {std::string(name), rounded(above / below), json_number(least), {}}, last);
}

/// Held against other buyers at the end.
void Across::joint_awards(std::string_view name, const Few& deals) {
  const Few told = those(deals, [](const Fact& each) { return each.numbers.suppliers > 0; });
  if (!asked("R026", told.size() < 20 ? "too-few" : nullptr)) return;
  const Few joint = those(told, [](const Fact& each) { return each.numbers.suppliers > 1; });
  Joint one{share(joint.size(), told.size()), {std::string(name), {}, {}, {}}, {}};
  for (const Fact* each : joint) {
    if (one.flag.evidence.size() < 20) one.flag.evidence.push_back(kept_.evidence(*each));
    if (one.flag.ocids.size() < 100) one.flag.ocids.emplace_back(each->ocid);
  }
  joint_.push_back(std::move(one));
}

void Across::finish_joint_awards() {
  std::vector<double> shares;
  for (const Joint& each : joint_) shares.push_back(each.share);
  if (shares.empty()) return;
  const Fences fences(shares);
  ledger_.figure("R026", "q1", fences.q1);
  ledger_.figure("R026", "q3", fences.q3);
  ledger_.figure("R026", "upper_fence", fences.upper);
  if (shares.size() < 10) return ledger_.not_applicable("R026", "too-few");
  for (Joint& each : joint_) {
    // Where hardly anybody awards jointly, the fence is nothing.
    if (each.share < 10 || each.share <= fences.upper) continue;
    each.flag.subject = each.flag.buyer = each.said.subject;
    each.flag.value = rounded(each.share);
    each.flag.threshold = rounded(fences.upper);
    ledger_.flag("R026", IndicatorUnit::buyer, std::move(each.flag));
  }
}

/// First digits as numbers that grow by parts have them; the limit of the mean absolute deviation
/// is that of Nigrini.
void Across::benford(std::string_view name, const Few& deals) {
  std::array<double, 10> counts{};
  Few all;
  for (const Fact* each : deals) {
    const std::size_t first = each->value.find_first_of("123456789");
    if (each->numbers.amount <= base::Decimal() || first == each->value.npos) continue;
    ++counts[static_cast<std::size_t>(each->value[first] - '0')];
    all.push_back(each);
  }
  if (!asked("R029", all.size() < 300 ? "too-few" : nullptr)) return;
  double deviation = 0;
  for (std::size_t digit = 1; digit < counts.size(); ++digit) {
    const double expected = std::log10(1 + 1 / static_cast<double>(digit));
    deviation += std::abs(counts[digit] / static_cast<double>(all.size()) - expected) / 9;
  }
  const double most = settings_.real("R029", "threshold").value_or(0.015);
  if (deviation <= most) return;
  tell("R029", IndicatorUnit::buyer, {std::string(name), rounded(deviation), json_number(most), {}},
       all);
}

/// Contracts without their text, of a body that publishes most of them.
void Across::unpublished(const Few& deals) {
  const Few due = those(deals, [](const Fact& each) {
    return each.has(Fact::contract | Fact::signed_on | Fact::overdue);
  });
  const Few without = those(due, [](const Fact& each) { return !each.has(Fact::published); });
  const bool habit = without.size() * 2 > due.size();
  for (const Fact* each : due) {
    if (!asked("R063", habit ? "habit" : nullptr) || each->has(Fact::published)) continue;
    tell_one("R063", *each, "0", "1");
  }
}

void Across::often_amended(std::string_view name, const Few& deals) {
  const Few contracts = those(deals, [](const Fact& each) { return each.has(Fact::contract); });
  if (!asked("MX33", contracts.size() < 10 ? "too-few" : nullptr)) return;
  const Few amended =
      those(contracts, [](const Fact& each) { return each.numbers.amendments > 0; });
  const double part = share(amended.size(), contracts.size());
  const auto most = static_cast<double>(threshold("MX33", 50));
  if (part < most) return;
  tell("MX33", IndicatorUnit::buyer, {std::string(name), rounded(part), json_number(most), {}},
       amended);
}

/// As many should lie a little below a ceiling as a little above. Held against chance at the end.
void Across::under_ceilings(std::string_view name, const Few& deals) {
  std::size_t below = 0;
  std::size_t above = 0;
  Few close;
  for (const Fact* each : deals) {
    if (!each->has(Fact::has_net | Fact::has_ceiling) || each->has(Fact::excepted)) continue;
    const auto least = each->numbers.ceiling.percent(95);
    const auto most = each->numbers.ceiling.percent(105);
    if (!least || !most || each->numbers.net < *least || each->numbers.net > *most) continue;
    const bool under = each->numbers.net <= each->numbers.ceiling;
    ++(under ? below : above);
    if (under) close.push_back(each);
  }
  if (!asked("MX29", below + above < 5 ? "too-few" : nullptr)) return;
  // The chance of so many below, or more, of a coin: sums of logarithms, for many of them.
  const auto all = static_cast<double>(below + above);
  double p = 0;
  for (std::size_t at = below; at <= below + above; ++at) {
    const auto k = static_cast<double>(at);
    p += std::exp(std::lgamma(all + 1) - std::lgamma(k + 1) - std::lgamma(all - k + 1) -
                  all * std::log(2.0));
  }
  Bunch one{p, {}};
  one.flag.subject = one.flag.buyer = name;
  one.flag.value = std::to_string(below);
  one.flag.threshold = std::to_string(below + above);
  for (const Fact* each : close) {
    if (one.flag.evidence.size() < 20) one.flag.evidence.push_back(kept_.evidence(*each));
    if (one.flag.ocids.size() < 100) one.flag.ocids.emplace_back(each->ocid);
  }
  bunches_.push_back(std::move(one));
}

/// Of all buyers so many as leave one false flag in twenty (Benjamini and Hochberg).
void Across::finish_bunching() {
  std::vector<double> chances;
  for (const Bunch& each : bunches_) chances.push_back(each.p);
  std::ranges::sort(chances);
  double limit = -1;
  for (std::size_t at = 0; at < chances.size(); ++at) {
    const double allowed = 0.05 * static_cast<double>(at + 1) / static_cast<double>(chances.size());
    if (chances[at] <= allowed) limit = chances[at];
  }
  for (Bunch& each : bunches_) {
    if (each.p <= limit) ledger_.flag("MX29", IndicatorUnit::buyer, std::move(each.flag));
  }
}

/// The very same goods, asked for by the same unit in one year, in awards that only their amount
/// allows and that are above the ceiling together.
void Across::same_goods(std::string_view name, const Few& deals) {
  std::map<std::string, Few> groups;
  for (const Fact* each : deals) {
    if (!each->has(Fact::direct)) continue;
    const char* reason = !each->has(Fact::has_ceiling)               ? "no-ceiling"
                         : !each->has(Fact::has_net)                 ? "no-net-amount"
                         : each->has(Fact::excepted)                 ? "exception"
                         : each->item.size() < 8                     ? "no-classification"
                         : each->unit.empty()                        ? "no-unit"
                         : each->numbers.net > each->numbers.ceiling ? "above"
                                                                     : nullptr;
    if (!asked("MX28", reason)) continue;
    std::string key(each->item.substr(0, 8));
    key.append(" ").append(std::to_string(each->year())).append(" ").append(each->unit);
    groups[key].push_back(each);
  }
  for (const auto& [key, all] : groups) {
    base::Decimal sum;
    base::Decimal ceiling;
    for (const Fact* each : all) {
      sum = sum.plus(each->numbers.net).value_or(sum);
      ceiling = std::max(ceiling, each->numbers.ceiling);
    }
    if (one_each(all).size() < 2 || sum <= ceiling) continue;
    tell("MX28", IndicatorUnit::buyer,
         {std::string(name) + " " + key, money_json(sum), money_json(ceiling), {}}, all);
  }
}

}  // namespace edca::indicators
