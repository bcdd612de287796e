#include <charconv>

#include "indicators/cardinal.hpp"

namespace edca::indicators {
namespace {

/// An amount as the double that Cardinal reckons with.
std::optional<double> amount_of(const json::Node* bid) {
  const auto digits = number(member(bid, "value", "amount"));
  if (!digits) return std::nullopt;
  double value = 0;
  const auto [at, error] = std::from_chars(digits->data(), digits->data() + digits->size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::optional<std::string_view> status_of(const json::Node* bid) {
  return text(member(bid, "status"));
}

/// The one tenderer of a bid.
std::optional<std::string_view> only_tenderer(const json::Node* bid) {
  const json::Node* tenderers = member(bid, "tenderers");
  if (json::Elements(tenderers).size() != 1) return std::nullopt;
  return text(member(tenderers + 1, "id"));
}

/// Adds the ids of organizations.
void add_ids(const json::Node* organizations, std::set<std::string_view>& ids) {
  for (const json::Node* each : json::Elements(organizations)) {
    if (const auto id = text(member(each, "id"))) ids.insert(*id);
  }
}

struct Lowest {
  const json::Node* bid = nullptr;
  double amount = 0;

  void take(const json::Node* other, double other_amount) {
    if (bid != nullptr && !(other_amount < amount)) return;
    bid = other;
    amount = other_amount;
  }
};

}  // namespace

/// What R024 and R058 need: how much dearer the second lowest bid is than the winning one.
void Cardinal::close_price(const Process& process, const View& view) {
  const bool close = asked("R024", view, true);
  const bool deep = asked("R058", view, true);
  if ((!close && !deep) || !view.only_supplier) return;
  if (excluded(view, price_details_, no_price_details_)) return;
  Lowest winner;
  Lowest other;
  for (const json::Node* bid : json::Elements(view.bids)) {
    const auto bidder = only_tenderer(bid);
    const auto amount = amount_of(bid);
    const auto currency = text(member(bid, "value", "currency"));
    if (!bidder || !amount || !currency || status_of(bid) != "valid") continue;
    if (!is_main(*currency)) continue;
    (*bidder == *view.only_supplier ? winner : other).take(bid, *amount);
  }
  if (winner.bid == nullptr || other.bid == nullptr || !(other.amount >= winner.amount)) return;
  prices_.insert_or_assign(std::string(process.ocid),
                           Price{(other.amount - winner.amount) / winner.amount,
                                 std::string(*view.only_supplier),
                                 std::string(*only_tenderer(other.bid)),
                                 {bid(process, view, winner.bid), bid(process, view, other.bid)}});
}

void Cardinal::frequent_loser(const View& view) {
  if (!view.only_supplier) return;
  Ids bidders;
  for (const json::Node* bid : json::Elements(view.bids)) {
    const auto bidder = only_tenderer(bid);
    if (bidder && status_of(bid) == "valid") bidders.insert(*bidder);
  }
  for (const std::string_view bidder : bidders) {
    Fraction& fraction = losers_[std::string(bidder)];
    fraction.of += bidder == *view.only_supplier ? 1 : 0;
    ++fraction.all;
  }
}

void Cardinal::equal_prices(const Process& process, const View& view) {
  if (excluded(view, price_details_, no_price_details_)) return;
  struct Holder {
    Ids ids;
    const json::Node* bid;
  };
  std::map<std::pair<double, std::string_view>, Holder> prices;
  Ids flagged;
  std::vector<IndicatorEvidence> evidence;
  for (const json::Node* each : view.submitted) {
    const auto amount = amount_of(each);
    const auto currency = text(member(each, "value", "currency"));
    if (!amount || !currency) continue;
    Ids ids;
    add_ids(member(each, "tenderers"), ids);
    if (ids.empty()) continue;
    const auto [at, is_new] = prices.try_emplace({*amount, *currency}, Holder{ids, each});
    if (is_new) continue;
    if (at->second.ids != ids) {
      if (flagged.empty()) evidence.push_back(bid(process, view, at->second.bid));
      evidence.push_back(bid(process, view, each));
      flagged.insert(ids.begin(), ids.end());
      flagged.insert(at->second.ids.begin(), at->second.ids.end());
    }
    at->second = {ids, each};
  }
  if (flagged.empty()) return;
  for (const std::string_view id : flagged) set(tenderer, id, "R028", 1);
  tell("R028", process, 1, std::move(evidence));
}

void Cardinal::late_winner(const Process& process, const View& view) {
  const json::Node* end = member(view.tender, "tenderPeriod", "endDate");
  const auto last = text(end);
  if (!last || !view.has_lists) return;
  Ids suppliers;
  for (const json::Node* award : view.complete) add_ids(member(award, "suppliers"), suppliers);
  std::vector<IndicatorEvidence> evidence;
  for (const json::Node* each : json::Elements(view.bids)) {
    const json::Node* date = member(each, "date");
    const auto when = text(date);
    // As texts, which is what Cardinal compares.
    if (status_of(each) != "valid" || !when || !(*when > *last)) continue;
    Ids ids;
    add_ids(member(each, "tenderers"), ids);
    bool won = false;
    for (const std::string_view id : ids) {
      if (!suppliers.contains(id)) continue;
      won = true;
      set(tenderer, id, "R030", 1);
    }
    if (!won) continue;
    IndicatorEvidence found = bid(process, view, each);
    found.pointer = found.pointer.substr(0, found.pointer.find("/value"));
    found.pointer = found.pointer.substr(0, found.pointer.find("/status")) + "/date";
    found.value = indicators::evidence(process, "", date).value;
    evidence.push_back(std::move(found));
  }
  if (evidence.empty()) return;
  evidence.push_back(indicators::evidence(process, "/tender/tenderPeriod/endDate", end));
  tell("R030", process, 1, std::move(evidence));
}

void Cardinal::all_but_winner(const Process& process, const View& view) {
  if (!view.final) return;
  Ids suppliers;
  Ids valid;
  Ids disqualified;
  std::vector<const json::Node*> out;
  for (const json::Node* award : view.complete) add_ids(member(award, "suppliers"), suppliers);
  for (const json::Node* each : json::Elements(view.bids)) {
    const auto status = status_of(each);
    if (status == "valid") add_ids(member(each, "tenderers"), valid);
    if (status != "disqualified") continue;
    add_ids(member(each, "tenderers"), disqualified);
    out.push_back(each);
  }
  if (valid.size() != 1 || valid != suppliers) return;
  disqualified.erase(*valid.begin());
  const std::uint64_t least =
      std::max<std::uint64_t>(settings_.count("R035", "threshold").value_or(1), 1);
  if (disqualified.size() < least) return;
  std::vector<IndicatorEvidence> evidence;
  for (const json::Node* each : out) evidence.push_back(bid(process, view, each));
  set(tenderer, *valid.begin(), "R035", 0);
  tell("R035", process, static_cast<double>(disqualified.size()), std::move(evidence));
}

void Cardinal::lowest_out(const Process& process, const View& view) {
  if (excluded(view, price_details_, no_price_details_) || view.complete.empty()) return;
  Lowest lowest;
  bool has_valid = false;
  for (const json::Node* each : view.submitted) {
    const auto amount = amount_of(each);
    const auto currency = text(member(each, "value", "currency"));
    if (!amount || !currency || !is_main(*currency)) continue;
    lowest.take(each, *amount);
    has_valid = has_valid || status_of(each) == "valid";
  }
  if (!has_valid || status_of(lowest.bid) != "disqualified") return;
  tell("R036", process, 1, {bid(process, view, lowest.bid)});
}

void Cardinal::many_disqualified(const Process& process, const View& view) {
  if (view.submitted.empty()) return;
  Fraction all;
  for (const json::Node* each : view.submitted) {
    const std::uint64_t out = status_of(each) == "disqualified" ? 1 : 0;
    all.of += out;
    ++all.all;
    for (const json::Node* one : json::Elements(member(each, "tenderers"))) {
      const auto id = text(member(one, "id"));
      if (!id) continue;
      Fraction& fraction = disqualified_[tenderer][std::string(*id)];
      fraction.of += out;
      ++fraction.all;
    }
  }
  const auto add = [&](Group group, std::optional<std::string_view> id) {
    if (!id) return;
    Fraction& fraction = disqualified_[group][std::string(*id)];
    fraction.of += all.of;
    fraction.all += all.all;
  };
  add(buyer, text(member(process.release, "buyer", "id")));
  add(procuring_entity, text(member(view.tender, "procuringEntity", "id")));
}

}  // namespace edca::indicators
