#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "indicators/ledger.hpp"
#include "json/nodes.hpp"

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
/// A number for shares and fences, where no exact one is needed.
double real(const base::Decimal& number);
/// Part of a whole in percent.
double percent_of(const base::Decimal& part, const base::Decimal& whole);
/// The same in quotation marks, as JSON text.
std::string money_json(const base::Decimal& number);

/// Whether an organization among `parties` has a role.
bool has_role(const json::Node* party, std::string_view role);

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
  /// The id of the contract, else of the award; may be empty.
  std::string_view id() const;
  /// The items of the contract, else of the award; may be nullptr.
  const json::Node* items() const;
  std::string items_pointer() const;
};

/// What indicators look at in a process; made once.
struct Case {
  explicit Case(const Process& process);

  /// The organization among `parties` that a reference names, or nullptr.
  const json::Node* party(const json::Node* reference) const;
  /// The RFC of the organization that a reference names; empty when it is not told.
  std::string rfc(const json::Node* reference) const;
  /// What tells the organization of a reference from others: its RFC, else its id, unless this
  /// is a running number, else its name, folded; empty when it has none.
  std::string key(const json::Node* reference) const;
  /// What the process says of its method and why, folded.
  const std::string& reasons() const;
  /// Whether the reasons cite an article that allows an award whatever its amount.
  bool excepted() const;
  std::string_view category() const;
  /// What all deals come to, or else the tender; nothing where that is in several currencies.
  std::optional<Amount> worth() const;

  const Process& process;
  const json::Node* tender = nullptr;
  const json::Node* buyer = nullptr;  ///< buyer, else procuringEntity
  std::string_view method;            ///< empty: none
  bool competes = false;              ///< open or selective
  bool direct = false;                ///< awarded without competition
  /// Of an open contract ("contrato abierto") the most that may be spent: tender.value where
  /// tender.minValue is less.
  std::optional<Amount> most;
  std::vector<Deal> deals;

 private:
  void find_deals();

  std::map<std::string_view, const json::Node*> parties_;
  mutable std::optional<std::string> reasons_;
};

}  // namespace edca::indicators
