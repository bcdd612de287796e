#pragma once

#include <string_view>
#include <vector>

#include "merge/rules.hpp"
#include "merge/tree.hpp"

namespace edca::portal {

/// Tells which releases give, when they are the only one of their process, the same Figures as
/// their compiled release does, and can be merged: then nothing has to be merged to count them.
class Alone {
 public:
  /// Whether no member of an array can meet another, so that nothing is merged within the release:
  /// all ids of an array are texts, and different.
  bool is_plain(const merge::Value& release);

 private:
  std::vector<std::string_view> ids_;
};

/// Whether compiled releases keep all that Figures look at.
bool keep_figures(const merge::Rules& rules);

}  // namespace edca::portal
