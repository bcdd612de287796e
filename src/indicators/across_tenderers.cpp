#include <algorithm>

#include "indicators/across.hpp"

namespace edca::indicators {
namespace {

constexpr std::size_t most_tenderers = 20;

}  // namespace

/// Those that took part; and each two of them, with the one of them that won.
void Across::keep_tenderers(const Case& given, const Fact& of) {
  std::vector<std::string> all;
  for (const json::Node* each : json::Elements(member(given.tender, "tenderers"))) {
    if (all.size() > most_tenderers) break;
    std::string key = given.key(each);
    if (!key.empty() && std::ranges::find(all, key) == all.end()) all.push_back(std::move(key));
  }
  std::set<std::string> winners;
  for (const Deal& deal : given.deals) {
    for (const json::Node* each : json::Elements(deal.suppliers)) winners.insert(given.key(each));
  }
  const char* reason = all.size() < 2                ? "one-tenderer"
                       : winners.empty()             ? "no-supplier"
                       : all.size() > most_tenderers ? "many-tenderers"
                                                     : nullptr;
  const bool pairs = asked("R053", reason);
  const bool met = asked("MX20", reason);
  if (reason != nullptr) return;
  std::ranges::sort(all);
  Fact fact = of;
  const json::Node* winner = first_of(given.deals[0].suppliers);
  const std::string pointer = given.deals[0].award_pointer + "/suppliers/0/id";
  const std::string value = json_of(member(winner, "id"));
  fact.pointer = pointer;
  fact.value = value;
  for (std::size_t one = 0; one < all.size(); ++one) {
    ++bids_[hash(all[one])];
    if (ledger_.asked("MX21") && !of.buyer.empty()) {
      Fact bid = fact;
      bid.supplier = all[one];
      bid.numbers.is |= Fact::bid;
      if (winners.contains(all[one])) bid.numbers.is |= Fact::won;
      kept_.add(key_.assign("B").append(of.buyer), bid);
    }
    for (std::size_t two = one + 1; (pairs || met) && two < all.size(); ++two) {
      const bool first = winners.contains(all[one]);
      const bool second = winners.contains(all[two]);
      fact.supplier = first == second ? std::string_view() : first ? all[one] : all[two];
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
      if (each.supplier.empty()) continue;
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
    double sum = 0;
    for (const Fact& each : facts) sum += each.numbers.share;
    const double mean = sum / static_cast<double>(facts.size()) * 100;
    if (ledger_.stopped() || mean < most || bids_[hash(facts[0].supplier)] < least) return;
    tell("MX20", IndicatorUnit::process, {std::string(ocid), rounded(mean), json_number(most), {}},
         {&facts[0]});
  });
}

}  // namespace edca::indicators
