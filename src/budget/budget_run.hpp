#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "budget/books.hpp"
#include "budget/checks.hpp"
#include "budget/flow.hpp"
#include "budget/format.hpp"
#include "edca/budget.hpp"
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

namespace edca::budget {

/// One run of Budget.
///
///   inputs → by OCID → books (lines) and, of each process, what is said of money, put aside
///          → contracts and checks, when the conventions are known → the checks, rule by rule
class BudgetRun {
 public:
  /// Everything handed in must outlive the run. Throws as Budget.
  BudgetRun(const BudgetOptions& options, const ocds::ProfileChoice& choice,
            const Budget::Write& write, const Session& session, FindingSink& sink);

  /// False when there is nothing to look at.
  bool read(const io::InputList& inputs);
  void look();
  /// Completes the figures; nothing may come after.
  BudgetSummary end();

 private:
  bool go_on(std::uint64_t bytes);
  void put(const std::string& text);
  void group(const io::Group& group, std::span<const io::Entry> entries);
  bool one(std::string_view ocid, const io::Entry& entry);
  void merged(const io::Group& group, std::span<const io::Entry> entries);
  void process(std::string_view ocid, std::string_view text, std::string_view file,
               std::string_view base);
  void contracts();
  void checks();
  void keep(const Check& check);
  process::ProcessMerger& merger();

  const BudgetOptions& options_;
  const Budget::Write& write_;
  const Session& session_;
  items::RunLog log_;
  process::Ruleset ruleset_;
  process::PackageFacts packages_;
  std::unique_ptr<io::Grouper> releases_;
  std::unique_ptr<process::ReleaseReader> reader_;
  std::unique_ptr<merge::Rules> rules_;
  std::unique_ptr<process::ProcessMerger> merger_;
  std::unique_ptr<io::Grouper> money_;   ///< of each process, for the second look
  std::unique_ptr<io::Grouper> checks_;  ///< by rule
  json::Tree tree_;
  Books books_;
  std::unique_ptr<Flow> flow_;
  Tallies tallies_;
  std::unique_ptr<Format> format_;
  std::uint64_t total_ = 0;  ///< bytes of all inputs
  BudgetSummary summary_;
};

}  // namespace edca::budget
