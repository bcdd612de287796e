#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "legacy/layout.hpp"
#include "rows/values.hpp"

namespace edca::legacy {

/// What the cells of a row look like, column by column: by it is told how a damaged row was. Dates,
/// amounts, codes, RFC and addresses have a form; texts may be anything. Immutable.
class RowShape {
 public:
  /// What is known of each column, nullptr for nothing; behind them nothing may stand. `decimal`:
  /// the mark of amounts. `zone` and the columns must outlive this.
  RowShape(std::vector<const LayoutColumn*> columns, const rows::Zone& zone, char decimal)
      : columns_(std::move(columns)), zone_(&zone), decimal_(decimal) {}

  /// Whether the cells of a column have a form.
  bool tells(std::size_t column) const;
  /// Whether a cell may stand in a column: it is empty, or has its form.
  bool fits(std::size_t column, std::string_view cell) const;
  /// Whether all cells fit, and one that is not empty tells it.
  bool proves(std::span<const std::string_view> cells) const;

 private:
  std::vector<const LayoutColumn*> columns_;
  const rows::Zone* zone_;
  char decimal_;
};

/// Puts the cells of a row together that has more of them than columns, because delimiters stood in
/// texts without quotes: false where there is not one way, and one only, in which all that tells
/// fits; then nothing is changed. Cells that are put together must lie beside each other in one
/// text, with one byte between them.
bool narrow(std::vector<std::string_view>& cells, std::size_t columns, const RowShape& shape);

}  // namespace edca::legacy
