#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rows/levels.hpp"
#include "rows/made_text.hpp"
#include "rows/notices.hpp"
#include "rows/values.hpp"

namespace edca::rows {

/// Cells of a row that hold something, by the index of their column.
struct ReadCell {
  CellAt at;
  Value value;
};

/// Puts rows together into items. Rows with the same ids are about the same thing; what they say of
/// it has to agree.
class Joiner {
 public:
  /// `sheets` are those of all rows, by CellAt::sheet.
  Joiner(MadeStore& store, Notices& notices, const std::vector<SheetHead>& sheets, bool ids_by_row)
      : store_(store), notices_(notices), sheets_(sheets), ids_by_row_(ids_by_row) {}

  /// The ways of things that some sheet describes: others may only be referred to.
  void describe(const std::vector<Level>& levels);
  /// One row: of each column its cell, with an empty value where nothing stands. `sheet` is what it
  /// is in. Items are made in the order in which they are met.
  void add(const SheetHead& sheet, const std::vector<Level>& levels,
           const std::vector<ReadCell>& cells);

  const std::vector<Made*>& items() const { return items_; }

 private:
  struct Row {
    const SheetHead& sheet;
    const std::vector<Level>& levels;
    const std::vector<ReadCell>& cells;
    std::vector<Made*> made;  ///< by level
    std::vector<bool> used;   ///< by level: something stands in it or below
    CellAt first;             ///< the first cell that holds something
  };

  bool is_used(Row& row);
  Made* item_of(Row& row);
  Made* new_item(Row& row, const std::string& key);
  Made* element_of(Row& row, std::size_t index);
  Made* list_of(Row& row, const Level& level, Made& parent);
  Made* stray(Row& row, base::RuleId rule, std::size_t column, const std::string& value);
  Made* referred(Row& row, const Level& level, const Made* list);
  void fill(Row& row, std::size_t index);
  void set(Row& row, Made& object, const Column& column, std::size_t from, const ReadCell& cell);
  void conflict(Row& row, const Made& known, const ReadCell& cell);
  CellAt place_of(const Row& row, const Level& level) const;
  std::string key_text(const Row& row, std::size_t column) const;
  void make_id(Row& row, const Level& level, Made& element);

  MadeStore& store_;
  Notices& notices_;
  const std::vector<SheetHead>& sheets_;
  bool ids_by_row_;
  std::set<std::string> described_;
  std::vector<Made*> items_;
  std::unordered_map<std::string, Made*> by_key_;  ///< ocid, a NUL, id
  std::unordered_map<std::string, std::vector<Made*>> by_ocid_;
};

}  // namespace edca::rows
