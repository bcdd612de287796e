#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/rule_id.hpp"
#include "edca/finding.hpp"
#include "rows/made_text.hpp"

namespace edca::rows {

/// What is said of tables. Findings of one cause are errors each by itself, notices one a column.
class Notices {
 public:
  Finding& add(base::RuleId rule, const SheetHead& sheet, const CellAt& at,
               std::string_view value = {});
  /// Once a column (or, with column ~0, a sheet), at its first cell; {count} says how often.
  void note(base::RuleId rule, const SheetHead& sheet, const CellAt& at,
            std::string_view value = {});
  /// In the order of sheets, rows and columns.
  std::vector<Finding> take();

 private:
  struct Told {
    std::size_t finding;
    std::uint64_t count;
  };
  using Key = std::tuple<const Rule*, std::string, std::uint32_t, std::uint32_t>;

  std::vector<Finding> findings_;
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> places_;
  std::map<Key, Told> told_;
};

}  // namespace edca::rows
