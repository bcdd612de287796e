#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "edca/selection.hpp"
#include "json/tree.hpp"

namespace edca::select {

/// A contract with its award; an award without any contract; a process without either. All of it
/// may be nullptr.
struct Deal {
  const json::Node* award = nullptr;
  const json::Node* contract = nullptr;
  std::size_t award_at = 0;  ///< index in `awards`
  std::size_t contract_at = 0;
  bool dead = false;   ///< cancelled or unsuccessful
  bool alone = false;  ///< its award has no other live contract
  bool only = false;   ///< its process has no other live contract or award

  std::string award_pointer() const { return "/awards/" + std::to_string(award_at); }
  std::string contract_pointer() const { return "/contracts/" + std::to_string(contract_at); }
  /// The id of the contract, else of the award.
  std::string_view id() const;
};

/// When a contract was signed or, where that is not told, awarded.
struct Signed {
  std::string_view date;  ///< as it is written; empty: not told
  std::string pointer;
};

struct Money {
  base::Decimal amount;
  std::string_view currency;
  std::string pointer;
};

/// A process as conditions and totals look at it.
class Case {
 public:
  /// `release` must outlive it.
  explicit Case(const json::Node& release);

  const json::Node& release() const { return release_; }
  const std::vector<Deal>& deals() const { return deals_; }
  /// buyer, or tender.procuringEntity where there is none.
  const json::Node* buyer() const { return buyer_; }
  /// The party that a reference names, else the reference itself.
  const json::Node* party(const json::Node* reference) const;

  Signed signed_on(const Deal& deal) const;
  /// Nothing where the amount is missing, or has more than 24 digits.
  std::optional<Money> amount(const Deal& deal, AmountMode mode) const;

 private:
  void find_deals();
  void count_live();

  const json::Node& release_;
  const json::Node* tender_ = nullptr;
  const json::Node* buyer_ = nullptr;
  std::map<std::string_view, const json::Node*> parties_;
  std::vector<Deal> deals_;
};

/// The year, month and day of a date or date-time as they are written, "2020-06-01"; empty for
/// other texts. The offset from UTC does not count: what people wrote is the day where they were.
std::string_view day_of(std::string_view date);

/// The RFC among the numbers of an organization, in capital letters without hyphens; empty: none.
std::string rfc_of(const json::Node* organization);

/// Whether it is that of a natural person: 13 characters, but those that stand for nobody.
bool is_natural(std::string_view rfc);

}  // namespace edca::select
