#include <algorithm>
#include <map>

#include "indicators/across.hpp"

namespace edca::indicators {
namespace {

constexpr std::size_t most_tenderers = 20;

/// The id of a winner: where it stands, and what it is, as JSON.
struct Award {
  std::string pointer;
  std::string value;
};
using Winners = std::map<std::string, Award>;

Winners winners_of(const Case& given) {
  Winners winners;
  for (const Deal& deal : given.deals) {
    std::size_t at = 0;
    for (const json::Node* each : json::Elements(deal.suppliers)) {
      const std::string pointer = deal.award_pointer + "/suppliers/" + std::to_string(at++) + "/id";
      winners.try_emplace(given.key(each), Award{pointer, json_of(member(each, "id"))});
    }
  }
  return winners;
}

}  // namespace

/// Those that took part; and each two of them, with the one of them that won.
void Across::keep_tenderers(const Case& given, const Fact& of) {
  std::vector<std::string> all;
  for (const json::Node* each : json::Elements(member(given.tender, "tenderers"))) {
    if (all.size() > most_tenderers) break;
    std::string key = given.key(each);
    if (!key.empty() && std::ranges::find(all, key) == all.end()) all.push_back(std::move(key));
  }
  const Winners winners = winners_of(given);
  const char* reason = all.size() < 2                ? "one-tenderer"
                       : winners.empty()             ? "no-supplier"
                       : all.size() > most_tenderers ? "many-tenderers"
                                                     : nullptr;
  const bool pairs = asked("R053", reason);
  const bool met = asked("MX20", reason);
  if (reason != nullptr) return;
  std::ranges::sort(all);
  Fact fact = of;
  for (std::size_t one = 0; one < all.size(); ++one) {
    ++bids_[hash(all[one])];
    if (ledger_.asked("MX21") && !of.buyer.empty()) {
      Fact bid;
      bid.supplier = all[one];
      bid.numbers.day = of.numbers.day;
      bid.numbers.is = of.numbers.is & (Fact::open | Fact::selective | Fact::direct);
      bid.numbers.is |= Fact::bid;
      if (winners.contains(all[one])) bid.numbers.is |= Fact::won;
      kept_.add(key_.assign("B").append(of.buyer), bid);
    }
    for (std::size_t two = one + 1; (pairs || met) && two < all.size(); ++two) {
      const auto first = winners.find(all[one]);
      const auto second = winners.find(all[two]);
      const bool none = first == winners.end();
      if (none == (second == winners.end())) {
        fact.supplier = fact.pointer = fact.value = {};
      } else {
        const auto& [winner, award] = none ? *second : *first;
        fact.supplier = winner;
        fact.pointer = award.pointer;
        fact.value = award.value;
      }
      kept_.add(key_.assign("W").append(all[one]).append("\n").append(all[two]), fact);
    }
  }
}

/// Two that take part in the same processes, where one of them wins.
void Across::two_tenderers(std::string_view key, const Facts& facts) {
  if (ledger_.asked("MX20")) {
    const std::size_t end = key.find('\n');
    const double of_both = static_cast<double>(bids_[hash(key.substr(0, end))]) +
                           static_cast<double>(bids_[hash(key.substr(end + 1))]);
    const auto together = static_cast<double>(facts.size());
    for (const Fact& each : facts) {
      // Where an id has a line break in it, the two are not known by the key.
      if (each.supplier.empty() || of_both - together < together) continue;
      Fact fact = each;
      fact.numbers.share = together / (of_both - together);
      met_.add(each.ocid, fact);
    }
  }
  if (!ledger_.asked("R053")) return;
  const auto least = static_cast<std::size_t>(std::max<std::int64_t>(whole("R053", "least", 4), 1));
  if (facts.size() < least) return;
  std::map<std::string_view, Few> wins;
  for (const Fact& each : facts) {
    if (!each.supplier.empty()) wins[each.supplier].push_back(&each);
  }
  const auto most = static_cast<double>(threshold("R053", 80));
  for (const auto& [winner, won] : wins) {
    const double share = static_cast<double>(won.size()) / static_cast<double>(facts.size()) * 100;
    if (share < most) continue;
    std::string both(key);
    std::ranges::replace(both, '\n', ' ');
    tell("R053", IndicatorUnit::pair, {std::move(both), rounded(share), json_number(most), {}},
         won);
  }
}

/// A winner that meets those it wins against nearly always when it takes part: the mean of the
/// Jaccard index of the winner and each of the others. Of one that seldom takes part it says
/// nothing.
void Across::finish_met() {
  const auto least = static_cast<std::uint32_t>(whole("MX20", "least", 5));
  const auto most = static_cast<double>(threshold("MX20", 60));
  met_.each([&](std::string_view ocid, const Facts& facts) {
    std::map<std::string_view, Few> winners;
    for (const Fact& each : facts) winners[each.supplier].push_back(&each);
    for (const auto& [winner, those] : winners) {
      double sum = 0;
      for (const Fact* each : those) sum += each->numbers.share;
      const double mean = sum / static_cast<double>(those.size()) * 100;
      if (ledger_.stopped() || mean < most || bids_[hash(winner)] < least) continue;
      tell("MX20", IndicatorUnit::process,
           {std::string(ocid), rounded(mean), json_number(most), {}}, {those[0]});
    }
  });
}

}  // namespace edca::indicators
