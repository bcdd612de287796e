#include "base/suggest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace edca::base {
namespace {

/// Longer names are only compared for equality: the distance takes the product of the lengths.
constexpr std::size_t longest = 64;

bool is_separator(char c) noexcept {
  return c == '_' || c == '-' || c == ' ';
}

/// What is compared: the name folded, without separators.
std::string key_of(std::string_view name) {
  std::string key;
  if (std::all_of(name.begin(), name.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    key = name;
    for (char& c : key) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
  } else {
    key = base::fold(name);
  }
  key.erase(std::remove_if(key.begin(), key.end(), is_separator), key.end());
  return key;
}

std::size_t allowed(std::size_t letters) noexcept {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

/// Damerau-Levenshtein distance (unrestricted) of two keys of at most `longest` bytes.
std::size_t distance(std::string_view left, std::string_view right) noexcept {
  const std::size_t far = left.size() + right.size();
  std::array<std::array<std::size_t, longest + 2>, longest + 2> cost;
  std::array<std::size_t, 256> last_row{};
  cost[0][0] = far;
  for (std::size_t i = 0; i <= left.size(); ++i) {
    cost[i + 1][0] = far;
    cost[i + 1][1] = i;
  }
  for (std::size_t j = 0; j <= right.size(); ++j) {
    cost[0][j + 1] = far;
    cost[1][j + 1] = j;
  }
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t last_match = 0;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t row = last_row[static_cast<unsigned char>(right[j - 1])];
      const std::size_t column = last_match;
      const bool same = left[i - 1] == right[j - 1];
      if (same) last_match = j;
      const std::size_t replaced = cost[i][j] + (same ? 0 : 1);
      const std::size_t shifted = std::min(cost[i + 1][j], cost[i][j + 1]) + 1;
      const std::size_t swapped = cost[row][column] + (i - row - 1) + 1 + (j - column - 1);
      cost[i + 1][j + 1] = std::min({replaced, shifted, swapped});
    }
    last_row[static_cast<unsigned char>(left[i - 1])] = i;
  }
  return cost[left.size() + 1][right.size() + 1];
}

/// Also of names that are too short for any other slip: "tags" for "tag", "rol" for "roles".
bool is_plural(std::string_view many, std::string_view one) noexcept {
  return one.size() >= 2 && many.starts_with(one) &&
         (many.substr(one.size()) == "s" || many.substr(one.size()) == "es");
}

/// How far `name` is from `typed`; more than `limit` when it is not near.
std::size_t gap(std::string_view typed, std::string_view name, std::size_t limit) noexcept {
  if (typed == name) return 0;
  if (is_plural(typed, name) || is_plural(name, typed)) return 1;
  if (typed.size() > longest || name.size() > longest) return limit + 1;
  const std::size_t bound = std::min(limit, allowed(name.size()));
  const std::size_t lengths =
      std::max(typed.size(), name.size()) - std::min(typed.size(), name.size());
  if (lengths > bound) return limit + 1;
  const std::size_t steps = distance(typed, name);
  return steps <= bound ? steps : limit + 1;
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> names) {
  const std::string key = key_of(typed);
  if (key.empty()) return {};
  std::string_view best;
  bool tie = false;
  std::size_t smallest = 2;
  bool found = false;
  for (const std::string_view name : names) {
    if (name == typed || (found && name == best)) continue;
    const std::size_t steps = gap(key, key_of(name), smallest);
    if (steps > smallest) continue;
    tie = found && steps == smallest;
    found = true;
    smallest = steps;
    best = name;
  }
  return tie ? std::string_view() : best;
}

}  // namespace edca::base
