#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "budget/books.hpp"
#include "budget/checks.hpp"
#include "budget/flow.hpp"
#include "budget/format.hpp"
#include "edca/budget.hpp"
#include "process/processes.hpp"

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

  BudgetSummary run(const io::InputList& inputs);

 private:
  void put(const std::string& text);
  void process(std::string_view ocid, const process::Compiled& compiled);
  void tell();
  void contracts();
  void checks();
  void keep(const Check& check);

  const Budget::Write& write_;
  const Session& session_;
  process::Processes processes_;
  std::unique_ptr<io::Grouper> money_;   ///< of each process, for the second look
  std::unique_ptr<io::Grouper> checks_;  ///< by rule
  Books books_;
  std::unique_ptr<Flow> flow_;
  Tallies tallies_;
  std::unique_ptr<Format> format_;
  BudgetSummary summary_;
};

}  // namespace edca::budget
