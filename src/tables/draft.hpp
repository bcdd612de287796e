#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/arena.hpp"
#include "json/writer.hpp"

namespace edca::tables {

/// Objects within one another that a name may lead through: as many as a JSON text may have.
inline constexpr std::size_t most_levels = 512;

/// A JSON value that is being put together.
struct Draft {
  enum class Kind : std::uint8_t { none, text, object, array } kind = Kind::none;
  std::string_view text;  ///< of a value that is whole: JSON
  std::vector<std::pair<std::string_view, Draft*>> members;
  std::unordered_map<std::string_view, std::uint32_t> index;  ///< of members, where there are many
  std::vector<std::pair<std::uint64_t, Draft*>> elements;     ///< with their places
};

/// The drafts of one item, in memory that is used again for the next one.
class Drafts {
 public:
  Draft* make() { return &drafts_.emplace_back(); }
  std::string_view keep(std::string_view text) { return {texts_.copy(text), text.size()}; }
  void clear();

  /// What stands at a path below an object, made where it is missing; nullptr where something on
  /// the way is no object.
  Draft* at(Draft& object, std::span<const std::string> path);
  /// Appends the value; elements of arrays in the order of their places. Calls itself once a level.
  static void write(Draft& draft, json::Writer& out);

 private:
  Draft* member(Draft& object, std::string_view key);

  std::deque<Draft> drafts_;
  base::Arena texts_;
};

/// The keys of a name of a column, or of a table below another one, see append_key().
std::vector<std::string> keys_of(std::string_view name);

}  // namespace edca::tables
