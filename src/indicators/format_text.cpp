#include "indicators/format.hpp"
#include "messages/messages.hpp"

namespace edca::indicators {
namespace {

constexpr std::size_t most_shown = 5;  ///< flags of an indicator

class Text final : public Format {
 public:
  explicit Text(Language language) : language_(language), lines_(all_indicators().size()) {}

  /// Flags are shown below their indicator, so they wait until all are known.
  std::string flag(const IndicatorFlag& flag) override {
    Shown& shown = lines_[static_cast<std::size_t>(flag.indicator - all_indicators().data())];
    if (++shown.count > most_shown) return {};
    shown.text +=
        "  " + told("indicators.flag", {{"subject", flag.subject}, {"value", flag.value}});
    for (const IndicatorEvidence& each : flag.evidence) {
      shown.text += "    " + each.file + (each.file.empty() ? "" : " ") + each.pointer + ": " +
                    messages::shorten(messages::readable(each.value), 60) + "\n";
    }
    return {};
  }

  std::string end(Ledger& ledger, const Cardinal&, std::uint64_t processes) override {
    std::string out;
    std::string silent;
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      if (!ledger.on()[at]) continue;
      (lines_[at].count > 0 ? out : silent) += block(at, ledger.tallies()[at]);
    }
    if (!out.empty()) out += "\n";
    if (!silent.empty()) out += told("indicators.silent", {}) + silent + "\n";
    out += told("indicators.summary", {{"processes", messages::count(processes)},
                                       {"flags", messages::count(ledger.flags())}});
    return out + told("indicators.question", {});
  }

 private:
  struct Shown {
    std::string text;
    std::uint64_t count = 0;
  };

  std::string told(const char* key, const Arguments& arguments) const {
    return messages::text(key, language_, arguments) + "\n";
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
    out += shown.text;
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
