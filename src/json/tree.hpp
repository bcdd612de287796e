#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "json/parse.hpp"
#include "json/tokens.hpp"

namespace edca::json {

enum class NodeKind : std::uint8_t { null, no, yes, number, string, array, object };

/// A value of a parsed JSON text. The values of a text lie one behind the other: behind an array
/// stand its elements, behind an object its members, each a key (a string) and its value.
struct Node {
  static constexpr std::uint8_t escaped = 1;  ///< a string that may hold what must be escaped
  static constexpr std::uint8_t mixed = 2;    ///< an array with an element that is no object

  NodeKind kind = NodeKind::null;
  std::uint8_t flags = 0;
  std::uint32_t size = 0;  ///< bytes of a string or number; elements or members
  struct Block {
    std::uint32_t extent;  ///< values in it, itself counted
    std::uint32_t offset;  ///< of its bracket in the text
  };
  union {
    const char* text = nullptr;  ///< of a string, decoded; of a number, as written
    Block block;                 ///< of an array or object
  };

  bool is_container() const { return kind >= NodeKind::array; }
  bool is_bool() const { return kind == NodeKind::no || kind == NodeKind::yes; }
  std::string_view view() const { return {text, size}; }
  /// The value behind this one and all that is in it.
  const Node* next() const { return this + (is_container() ? block.extent : 1); }
};
static_assert(sizeof(Node) == 16);

/// The member of an object, or nullptr when absent or when `value` is no object. Linear.
const Node* find(const Node& value, std::string_view key);

/// A string value over a text that `arena` keeps.
Node string_value(std::string_view text, base::Arena& arena);

class TreeBuilder;

enum class ReadError { none, syntax, depth };

/// JSON texts as values in one block of memory, which is used again after clear().
///
/// Numbers keep their text, of any size; of duplicate keys the last value counts, in the place of
/// the first. Parses in place in memory of its own, so the texts given need not stay.
class Tree {
 public:
  struct Read {
    ReadError error = ReadError::none;
    std::size_t offset = 0;  ///< of what cannot be read
    std::size_t root = 0;    ///< for at()
    /// Names that stand twice, of which the last value is left, or halves of surrogate pairs.
    bool lossy = false;
  };

  /// Parses one JSON text, valid UTF-8 (RFC 8259), at most 512 levels deep. Moves the values of
  /// the texts before it.
  Read parse(std::string_view text);

  /// For those who parse a text themselves, in place at `copy`: a handler that builds its value, at
  /// the root 0. Forgets all other texts; `text` and `copy` must stay. `backslash` is the offset of
  /// the first one, or the size of the text.
  TreeBuilder builder(std::string_view text, const char* copy, std::size_t backslash);

  /// Valid until the next parse() or builder().
  const Node& at(std::size_t root) const { return values_[root]; }
  const std::vector<Node>& values() const { return values_; }
  /// Where a value of the last text begins in it: a string with its quote, a number with its first
  /// character, an object or array with its bracket. Only for these.
  std::size_t offset_of(const Node& value) const;
  /// Where the last text, `length` long, was parsed: its strings are decoded, and of what their
  /// escapes took up something is left.
  std::string_view decoded(std::size_t length) const { return {copy_, length}; }
  void clear();

 private:
  ParseResult run(std::string_view text, bool raw_surrogates);
  ParseResult parse_copy(std::string_view text, const char* numbers, bool raw_surrogates);
  ParseResult end(const TreeBuilder& builder, const ParseResult& result);
  void remove_duplicates(std::size_t root);

  base::Arena texts_;
  rapidjson::Reader reader_;
  base::TokenIndex tokens_;
  std::vector<Node> values_;
  const char* copy_ = nullptr;     ///< of the last text, where it was parsed
  const char* numbers_ = nullptr;  ///< where its numbers stand as they were written
  bool duplicates_ = false;
  bool too_deep_ = false;
};

}  // namespace edca::json
