#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "edca/selection.hpp"
#include "select/deals.hpp"
#include "select/disclosure.hpp"

namespace edca::select {

/// Adds up the contracts that were chosen: by month, body, supplier, category and method. What is
/// told apart takes memory.
class Totals {
 public:
  /// `hide`: the numbers of natural persons are not shown.
  Totals(AmountMode mode, bool missing_is_zero, bool hide)
      : mode_(mode), missing_is_zero_(missing_is_zero), hide_(hide) {}

  /// The next process, which must outlive what is added of it.
  void begin(const Case& process);
  void add_process() { ++processes_; }
  /// A contract of the process at hand.
  void add(const Deal& deal);

  /// One object; docs/commands/select.md.
  std::string json() const;
  /// A row for each currency of each group, then one for each item of disclosure.
  std::string csv() const;

 private:
  struct Sum {
    std::uint64_t contracts = 0;
    std::optional<base::Decimal> total = base::Decimal();  ///< nothing: too large
  };
  /// What is the same for some contracts.
  struct Group {
    std::string name;
    std::uint64_t contracts = 0;
    std::uint64_t missing = 0;    ///< without an amount
    std::uint64_t cancelled = 0;  ///< or unsuccessful: of these no amount counts
    std::map<std::string, Sum, std::less<>> by_currency;
  };
  using Groups = std::map<std::string, Group, std::less<>>;
  struct Body {
    std::string name;
    std::vector<Share> disclosure;
  };

  static void add(Group& group, const Deal& deal, const std::optional<Money>& money);
  void add_supplier(const Deal& deal, const std::optional<Money>& money);
  /// Key and name of all suppliers of an award.
  std::pair<std::string, std::string> suppliers_of(const json::Node* award) const;
  std::string key_of(const json::Node* organization, std::string& name) const;
  std::string mean(const Group& group, const Sum& sum) const;
  std::string json_of(const Group& group) const;
  std::vector<std::pair<std::string, const Groups*>> tables() const;

  AmountMode mode_;
  bool missing_is_zero_;
  bool hide_;
  const Case* process_ = nullptr;  ///< the one at hand
  std::optional<Disclosure> disclosed_;
  std::map<std::size_t, Group*> of_awards_;  ///< its suppliers, by index of the award
  std::uint64_t processes_ = 0;
  Group all_;
  Groups months_;
  Groups bodies_;
  Groups suppliers_;
  Groups categories_;
  Groups methods_;
  std::map<std::string, Body, std::less<>> disclosure_;
};

}  // namespace edca::select
