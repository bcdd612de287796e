#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::tables {

/// What of the data goes into tables, by paths of names: "releases/awards" is a table with all that
/// stands in its rows, "releases/tender/title" one column. The outermost name may be left away.
class Selection {
 public:
  Selection() = default;
  /// Of `only` (where there are any) everything but what `skip` names.
  Selection(std::vector<std::string> only, std::vector<std::string> skip)
      : only_(std::move(only)), skip_(std::move(skip)) {}

  /// Whether a member with this path is taken, itself or for what is in it.
  bool takes(std::string_view path) const;
  /// Whether it is taken with all that is in it.
  bool takes_whole(std::string_view path) const;
  /// Whether something may be left out at all.
  bool chooses() const { return !only_.empty() || !skip_.empty(); }

 private:
  std::vector<std::string> only_;
  std::vector<std::string> skip_;
};

}  // namespace edca::tables
