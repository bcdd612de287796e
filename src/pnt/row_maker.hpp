#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/rule_id.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"
#include "pnt/fields.hpp"
#include "pnt/row.hpp"

namespace edca::pnt {

/// Makes rows of PNT of a compiled release, by the places that formats/fields.toml names: the way
/// back of ReleaseMaker. Dates are days, "2024-12-31", amounts as they are written; catalogues by
/// their labels.
class RowMaker {
 public:
  /// Hears of what cannot be said in a cell: the rule, the key of the column, further arguments.
  using Tell = std::function<void(base::RuleId rule, std::string_view key, Arguments arguments)>;

  /// `release` must outlive it.
  RowMaker(const json::Value& release, Tell tell);

  /// The row of a contract of the release.
  Row of_contract(const json::Value& contract);
  /// That of a procedure of which nothing came.
  Row of_procedure();

  /// "open", "direct" …; "" where the release does not tell it.
  std::string method() const;
  bool deserted() const;

 private:
  Row make(const json::Value* contract);
  void cell(const Field& field);
  const json::Value* find(const Field& field) const;
  const json::Value* object_of(Root root) const;
  void set(std::string_view key, std::string_view text);
  void document(const Field& field);
  void coded(const Field& field);
  void category(const Field& field);
  void mechanisms(const Field& field);
  void money(const Field& field);
  void listed(const Field& field);
  void period(const json::Value* contract);

  // Suppliers and sub-tables: row_tables.cpp
  const json::Value* party(const json::Value* reference) const;
  Cells person(const json::Value* reference) const;
  void supplier();
  void address(const json::Value& party);
  void tables();
  void people(std::string_view key, std::string_view role);
  void referred(std::string_view key, const json::Value* list);
  void quotes();
  void works();
  void amendments();
  void objects();
  void owners();

  const json::Value& release_;
  Tell tell_;
  std::map<std::string, const json::Value*, std::less<>> parties_;  ///< by their ids
  std::map<std::string, const json::Value*, std::less<>> awards_;
  const json::Value* award_ = nullptr;
  const json::Value* contract_ = nullptr;
  const json::Value* supplier_ = nullptr;
  Row row_;
};

/// The day that a date-time names, as it is written there; "" for what is none.
std::string day_of(std::string_view date);

}  // namespace edca::pnt
