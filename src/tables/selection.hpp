#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edca::tables {

/// What of the data goes into tables, by paths of names: "releases/awards" is a table with all that
/// stands in its rows, "releases/tender/title" one column. The outermost name may be left away.
class Selection {
 public:
  Selection() = default;
  /// Of `only` (where there are any) everything but what `skip` names.
  Selection(const std::vector<std::string>& only, const std::vector<std::string>& skip);

  /// Whether a member with this path is taken, itself or for what is in it.
  bool takes(std::string_view path);
  /// Whether it is taken with all that is in it.
  bool takes_whole(std::string_view path);
  /// Whether something may be left out at all.
  bool chooses() const { return !only_.empty() || !skip_.empty(); }
  /// A name that no path asked about fitted so far.
  struct Unmet {
    std::string path;
    std::string above;  ///< the longest path above it that was asked about; may be empty
  };
  std::vector<Unmet> unmet() const;

 private:
  struct Name {
    std::string path;
    bool met = false;
    std::size_t above = 0;  ///< bytes of the longest path above it that was asked about
  };
  static bool names(std::vector<Name>& all, std::string_view path);
  static bool leads_to(std::vector<Name>& all, std::string_view path);

  std::vector<Name> only_;
  std::vector<Name> skip_;
};

}  // namespace edca::tables
