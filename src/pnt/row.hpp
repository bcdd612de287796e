#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace edca::pnt {

/// What cells say, by the keys of their columns; those that say nothing are not there.
struct Cells : std::map<std::string, std::string, std::less<>> {
  /// "" where there is none.
  const std::string& text(std::string_view key) const {
    static const std::string none;
    const auto found = find(key);
    return found == end() ? none : found->second;
  }
};

/// A row of a format: a contract, or a procedure of which nothing came; with the rows of its
/// sub-tables, by the keys of their columns.
struct Row {
  Cells cells;
  std::map<std::string, std::vector<Cells>, std::less<>> tables;
};

}  // namespace edca::pnt
