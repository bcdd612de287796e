#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "edca/error.hpp"
#include "pnt/format.hpp"
#include "pnt/row.hpp"

namespace edca::pnt {

/// A cell as a format has it.
struct FilledCell {
  std::string text;          ///< a day as "2024-12-31"; of a catalogue its label; "": nothing
  std::int64_t option = -1;  ///< of a catalogue, the number of the label
};
using FilledLine = std::vector<FilledCell>;  ///< by column

/// A row as a format has it.
struct FilledRow {
  std::string ocid;
  std::string contract;  ///< "" of a procedure of which nothing came
  FilledLine cells;
  std::vector<std::vector<FilledLine>> tables;  ///< by column; empty for those that are no table
};

/// Hears of a cell that is not as the format wants it: the rule, its column, further arguments.
using TellColumn =
    std::function<void(base::RuleId rule, const Column& column, Arguments arguments)>;

/// Brings what is known of a row into the columns of a format; what does not fit is told.
FilledRow fill(const Format& format, const Row& row, bool contract, const TellColumn& tell);

/// "31/12/2024" of "2024-12-31"; other texts as they are.
std::string slashed(std::string_view day);

/// Whether a text is an amount as the platform takes it: 12 digits, and two behind the point.
bool fits_money(std::string_view text);

}  // namespace edca::pnt
