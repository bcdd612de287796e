#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "base/rule_id.hpp"
#include "items/run_log.hpp"
#include "legacy/rows.hpp"

namespace edca::legacy {

/// Says what is to be said of rows and cells.
class Notes {
 public:
  explicit Notes(items::RunLog& log) : log_(log) {}

  static constexpr std::size_t no_column = ~std::size_t{0};

  /// A finding about a cell, or with no_column about a row.
  void tell(base::RuleId rule, const RowAt& at, std::size_t column, std::string_view value = {},
            Arguments arguments = {});
  /// The same, once for all of a file, column and group: where it stands first, with how often it
  /// is so (argument `count`); tally_file() whatever the column.
  void tally(base::RuleId rule, const RowAt& at, std::size_t column, std::string_view value = {},
             std::string_view group = {}) {
    count(rule, at, column, value, group, column);
  }
  void tally_file(base::RuleId rule, const RowAt& at, std::size_t column) {
    count(rule, at, column, {}, {}, no_column);
  }
  /// The same as tally(), or with no_column as `of` tally_file(), so many times: `at` is where it
  /// stands first.
  void tally_many(base::RuleId rule, const RowAt& at, std::size_t column, std::size_t of,
                  std::uint64_t times);
  /// Tells what was tallied.
  void finish();

 private:
  struct Tallied {
    Finding finding;
    std::uint64_t count = 0;
  };
  using Key = std::tuple<std::size_t, std::size_t, std::string_view, std::string_view, std::string>;

  void count(base::RuleId rule, const RowAt& at, std::size_t column, std::string_view value,
             std::string_view group, std::size_t of);
  static Finding make(base::RuleId rule, const RowAt& at, std::size_t column,
                      std::string_view value);

  items::RunLog& log_;
  std::map<Key, Tallied> tallied_;
};

}  // namespace edca::legacy
