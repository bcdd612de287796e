#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rows/made_text.hpp"

namespace edca::rows {

/// One object that a row speaks of: the item itself, or an element of a list in it.
struct Level {
  static constexpr std::size_t none = ~std::size_t{0};

  std::vector<Step> steps;           ///< to the element; none for the item
  std::string way;                   ///< without the numbers of elements: "awards/items"
  std::size_t parent = none;         ///< index of the level around it
  std::size_t from = 0;              ///< steps of the level around it
  std::size_t id = none;             ///< index among the columns
  std::size_t ocid = none;           ///< likewise, of the item
  std::vector<std::size_t> columns;  ///< its fields, ids included
  bool has_lists = false;            ///< other levels stand in it
  bool only_ids = true;              ///< of it and of objects in it that stand in no list
  /// Nothing is said of the object but which one it is.
  bool refers() const { return has_lists && only_ids; }
};

/// The levels of a row with these columns, each behind the one around it; the item is the first.
std::vector<Level> levels_of(const std::vector<Column>& columns);

}  // namespace edca::rows
