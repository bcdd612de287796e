#pragma once

#include <map>
#include <string>
#include <vector>

#include "budget/books.hpp"

namespace edca::budget {

/// The money of one currency, from what was approved to the suppliers. Only contracts of processes
/// with budget lines count.
class Flow {
 public:
  struct End {
    std::string label;     ///< of a contract or supplier
    std::string supplier;  ///< of a contract: who has it
    base::Decimal amount;
  };

  /// Chooses the currency of most lines; `books` must be finished.
  explicit Flow(const Books& books);
  void add(const Case& given);
  /// After the last add(): what is small becomes one, without a name.
  void finish();

  const std::string& currency() const { return currency_; }
  std::uint64_t lines() const { return lines_; }
  /// Of lines in other currencies, and such that do not tell their moments.
  std::uint64_t other_currencies() const { return other_currencies_; }
  std::uint64_t unmeasured() const { return unmeasured_; }
  const Sum& approved() const { return approved_; }
  const Sum& modified() const { return modified_; }
  const Sum& reserved() const { return reserved_; }
  const Sum& committed() const { return committed_; }  ///< with what was executed of it
  const Sum& executed() const { return executed_; }
  const Sum& available() const { return available_; }
  /// The largest first; the last one may stand for others and has no label.
  const std::vector<End>& contracts() const { return contracts_; }
  const std::vector<End>& suppliers() const { return suppliers_; }
  const Sum& contracted() const { return contracted_; }
  std::uint64_t contract_count() const { return contract_count_; }

 private:
  static constexpr std::size_t most_ends = 12;

  void keep(End end);

  std::string currency_;
  std::uint64_t lines_ = 0, other_currencies_ = 0, unmeasured_ = 0, contract_count_ = 0;
  Sum approved_, modified_, reserved_, committed_, executed_, available_, contracted_;
  std::vector<End> contracts_;
  std::vector<End> suppliers_;
  std::map<std::string, Sum> by_supplier_;
  std::map<std::string, Sum> rest_;  ///< of contracts that are not shown, by supplier
};

}  // namespace edca::budget
