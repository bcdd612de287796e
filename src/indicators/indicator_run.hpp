#pragma once

#include <span>
#include <string_view>

#include "edca/indicators.hpp"
#include "indicators/across.hpp"
#include "indicators/cardinal.hpp"
#include "indicators/ledger.hpp"
#include "indicators/own.hpp"
#include "indicators/prepare.hpp"
#include "process/processes.hpp"

namespace edca::indicators {

/// One run of Indicators: looks at process after process.
class IndicatorRun {
 public:
  /// Everything handed in must outlive the run. Throws as Indicators.
  IndicatorRun(const IndicatorOptions& options, const ocds::ProfileChoice& choice,
               const Settings& settings, const Legal& legal, const RfcList& sanctions,
               const RfcList& taxes, Ledger& ledger, const Session& session, FindingSink& sink);

  IndicatorSummary run(const io::InputList& inputs);

  const Cardinal& cardinal() const { return cardinal_; }

 private:
  void group(const io::Group& group, std::span<const io::Entry> entries);
  bool stands_alone(std::span<const io::Entry> entries) const;
  FirstValues first_values(std::span<const io::Entry> entries);
  void merged(const io::Group& group, std::span<const io::Entry> entries);
  void process(std::string_view text, const Process& given);
  void ask(const Process& process);

  const IndicatorOptions& options_;
  const Session& session_;
  Ledger& ledger_;
  process::Processes processes_;
  Prepare prepare_;
  Cardinal cardinal_;
  Own own_;
  Across across_;
  IndicatorSummary summary_;
};

}  // namespace edca::indicators
