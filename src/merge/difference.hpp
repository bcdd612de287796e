#pragma once

#include <string>
#include <vector>

#include "json/tree.hpp"

namespace edca::merge {

/// One place where two values differ.
struct Difference {
  std::string pointer;      ///< JSON Pointer in the newer value; of what is gone, in the older
  std::string old_pointer;  ///< in the older value, where it is another; else empty
  const json::Node* before = nullptr;  ///< nullptr: not there
  const json::Node* after = nullptr;   ///< nullptr: not there any more
};

/// The places where two values differ, the outermost ones. The order of members does not count, and
/// numbers compare mathematically (1.50 is 1.5). Objects of a list are the same by their `id` where
/// all of them, before and after, have one of their own; else elements are compared by their place.
/// A list of nothing but texts, numbers and the like is one value.
/// In linear time, but for collisions that nobody can prepare.
std::vector<Difference> differences(const json::Node& before, const json::Node& after);

}  // namespace edca::merge
