#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "indicators/ledger.hpp"
#include "indicators/nodes.hpp"

namespace edca::indicators {

/// The day that a date names, as it is written, in days since the year 0; nothing for other texts.
/// The offset from UTC does not count: what people wrote is the day where they were.
std::optional<std::int64_t> day_of(const json::Node* date);
std::optional<std::int64_t> day_of_text(std::string_view date);
/// The year of a day.
int year_of(std::int64_t day);

/// An amount with its currency, and where it stands in the release.
struct Amount {
  base::Decimal value;
  std::string_view currency;
  const json::Node* node = nullptr;  ///< the number
  const json::Node* net = nullptr;   ///< netAmount, or nullptr
  std::string pointer;
};
/// That of an object with `amount` and `currency`; nothing when it lacks either.
std::optional<Amount> amount_at(const json::Node* value, const std::string& pointer);
/// "1250000.5": without separators.
std::string plain(const base::Decimal& number);
/// The same in quotation marks, as JSON text.
std::string money_json(const base::Decimal& number);

/// A live contract with its award, or a live award without any contract.
struct Deal {
  const json::Node* award = nullptr;
  const json::Node* contract = nullptr;
  std::string award_pointer;
  std::string contract_pointer;
  std::optional<Amount> amount;  ///< of the contract, else of the award
  bool alone = true;             ///< whether its award has no other live contract
  const json::Node* suppliers = nullptr;

  const std::string& pointer() const { return contract ? contract_pointer : award_pointer; }
  /// The day of signature, else that of the award.
  std::optional<std::int64_t> day() const;
};

/// What indicators look at in a process; made once.
struct Case {
  explicit Case(const Process& process);

  /// The organization among `parties` that a reference names, or nullptr.
  const json::Node* party(const json::Node* reference) const;
  /// The RFC of the organization that a reference names; empty when it is not told.
  std::string rfc(const json::Node* reference) const;

  const Process& process;
  const json::Node* tender = nullptr;
  const json::Node* buyer = nullptr;  ///< buyer, else procuringEntity
  std::string_view method;            ///< empty: none
  bool direct = false;                ///< awarded without competition
  /// Of an open contract ("contrato abierto") the most that may be spent: tender.value where
  /// tender.minValue is less.
  std::optional<Amount> most;
  std::vector<Deal> deals;

 private:
  void find_deals();

  std::map<std::string_view, const json::Node*> parties_;
};

}  // namespace edca::indicators
