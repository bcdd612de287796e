#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "indicators/deals.hpp"
#include "json/tree.hpp"
#include "pages/dates.hpp"

namespace edca::pages {

/// A buyer or supplier as a process names it.
struct Named {
  std::string key;   ///< what tells it from others, as indicators::Case::key()
  std::string id;    ///< the key, where it is an RFC or an id; else empty
  std::string name;  ///< may be empty; so below
  std::string legal_name;

  /// For people.
  const std::string& shown() const { return name.empty() ? key : name; }
};

/// A contract as pages have it.
struct ContractFacts {
  std::string id;
  std::string title;
  std::string date;  ///< of signature, else of its award, else of the process; may be empty
  std::string status;
  std::string currency;                ///< empty: no amount that can be summed up
  base::Decimal amount;                ///< where there is a currency
  std::vector<std::size_t> suppliers;  ///< positions in ProcessFacts::suppliers
  bool counts = true;                  ///< it was not cancelled
  std::string year;                    ///< of the date, or "undated"
};

using Sums = std::map<std::string, base::Decimal, std::less<>>;  ///< by currency

/// The text, or its first characters with an ellipsis where it has more than 300.
std::string cut_title(std::string_view text);
/// The day of a date as it is written; empty where it is none.
std::string day_of(const json::Node* date);
/// An amount that can be summed up, with its currency: as portal::Sum takes them.
std::optional<std::pair<std::string, base::Decimal>> amount_of(const json::Node* value);

/// Adds exactly; where a sum would not fit, it stays.
void add_sum(Sums& sums, const std::string& currency, const base::Decimal& amount);

/// What pages say of a process.
struct ProcessFacts {
  std::string ocid;
  std::string title;
  DateRange dates;  ///< of its releases
  std::string method;
  std::string category;
  std::string status;
  std::optional<Named> buyer;
  std::vector<Named> suppliers;  ///< each once
  std::vector<ContractFacts> contracts;
  Sums amounts;  ///< of contracts that were not cancelled
};

/// Reads the records of a portal. One at a time.
class FactReader {
 public:
  /// `record` is JSON. Of a record without a compiled release, the last release in it counts.
  const ProcessFacts& read(std::string_view record);
  /// The words by which the process is found, those of its buyer once more as "b:word", those of
  /// its suppliers as "s:word"; each once.
  const std::vector<std::string>& words() const { return words_; }

 private:
  const json::Node* release_of(const json::Node& record);
  void read_release(const json::Node& release);
  Named named(const indicators::Case& given, const json::Node* reference) const;
  std::vector<std::size_t> suppliers(const indicators::Case& given, const json::Node* award);
  void read_contracts(const indicators::Case& given, const json::Node& release);
  void find_words(const json::Node& release);
  void add_words(std::string_view text, std::string_view family = {});
  void add_words(const Named& party, std::string_view family);

  json::Tree tree_;
  ProcessFacts facts_;
  std::vector<std::string> words_;
};

}  // namespace edca::pages
