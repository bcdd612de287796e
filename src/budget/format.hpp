#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "budget/books.hpp"
#include "budget/checks.hpp"
#include "budget/flow.hpp"
#include "edca/budget.hpp"
#include "json/writer.hpp"

namespace edca::budget {

/// Writes what a run found. Each function answers the text that comes next.
class Format {
 public:
  virtual ~Format() = default;
  /// First: lines and programmes.
  virtual std::string begin(const Books& books) = 0;
  /// A contract of a process, in the order of the OCIDs.
  virtual std::string contract(const Case& given, const CaseContract& contract) = 0;
  /// All checks, rule by rule; whether they are wanted at all.
  virtual bool wants_checks() const { return true; }
  virtual std::string check(const Check& check) = 0;
  virtual std::string end(const Tallies& tallies, const Flow& flow, std::uint64_t processes) = 0;
};

std::unique_ptr<Format> make_format(const BudgetOptions& options);
std::unique_ptr<Format> make_json_format(const BudgetOptions& options);
std::unique_ptr<Format> make_text_format(const BudgetOptions& options);
std::unique_ptr<Format> make_csv_format(const BudgetOptions& options);
std::unique_ptr<Format> make_html_format(const BudgetOptions& options);

/// A check as a JSON object, and back.
void put_check(json::Writer& out, const Check& check);
Check read_check(const json::Node& object);

/// What a contract takes of the lines of its process, of the first so many: a list of all lines for
/// each contract would have no end. Nothing is parted among more.
inline constexpr std::size_t most_shares = 100;
struct ContractShare {
  const Line* line = nullptr;
  std::optional<base::Decimal> amount;
  bool estimated = false;
};
std::vector<ContractShare> shares_of(const Books& books, const Case& given,
                                     const CaseContract& contract, bool estimate);

/// Of money that came together: what to show of it. Nothing where it is not known.
struct Shown {
  std::optional<base::Decimal> amount;
  bool estimated = false;
};
Shown shown(const Flowed& flowed, bool estimate);

/// `part` in percent of `whole`, with two decimals; nothing where it cannot be said.
std::optional<base::Decimal> percent(const std::optional<base::Decimal>& part,
                                     const std::optional<base::Decimal>& whole);
/// By how many percent it grew.
std::optional<base::Decimal> growth(const std::optional<base::Decimal>& from,
                                    const std::optional<base::Decimal>& to);
/// What could be added; nothing where that is nothing.
std::optional<base::Decimal> told(const Sum& sum);

/// Of an open contract the most, tender.value; else nothing.
std::optional<base::Decimal> most_of(const Case& given, const CaseContract& contract);

}  // namespace edca::budget
