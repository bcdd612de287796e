#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "edca/indicators.hpp"
#include "indicators/across.hpp"
#include "indicators/cardinal.hpp"
#include "indicators/ledger.hpp"
#include "indicators/own.hpp"
#include "indicators/prepare.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "json/tree.hpp"
#include "merge/rules.hpp"
#include "ocds/profile_choice.hpp"
#include "process/package_facts.hpp"
#include "process/process_merger.hpp"
#include "process/release_reader.hpp"
#include "process/ruleset.hpp"

namespace edca::indicators {

/// One run of Indicators: reads everything into a Grouper, then looks at process after process.
class IndicatorRun {
 public:
  /// Everything handed in must outlive the run. Throws as Indicators.
  IndicatorRun(const IndicatorOptions& options, const ocds::ProfileChoice& choice,
               const Settings& settings, const Legal& legal, const RfcList& sanctions,
               const RfcList& taxes, Ledger& ledger, const Session& session, FindingSink& sink);

  /// False when there is nothing to look at.
  bool read(const io::InputList& inputs);
  void look();
  /// Completes the figures; nothing may come after.
  IndicatorSummary end();

  const Cardinal& cardinal() const { return cardinal_; }

 private:
  bool go_on(std::uint64_t bytes);
  void group(const io::Group& group, std::span<const io::Entry> entries);
  bool stands_alone(std::span<const io::Entry> entries) const;
  bool one(std::string_view ocid, const io::Entry& entry);
  FirstValues first_values(std::span<const io::Entry> entries);
  void merged(const io::Group& group, std::span<const io::Entry> entries);
  void process(std::string_view text, const Process& given);
  void ask(const Process& process);
  process::ProcessMerger& merger();

  const IndicatorOptions& options_;
  const Session& session_;
  Ledger& ledger_;
  items::RunLog log_;
  process::Ruleset ruleset_;
  process::PackageFacts packages_;
  std::unique_ptr<io::Grouper> grouper_;
  std::unique_ptr<process::ReleaseReader> reader_;
  std::unique_ptr<merge::Rules> rules_;
  std::unique_ptr<process::ProcessMerger> merger_;
  Prepare prepare_;
  Cardinal cardinal_;
  Own own_;
  Across across_;
  json::Tree tree_;
  std::uint64_t total_ = 0;  ///< bytes of all inputs
  IndicatorSummary summary_;
};

}  // namespace edca::indicators
