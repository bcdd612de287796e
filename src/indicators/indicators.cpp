#include "edca/indicators.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "indicators/format.hpp"
#include "indicators/indicator_run.hpp"
#include "indicators/table.hpp"
#include "io/inputs.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

void check_id(const std::string& id) {
  if (find_indicator(id) != nullptr) return;
  std::vector<std::string_view> known;
  for (const Indicator& each : all_indicators()) known.push_back(each.id);
  throw Error(ErrorKind::usage, "indicators.unknown",
              {{"indicator", id}, {"suggestion", std::string(base::nearest(id, known))}});
}

/// Which indicators are asked, in the order of all_indicators().
std::vector<bool> chosen(const IndicatorOptions& options, const indicators::Settings& settings) {
  for (const std::string& id : options.only) check_id(id);
  for (const std::string& id : options.skip) check_id(id);
  const auto has = [](const std::vector<std::string>& ids, std::string_view id) {
    return std::ranges::find(ids, id) != ids.end();
  };
  const bool as_cardinal = options.format == IndicatorFormat::cardinal;
  std::vector<bool> on;
  for (const Indicator& each : all_indicators()) {
    // In a file of Cardinal's an indicator is on when it has a section.
    const bool usual = settings.cardinal() || as_cardinal ? settings.has(each.id)
                                                          : each.usual || settings.has(each.id);
    const bool wanted = options.only.empty() ? usual : has(options.only, each.id);
    const bool told = !as_cardinal || indicators::is_cardinal(each);
    on.push_back(wanted && told && !has(options.skip, each.id));
  }
  return on;
}

}  // namespace

std::string_view name(IndicatorUnit unit) noexcept {
  switch (unit) {
    case IndicatorUnit::contract:
      return "contract";
    case IndicatorUnit::buyer:
      return "buyer";
    case IndicatorUnit::supplier:
      return "supplier";
    case IndicatorUnit::pair:
      return "pair";
    case IndicatorUnit::market:
      return "market";
    case IndicatorUnit::process:
      break;
  }
  return "process";
}

std::string_view name(IndicatorGrounds grounds) noexcept {
  switch (grounds) {
    case IndicatorGrounds::file:
      return "file";
    case IndicatorGrounds::comparison:
      return "comparison";
    case IndicatorGrounds::law:
      break;
  }
  return "law";
}

std::string_view name(IndicatorFormat format) noexcept {
  switch (format) {
    case IndicatorFormat::json:
      return "json";
    case IndicatorFormat::jsonl:
      return "jsonl";
    case IndicatorFormat::csv:
      return "csv";
    case IndicatorFormat::html:
      return "html";
    case IndicatorFormat::cardinal:
      return "cardinal";
    case IndicatorFormat::text:
      break;
  }
  return "text";
}

struct Indicators::Parts {
  explicit Parts(IndicatorOptions given)
      : options(std::move(given)),
        choice(options.read),
        settings(options.settings.empty() ? indicators::Settings()
                                          : indicators::Settings::read(options.settings)),
        legal(settings),
        sanctions(indicators::RfcList::read(options.sanctions)),
        taxes(indicators::RfcList::read_taxes(options.tax_list)),
        on(chosen(options, settings)) {
    legal.read(options.legal_profile);
    // What is wrong with the profile is said at once.
    const process::Ruleset ruleset(choice);
  }

  IndicatorSummary run(const io::InputList& inputs, const Write& write, FindingSink& sink,
                       const Session& session) const {
    const auto format = indicators::make_format(options.format, options.language);
    bool more = true;
    const auto put = [&](const std::string& text) {
      more = more && (text.empty() || write(text));
      return more;
    };
    // Nothing is written until there is something to tell of.
    bool begun = false;
    const auto begin = [&] {
      if (!begun) put(format->begin());
      begun = true;
    };
    const Tell tell = [&](const IndicatorFlag& flag) {
      begin();
      return put(format->flag(flag));
    };
    indicators::Ledger ledger(on, tell);
    indicators::IndicatorRun run(options, choice, settings, legal, sanctions, taxes, ledger,
                                 session, sink);
    IndicatorSummary summary = run.run(inputs);
    summary.cancelled = summary.cancelled || !more;
    if (!summary.cancelled && summary.processes > 0) {
      begin();
      summary.cancelled = !put(format->end(ledger, run.cardinal(), summary.processes));
    }
    return summary;
  }

  IndicatorOptions options;
  ocds::ProfileChoice choice;
  indicators::Settings settings;
  indicators::Legal legal;  ///< holds on to the settings
  indicators::RfcList sanctions;
  indicators::RfcList taxes;
  std::vector<bool> on;
};

Indicators::Indicators(IndicatorOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}
Indicators::~Indicators() = default;
Indicators::Indicators(Indicators&&) noexcept = default;
Indicators& Indicators::operator=(Indicators&&) noexcept = default;

IndicatorSummary Indicators::run(const std::vector<std::string>& inputs, const Write& write,
                                 FindingSink& sink, const Session& session) const {
  return parts_->run(rows::expand(inputs, parts_->options.read, session.temporary_folder), write,
                     sink, session);
}

std::vector<IndicatorTally> Indicators::flags(const std::vector<std::string>& inputs,
                                              const Tell& tell, FindingSink& sink,
                                              const Session& session) const {
  const io::InputList list = rows::expand(inputs, parts_->options.read, session.temporary_folder);
  indicators::Ledger ledger(parts_->on, tell);
  indicators::IndicatorRun run(parts_->options, parts_->choice, parts_->settings, parts_->legal,
                               parts_->sanctions, parts_->taxes, ledger, session, sink);
  static_cast<void>(run.run(list));
  return std::move(ledger.tallies());
}

std::string Indicators::look_at(std::span<const std::string_view> texts, FindingSink& sink) const {
  std::string result;
  const auto write = [&](std::string_view text) {
    result += text;
    return true;
  };
  parts_->run(io::in_memory(texts), write, sink, {});
  return result;
}

}  // namespace edca
