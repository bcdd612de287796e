#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "edca/indicators.hpp"
#include "pages/facts.hpp"
#include "pages/parties.hpp"

namespace edca::pages {

/// What stands behind a bar of a chart.
struct Share {
  std::uint64_t processes = 0;
  Sums amounts;  ///< of contracts that were not cancelled
};

/// A process that changed lately.
struct Change {
  std::string ocid;
  std::string title;
  std::string buyer;
  std::string date;  ///< of its newest release
  std::uint64_t shard = 0;
};

/// What pages without scripts say of all processes and projects.
struct Overview {
  std::uint64_t processes = 0;
  std::uint64_t buyers = 0;
  std::uint64_t suppliers = 0;
  std::uint64_t contracts = 0;
  std::uint64_t projects = 0;
  std::string currency;                  ///< in which most processes have an amount
  std::map<std::string, Share> months;   ///< "2025-03", of the first release
  std::map<std::string, Share> methods;  ///< by code; "": not told; so below
  std::map<std::string, Share> categories;
  std::vector<TopParty> top_buyers;  ///< the largest amount first
  std::vector<TopParty> top_suppliers;
  std::vector<Change> changes;             ///< the newest first; at most 50
  std::vector<IndicatorTally> indicators;  ///< as all_indicators(); empty: not asked
  std::vector<std::string> currencies;     ///< by the numbers that rows have
  // Rows of lists as JSON, for visitors without scripts: at most 100.
  std::vector<std::string> newest_processes;  ///< as in rows; the newest first
  std::vector<std::string> newest_contracts;
  std::vector<std::string> first_buyers;
  std::vector<std::string> first_suppliers;
  std::vector<std::string> first_projects;
};

}  // namespace edca::pages
