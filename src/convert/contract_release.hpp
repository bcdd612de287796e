#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "json/value.hpp"

// A release of what an export of Publicidad Abierta says of one contract, or of an order without
// one.

namespace edca::convert {

/// RFCs of suppliers that may be shown, by name; "" where there is none.
using AdvertisingSuppliers = std::map<std::string, std::string, std::less<>>;

/// What a row of a process is.
enum class ContractPart : char {
  contract = 'a',
  order = 'b',
  agreement = 'c',
  invoice = 'd',
  line = 'e',
};

/// A row: its cells by their fields, days as date-time and amounts as numbers of JSON.
struct ContractRow {
  ContractPart part;
  json::Value cells;
  std::string place;  ///< of lines and invoices: the number of the order they belong to, or ""
};

/// Makes releases. What its rows lack is left out.
class ContractReleases {
 public:
  /// `suppliers` must outlive it.
  ContractReleases(std::string prefix, const AdvertisingSuppliers& suppliers)
      : prefix_(std::move(prefix)), suppliers_(suppliers) {}

  /// One line of JSON; "" where nothing in the rows has a date. `id` is that of the process without
  /// the prefix; the first row is its contract, or the order that stands for one.
  std::string make(std::string_view id, std::span<const ContractRow> rows);

 private:
  void head(const json::Value& cells, bool contract);
  json::Value contract_of(const json::Value& cells, bool contract);
  void add_agreement(const json::Value& cells);
  void add_transaction(const ContractRow& row);
  void add_item(const ContractRow& row);
  json::Value party(std::string_view name, const std::string& role, bool supplier);
  json::Value& contract_at(const std::string& order);
  std::string own_id(char kind, std::string_view given);
  std::string written(std::string_view id);

  std::string prefix_;
  const AdvertisingSuppliers& suppliers_;
  json::Value release_;
  std::map<std::string, json::Value> parties_;  ///< by id
  json::Array contracts_;
  std::map<std::string, std::size_t> places_;  ///< of contracts, by the number of an order
  std::set<std::string> ids_;                  ///< of items and transactions
  std::map<std::string, unsigned> numbers_;    ///< the last that was put behind an id
  std::string award_;
  json::Value buyer_;
  json::Value supplier_;
  std::string last_;  ///< date
};

}  // namespace edca::convert
