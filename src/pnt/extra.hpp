#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pnt/row.hpp"

namespace edca::pnt {

/// A table of what contracting data lacks: a row for each contract, or for all.
class Extra {
 public:
  /// `path` empty: nothing. Throws Error(usage, "convert.pnt-extra") with argument path where it is
  /// no table with a column "contrato", or has columns that are not known (argument column).
  explicit Extra(const std::string& path);

  /// What it says of a contract: of it alone before what it says of all.
  Cells of(std::string_view ocid, std::string_view contract);
  /// Contracts of the table that nobody asked for.
  std::vector<std::string> unused() const;

 private:
  void add(const std::vector<std::string>& keys, const std::vector<std::string_view>& row,
           const std::string& path);

  std::map<std::string, Cells, std::less<>> rows_;
  std::set<std::string, std::less<>> used_;
};

}  // namespace edca::pnt
