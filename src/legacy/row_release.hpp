#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "legacy/notes.hpp"
#include "legacy/plan.hpp"
#include "legacy/rows.hpp"

namespace edca::legacy {

/// RFC of suppliers by their names, where one name has one RFC only.
using TaxIds = std::map<std::string, std::string, std::less<>>;

/// What a row is about beside what its cells say.
struct RowFacts {
  std::string number;    ///< of the process, without the prefix
  std::string contract;  ///< its id; "" where there is none
  bool project = false;  ///< a project of a call, not a procedure
  bool joined = false;   ///< a project that a procedure came of
};

/// Makes a part of a release of one row.
class RowRelease {
 public:
  RowRelease(const Plan& plan, Notes& notes, const TaxIds& tax_ids)
      : plan_(plan), notes_(notes), tax_ids_(tax_ids) {}

  /// What a row says, in the members of a release; without ocid, id and tag. `date` is that of the
  /// last thing that happened, "" where no date is told.
  json::Value make(const Row& row, const RowFacts& facts);

 private:
  // Cells: row_release_cells.cpp
  void cell(std::size_t at, std::string_view text);
  void mapped(const LayoutColumn& column, std::size_t at, std::string_view text);
  void amount(const LayoutColumn& column, std::size_t at, std::string_view text);
  void currency(const LayoutColumn& column, std::size_t at, std::string_view text);
  void date(const LayoutColumn& column, std::size_t at, std::string_view text);
  void code(const LayoutColumn& column, std::size_t at, std::string_view text);
  void method(std::size_t at, std::string_view text);
  void category(std::size_t at, std::string_view text);
  void unit_name(const LayoutColumn& column, std::string_view text);
  void rfc(std::size_t at, std::string_view text);
  void document(const LayoutColumn& column, std::size_t at, std::string_view text);
  void items(const LayoutColumn& column, std::string_view text);
  void budget(const LayoutColumn& column, std::string_view text);
  void related(const LayoutColumn& column, std::size_t at, std::string_view text);
  void keep(const LayoutColumn& column, std::size_t at, std::string_view text);
  void personal(const LayoutColumn& column, std::size_t at, std::string_view text);

  json::Value& object_of(Root root);
  json::Value& value_at(const LayoutColumn& column);
  void append(std::string_view text);

  // The whole: row_release.cpp
  void finish_amounts();
  void finish_budget();
  void finish_related();
  void finish_parties();
  void finish_contract();
  void finish_project();
  json::Value reference(Root root, std::string_view role, const std::string& id);
  std::string supplier_id();
  void add_party(Root root, std::string_view role, const std::string& id);

  const Plan& plan_;
  Notes& notes_;
  const TaxIds& tax_ids_;

  const Row* row_ = nullptr;
  const RowFacts* facts_ = nullptr;
  json::Value release_;
  json::Value award_;
  json::Value contract_;
  json::Value buyer_;
  json::Value unit_;
  json::Value supplier_;
  json::Value funder_;
  json::Value parties_;
  std::string rationale_;
  std::map<std::string, std::vector<std::string>> budget_;  ///< codes by component
  std::map<std::string, std::string> budget_texts_;
  std::map<std::string, json::Value> related_;       ///< by relationship
  std::map<std::string, std::size_t> placeholders_;  ///< columns of amounts nobody knows, by path
  std::string last_;                                 ///< the last date on which something happened
  std::string planned_;                              ///< likewise, of what was to happen
};

}  // namespace edca::legacy
