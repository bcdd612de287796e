#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/describing.hpp"
#include "base/hash.hpp"

namespace edca::base {

/// Puts together what tells the cause of a finding from others: its rule, the names on the way to
/// its place without indices, and what it says beside values. Keeps its memory from one to the
/// next.
class Cause {
 public:
  /// Begins another one, with its path: "/tender/items/quantity".
  std::string& path() {
    text_.clear();
    return text_;
  }
  /// A variant, a property (without a name), or an argument.
  void add(std::string_view name, std::string_view text) {
    if (!name.empty() && !describes(name)) return;
    text_.append(1, '\0').append(name).append(1, '\0').append(text);
  }
  /// A hash of it all, for this process; never 0. `rule` is the index in rules().
  std::uint64_t hash(std::size_t rule) const {
    return std::max<std::uint64_t>(hash_.hash(rule, text_).low, 1);
  }

 private:
  std::string text_;
  KeyedHash hash_;
};

}  // namespace edca::base
