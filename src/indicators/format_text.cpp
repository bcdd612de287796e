#include <algorithm>
#include <functional>

#include "base/decimal.hpp"
#include "indicators/format.hpp"
#include "messages/messages.hpp"

namespace edca::indicators {
namespace {

using base::Decimal;

constexpr std::size_t most_shown = 5;  ///< flags of an indicator

/// Where a flag stands among others: pesos before other currencies, these by their codes, the
/// larger amount first; what tells no amount comes last, what came first comes first.
struct Place {
  explicit Place(const IndicatorFlag& flag)
      : currency(flag.currency), amount(Decimal::nearest(flag.amount).value_or(Decimal())) {}

  bool operator<(const Place& other) const {
    if (group() != other.group()) return group() < other.group();
    if (currency != other.currency) return currency < other.currency;
    return amount > other.amount;
  }

  std::string currency;
  Decimal amount;

 private:
  int group() const { return currency == "MXN" ? 0 : currency.empty() ? 2 : 1; }
};

class Text final : public Format {
 public:
  explicit Text(Language language) : language_(language), lines_(all_indicators().size()) {}

  /// Flags are shown below their indicator, the largest amounts of each, so they wait until all are
  /// known.
  std::string flag(const IndicatorFlag& flag) override {
    Shown& shown = lines_[static_cast<std::size_t>(flag.indicator - all_indicators().data())];
    ++shown.count;
    const Place place(flag);
    const auto at = std::ranges::upper_bound(shown.flags, place, std::less(), &Told::place);
    if (at == shown.flags.end() && shown.flags.size() == most_shown) return {};
    shown.flags.insert(at, {place, text_of(flag)});
    if (shown.flags.size() > most_shown) shown.flags.pop_back();
    return {};
  }

  std::string end(Ledger& ledger, const Cardinal&, std::uint64_t processes) override {
    std::string out;
    for (const auto grounds :
         {IndicatorGrounds::law, IndicatorGrounds::file, IndicatorGrounds::comparison}) {
      const std::string blocks = blocks_on(grounds, ledger);
      if (blocks.empty()) continue;
      if (!out.empty()) out += "\n";
      out += told(("indicators.grounds-" + std::string(name(grounds))).c_str(), {});
      out += "\n" + blocks;
    }
    std::string silent;
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      if (ledger.on()[at] && lines_[at].count == 0) silent += block(at, ledger.tallies()[at]);
    }
    if (!out.empty()) out += "\n";
    if (!silent.empty()) out += told("indicators.silent", {}) + silent + "\n";
    out += told("indicators.summary", {{"processes", messages::count(processes)},
                                       {"flags", messages::count(ledger.flags())}});
    return out + told("indicators.question", {});
  }

 private:
  struct Told {
    Place place;
    std::string text;
  };
  struct Shown {
    std::vector<Told> flags;  ///< the first ones
    std::uint64_t count = 0;
  };

  std::string told(const char* key, const Arguments& arguments) const {
    return messages::text(key, language_, arguments) + "\n";
  }

  std::string text_of(const IndicatorFlag& flag) const {
    std::string out =
        "  " + told("indicators.flag", {{"subject", flag.subject}, {"value", flag.value}});
    for (const IndicatorEvidence& each : flag.evidence) {
      out += "    " + each.file + (each.file.empty() ? "" : " ") + each.pointer + ": " +
             messages::shorten(messages::readable(each.value), 60) + "\n";
    }
    return out;
  }

  /// Those with flags, the one with the largest amount first.
  std::string blocks_on(IndicatorGrounds grounds, Ledger& ledger) const {
    std::vector<std::size_t> order;
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      const bool its = all_indicators()[at].grounds == grounds;
      if (its && ledger.on()[at] && lines_[at].count > 0) order.push_back(at);
    }
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
      return lines_[left].flags.front().place < lines_[right].flags.front().place;
    });
    std::string out;
    for (const std::size_t at : order) out += block(at, ledger.tallies()[at]);
    return out;
  }

  std::string block(std::size_t at, const IndicatorTally& tally) const {
    const Indicator& indicator = all_indicators()[at];
    const Shown& shown = lines_[at];
    std::string out =
        (shown.count > 0 ? "" : "  ") +
        told("indicators.heading", {{"id", std::string(indicator.id)},
                                    {"name", explain(indicator, IndicatorText::name, language_)},
                                    {"flagged", messages::count(tally.flagged)},
                                    {"applied", messages::count(tally.applied)}});
    for (const Told& each : shown.flags) out += each.text;
    if (shown.count > most_shown) {
      out += "  " + told("indicators.more", {{"count", messages::count(shown.count - most_shown)}});
    }
    for (const auto& [reason, count] : tally.not_applicable) {
      out += (shown.count > 0 ? "  " : "    ") +
             told("indicators.not-applicable",
                  {{"count", messages::count(count)},
                   {"reason", messages::text("indicator-reason." + reason, language_)}});
    }
    return out;
  }

  Language language_;
  std::vector<Shown> lines_;
};

}  // namespace

std::unique_ptr<Format> make_text_format(Language language) {
  return std::make_unique<Text>(language);
}

}  // namespace edca::indicators
