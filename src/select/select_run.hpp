#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "edca/selection.hpp"
#include "process/processes.hpp"
#include "select/choice_reader.hpp"
#include "select/conditions.hpp"
#include "select/redact.hpp"
#include "select/report.hpp"
#include "select/totals.hpp"

namespace edca::select {

/// One run of a Selector: judges process by process.
class SelectRun {
 public:
  /// Gets each item of a chosen process, and what the package around it says of itself; false ends
  /// the run.
  using Put = std::function<bool(std::string_view item, bool record, const std::string& metadata)>;

  /// Everything handed in must outlive the run. `packages`: metadata is asked for.
  SelectRun(const SelectionOptions& options, const Conditions& conditions,
            const ocds::ProfileChoice& choice, const SelectionWriters& writers, bool packages,
            const Session& session, FindingSink& sink);

  SelectionSummary run(const io::InputList& inputs, const Put& put);

 private:
  bool read(const io::InputList& inputs);
  bool process(const io::Group& group, std::span<const io::Entry> entries, const Put& put);
  bool compiled(const io::Group& group, std::span<const io::Entry> entries,
                process::Compiled& result);
  bool releases_of(const io::Entry& entry, std::vector<io::Entry>& releases);
  bool judge(const std::string& ocid, const json::Node& release);
  bool hand_on(const std::string& ocid, std::span<const io::Entry> entries, const Put& put);
  bool redacted(const std::string& ocid, const io::Entry& entry, Redactor& redactor,
                std::string& text);
  void tell(SelectionHit hit);
  Finding& add(base::RuleId rule, const items::Origin& origin, std::string_view ocid);

  const SelectionOptions& options_;
  const Conditions& conditions_;
  const SelectionWriters& writers_;
  const Session& session_;
  bool packages_wanted_;
  process::Processes processes_;
  std::unique_ptr<ChoiceReader> reader_;
  json::Tree item_;  ///< only looked at
  Report report_;
  Totals totals_;
  std::vector<Finding> kept_;
  SelectionSummary summary_;
};

}  // namespace edca::select
