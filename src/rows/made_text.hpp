#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "io/cells.hpp"
#include "rows/made.hpp"

namespace edca::rows {

/// A name on the way from an item to a field.
struct Step {
  std::string key;
  bool list = false;        ///< a list of objects stands there
  std::uint32_t group = 0;  ///< which of its elements in a row
};

struct Field;

/// A column whose heading is understood.
struct Column {
  std::size_t number = 0;  ///< from 0
  std::string heading;     ///< as people see it
  std::vector<Step> steps;
  std::string way;               ///< "awards/items/description"
  const Field* field = nullptr;  ///< nullptr: the schema does not know it
  /// What the list of its cells offers, in a workbook to fill in; nullptr: there is no list.
  std::shared_ptr<const std::vector<std::string>> labels = nullptr;
};

/// What is kept of a sheet for findings.
struct SheetHead {
  std::string name;
  std::string file;
  std::uint32_t row = 1;        ///< of the headings
  std::uint32_t line = 1;       ///< likewise, of CSV; 0 for others
  std::vector<Column> columns;  ///< in their order
  /// The numbers of the columns of a way; made by MadeText.
  std::unordered_map<std::string, std::vector<std::size_t>> by_way = {};

  /// That of a number; nullptr where it is not read.
  const Column* column(std::size_t number) const;
};

/// Sets the cell of a finding.
void set_cell(Finding& finding, const SheetHead& sheet, const CellAt& at);

/// JSON Lines that were made of cells, one item a line.
class MadeText final : public io::CellText {
 public:
  struct Item {
    std::uint64_t offset;  ///< of its first byte
    const Made* made;
  };

  MadeText(std::vector<Item> items, std::string text, MadeStore store,
           std::vector<SheetHead> sheets, std::vector<Finding> findings);

  std::string locate(Finding& finding) const override;
  bool said(const Finding& finding) const override;

 private:
  const Made* item_at(std::uint64_t offset) const;
  std::string locate_absent(Finding& finding, const Made& object, const std::string& way) const;

  std::vector<Item> items_;
  MadeStore store_;
  std::vector<SheetHead> sheets_;
  std::unordered_set<std::string> wrong_;  ///< cells of which an error was told
};

}  // namespace edca::rows
