#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/differ.hpp"

namespace edca::diff {

/// A cell that is not the same in both exports.
struct CellChange {
  std::string_view field;
  std::string_view before;  ///< "" for none
  std::string_view after;
};

/// A row that is not the same in both exports.
struct RowChange {
  std::string_view table;
  std::vector<std::pair<std::string_view, std::string_view>> key;  ///< fields and their cells
  Change change = Change::changed;
  std::vector<CellChange> cells;  ///< where it changed
};

/// What became of the rows of each table.
using TableCounts = std::map<std::string, ChangeCounts, std::less<>>;

/// Puts what changed between two exports into a text, row by row.
class ExportFormat {
 public:
  virtual ~ExportFormat() = default;
  virtual std::string begin() { return {}; }
  virtual std::string entry(const RowChange& change) = 0;
  virtual std::string end(const TableCounts& counts) = 0;
};

std::unique_ptr<ExportFormat> make_export_format(DiffFormat format, Language language);

}  // namespace edca::diff
