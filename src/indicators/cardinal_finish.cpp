#include "indicators/cardinal.hpp"

namespace edca::indicators {
namespace {

template <class Map, class Number>
std::vector<double> numbers(const Map& map, const Number& number) {
  std::vector<double> result;
  for (const auto& [key, value] : map) result.push_back(number(value));
  return result;
}

}  // namespace

void Cardinal::finish() {
  if (ledger_.asked("R024") || ledger_.asked("R058")) finish_prices();
  if (ledger_.asked("R025")) finish_losers();
  if (ledger_.asked("R038")) {
    const std::uint64_t processes =
        settings_.count("R038", "minimum_contracting_processes").value_or(2);
    finish_disqualified(disqualified_[buyer], buyer, "Buyer", processes);
    finish_disqualified(disqualified_[procuring_entity], procuring_entity, "ProcuringEntity",
                        processes);
    finish_disqualified(disqualified_[tenderer], tenderer, "Tenderer",
                        settings_.count("R038", "minimum_submitted_bids").value_or(2));
  }
  if (ledger_.asked("R048")) finish_heterogeneous();
}

/// Cardinal's results hold whatever is at a fence. A flag is told only where the fence means
/// something: among ten at least, and where their quartiles differ; or where the threshold is the
/// user's own.
void Cardinal::tellable(std::string_view id, const Fences& fences, std::size_t count, bool own) {
  constexpr std::size_t least = 10;
  tells_ = own || (count >= least && fences.q3 > fences.q1);
  if (!tells_ && count > 0) ledger_.not_applicable(id, "too-few");
}

void Cardinal::tell_subject(std::string_view id, Group group, std::string_view subject,
                            double value, double threshold) {
  set(group, subject, id, value);
  if (!tells_) return;
  IndicatorFlag flag;
  flag.subject = subject;
  (group == tenderer ? flag.supplier : flag.buyer) = subject;
  flag.value = json_number(value);
  flag.threshold = json_number(threshold);
  ledger_.flag(id, group == tenderer ? IndicatorUnit::supplier : IndicatorUnit::buyer,
               std::move(flag));
}

void Cardinal::finish_prices() {
  const Fences fences(numbers(prices_, [](const Price& price) { return price.ratio; }));
  const auto told = [&](std::string_view id, const std::string& ocid_of, const Price& price,
                        double fence) {
    set(ocid, ocid_of, id, price.ratio);
    set(tenderer, price.winner, id, 0);
    if (!tells_) return;
    IndicatorFlag flag;
    flag.subject = ocid_of;
    flag.value = json_number(price.ratio);
    flag.threshold = json_number(fence);
    flag.ocids = {ocid_of};
    flag.evidence = price.evidence;
    ledger_.flag(id, std::move(flag));
  };
  const auto own = [&](std::string_view id) {
    const auto threshold = settings_.real(id, "threshold");
    if (!threshold) {
      ledger_.figure(id, "q1", fences.q1);
      ledger_.figure(id, "q3", fences.q3);
    }
    return threshold;
  };
  if (ledger_.asked("R024")) {
    const auto threshold = own("R024");
    const double fence = threshold.value_or(fences.lower);
    ledger_.figure("R024", "lower_fence", fence);
    tellable("R024", fences, prices_.size(), threshold.has_value());
    // Where a quarter or more have no difference at all, as many would be flagged.
    const bool runs = (threshold || fences.q1 > 0) && fence > 0;
    for (const auto& [id, price] : prices_) {
      if (!runs || !(price.ratio <= fence)) continue;
      set(tenderer, price.other, "R024", 0);
      told("R024", id, price, fence);
    }
  }
  if (!ledger_.asked("R058")) return;
  const auto threshold = own("R058");
  const double fence = threshold.value_or(fences.upper);
  tellable("R058", fences, prices_.size(), threshold.has_value());
  ledger_.figure("R058", "upper_fence", fence);
  for (const auto& [id, price] : prices_) {
    if (fence > 0 && price.ratio >= fence) told("R058", id, price, fence);
  }
}

void Cardinal::finish_losers() {
  const auto percentile = static_cast<double>(settings_.count("R025", "percentile").value_or(75));
  const double least =
      quantile(numbers(losers_, [](const Fraction& f) { return static_cast<double>(f.all); }),
               percentile / 100);
  const Fences fences(numbers(losers_, [](const Fraction& f) { return f.ratio(); }));
  const auto threshold = settings_.real("R025", "threshold");
  if (!threshold) {
    ledger_.figure("R025", "q1", fences.q1);
    ledger_.figure("R025", "q3", fences.q3);
  }
  const double fence = threshold.value_or(fences.lower);
  ledger_.figure("R025", "upper_fence", least);
  ledger_.figure("R025", "lower_fence", fence);
  tellable("R025", fences, losers_.size(), threshold.has_value());
  if (!((threshold || fences.q1 > 0) && fence > 0)) return;
  for (const auto& [id, fraction] : losers_) {
    const double ratio = fraction.ratio();
    if (!(static_cast<double>(fraction.all) >= least && ratio <= fence)) continue;
    tell_subject("R025", tenderer, id, ratio, fence);
  }
}

/// `least` is compared with the number of bids, for buyers too, as the program of Cardinal does.
void Cardinal::finish_disqualified(const Fractions& fractions, Group group, std::string_view name,
                                   std::uint64_t least) {
  std::map<std::string_view, double> ratios;
  for (const auto& [id, fraction] : fractions) {
    if (fraction.all >= least) ratios.emplace(id, fraction.ratio());
  }
  if (ratios.empty()) return;
  const auto threshold = settings_.real("R038", "threshold");
  const Fences fences(numbers(ratios, [](double ratio) { return ratio; }));
  const std::string prefix = std::string(name) + "_";
  if (!threshold) {
    ledger_.figure("R038", prefix + "q1", fences.q1);
    ledger_.figure("R038", prefix + "q3", fences.q3);
  }
  const double fence = threshold.value_or(fences.upper);
  ledger_.figure("R038", prefix + "upper_fence", fence);
  tellable("R038", fences, ratios.size(), threshold.has_value());
  for (const auto& [id, ratio] : ratios) {
    if (!(fence > 0 && ratio >= fence)) continue;
    tell_subject("R038", group, id, ratio, fence);
  }
}

void Cardinal::finish_heterogeneous() {
  const std::uint64_t least = settings_.count("R048", "minimum_contracting_processes").value_or(20);
  std::map<std::string_view, double> lengths;
  for (const auto& [id, observed] : classes_) {
    if (observed.first >= least) lengths.emplace(id, static_cast<double>(observed.second.size()));
  }
  const auto threshold = settings_.count("R048", "threshold");
  const Fences fences(numbers(lengths, [](double length) { return length; }));
  if (!threshold) {
    ledger_.figure("R048", "q1", fences.q1);
    ledger_.figure("R048", "q3", fences.q3);
  }
  const double fence = threshold ? static_cast<double>(*threshold) : fences.upper;
  ledger_.figure("R048", "upper_fence", fence);
  tellable("R048", fences, lengths.size(), threshold.has_value());
  for (const auto& [id, length] : lengths) {
    if (!(length >= fence)) continue;
    tell_subject("R048", tenderer, id, length, fence);
  }
}

}  // namespace edca::indicators
