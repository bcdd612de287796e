#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "edca/indicators.hpp"
#include "json/tree.hpp"

namespace edca::indicators {

/// What a contract was worth when it was first told of, in an earlier release of its process.
struct FirstValue {
  std::string currency;
  std::string amount;  ///< as they are written; empty: none
  std::string net;
  std::string file;
  std::string pointer;  ///< of the amount, in that file
};
using FirstValues = std::map<std::string, FirstValue, std::less<>>;  ///< by the contract's id

/// A contracting process that is looked at.
struct Process {
  std::string_view ocid;
  const json::Node* release = nullptr;
  std::string_view file;                ///< empty when it was merged of several releases
  std::string_view base;                ///< JSON Pointer of the release in it
  const FirstValues* firsts = nullptr;  ///< of a merged process; else nullptr
};

/// A value of a process as evidence: `pointer` is that within the release.
IndicatorEvidence evidence(const Process& process, std::string_view pointer,
                           const json::Node* value);

/// What all indicators of a run found. Flags go to a function as they come.
class Ledger {
 public:
  /// `on` has an element for each of all_indicators(). `tell` must outlive the ledger.
  Ledger(std::vector<bool> on, const Indicators::Tell& tell);

  /// Whether the indicator is asked at all. `id` is one of all_indicators().
  bool asked(std::string_view id) const { return on_[index(id)]; }
  void applied(std::string_view id) { ++tallies_[index(id)].applied; }
  void not_applicable(std::string_view id, std::string_view reason);
  void figure(std::string_view id, const std::string& key, double value);
  /// What the process at hand comes to, for flags on processes that tell no amount themselves.
  /// Without a currency: not known.
  void about(const base::Decimal& amount, std::string_view currency) {
    amount_ = amount;
    currency_ = currency;
  }
  /// Counts a flag and hands it on; its indicator and unit are set here.
  void flag(std::string_view id, IndicatorFlag flag);
  void flag(std::string_view id, IndicatorUnit unit, IndicatorFlag flag);

  /// Whether somebody asked to stop.
  bool stopped() const { return stopped_; }
  std::uint64_t flags() const { return flags_; }
  /// The figures of markets, each as a JSON object.
  std::vector<std::string>& markets() { return markets_; }
  std::vector<IndicatorTally>& tallies() { return tallies_; }
  const std::vector<bool>& on() const { return on_; }

 private:
  static std::size_t index(std::string_view id);

  std::vector<bool> on_;
  const Indicators::Tell& tell_;
  std::vector<IndicatorTally> tallies_;
  std::vector<std::string> markets_;
  std::uint64_t flags_ = 0;
  bool stopped_ = false;
  base::Decimal amount_;
  std::string_view currency_;
};

/// A number as JSON text: 1.0, 0.16666666666666666; null for what JSON has no number for.
std::string json_number(double value);

}  // namespace edca::indicators
