#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace edca::projects {

/// The places of offsets in one text, asked for in any order and as often as there are findings.
class PlaceIndex {
 public:
  /// The text, which must outlive the questions, and where it begins.
  void begin(std::string_view text, const base::Place& start);
  /// Where that byte stands; of what lies behind the text, its end.
  base::Place at(std::size_t offset);

 private:
  std::string_view text_;
  std::vector<base::Place> reached_;  ///< of every so many bytes, as far as was asked
};

}  // namespace edca::projects
