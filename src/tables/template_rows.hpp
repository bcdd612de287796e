#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "tables/template_model.hpp"

namespace edca::tables {

/// What is typed in a cell.
struct TypedCell {
  std::uint32_t column;
  bool number = false;  ///< the number that the text says
  std::string text;
};
using TypedRow = std::vector<TypedCell>;  ///< in the order of the columns

/// Puts items into the sheets of a template, in memory.
class TemplateRows {
 public:
  /// `model` must outlive it.
  explicit TemplateRows(const TemplateModel& model);

  /// A release, compiled release or project.
  void item(const json::Node& item);

  std::uint64_t items() const { return items_; }
  /// Of each sheet.
  const std::vector<std::vector<TypedRow>>& rows() const { return rows_; }
  /// Values that no cell could take, by the path of their field.
  const std::map<std::string, std::uint64_t>& left_out() const { return left_out_; }

 private:
  struct Place {
    std::size_t sheet;
    std::uint32_t column;
  };
  struct Row {
    TypedRow* cells = nullptr;  ///< nullptr: its table has no sheet
    std::size_t sheet = 0;
  };

  void fill(const json::Node& object, const std::string& prefix, const Row& row);
  void members(const json::Node& object, const std::string& prefix, const Row& row,
               std::vector<std::pair<std::string, const json::Node*>>& lists);
  void list(const std::string& field, const json::Node& value);
  void cell(const std::string& field, const json::Node& value, const Row& row);
  Row begin_row(const std::string& table);
  bool write(const TemplateColumn& column, const json::Node& value, TypedCell& cell) const;
  void leave_out(const std::string& field) { ++left_out_[field]; }

  const TemplateModel& model_;
  std::string root_;
  std::unordered_map<std::string, std::size_t> sheets_;  // by table
  std::unordered_map<std::string, Place> places_;        // by field, where it is no key
  std::unordered_set<std::string> tables_;               // all of the profile
  std::unordered_map<std::string, std::string> keys_;    // of the rows around, by field
  std::vector<std::vector<TypedRow>> rows_;
  std::map<std::string, std::uint64_t> left_out_;
  std::uint64_t items_ = 0;
};

}  // namespace edca::tables
