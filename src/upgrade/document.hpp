#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace edca::upgrade {

/// One JSON text that is changed here and there and written again: what was not changed leaves byte
/// for byte, white space and the spelling of numbers and strings included.
///
/// Values are named by their index; 0 is the root. Changes show in find(), text() and write(); the
/// places stay those of the text as it was read.
class Document {
 public:
  using Id = std::uint32_t;
  static constexpr Id none = 0xFFFFFFFF;
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  /// `text` is valid JSON (RFC 8259) of less than 4 GiB, at most 512 levels deep.
  explicit Document(std::string_view text);

  Kind kind(Id id) const { return nodes_[id].kind; }
  bool is(Id id, Kind kind) const { return nodes_[id].kind == kind; }
  Id parent(Id id) const { return nodes_[id].parent; }
  Id first(Id id) const { return nodes_[id].first; }  ///< child, or none
  Id next(Id id) const { return nodes_[id].next; }    ///< sibling, or none
  /// Whether nothing is in a container; one that was put in as a text is not looked into.
  bool empty(Id id) const { return nodes_[id].first == none && !nodes_[id].replaced; }
  /// The member of an object, the last of several; none when absent or when this is no object.
  Id find(Id object, std::string_view key) const;
  /// The same when the member is of this kind.
  Id find(Id object, std::string_view key, Kind kind) const;

  /// The name of a member as it is now, without escapes; eight bytes behind it can be read.
  std::string_view key(Id id) const;
  /// The same as JSON text, as it was written where it is not another one now.
  std::string key_text(Id id) const;
  /// A string, decoded; nothing for other values and for strings with half a surrogate pair.
  std::optional<std::string> string(Id id) const;
  /// The value as JSON text, with all changes made so far.
  std::string text(Id id) const;
  /// Where the value stood in the text that was read; a value that was put in: where its parent
  /// stood.
  std::size_t offset(Id id) const { return nodes_[id].begin; }
  /// The value as it was read; nothing of one that was put in.
  std::string_view original(Id id) const { return source(nodes_[id].begin, nodes_[id].end); }
  /// Whether text was put around the value.
  bool is_wrapped(Id id) const;
  /// RFC 6901, in the text that was read.
  std::string pointer(Id id) const;

  // Changes. Texts are JSON.

  /// A scalar, or a container with all that is in it.
  void replace(Id id, std::string_view text);
  void rename(Id member, std::string_view key);
  /// Puts text before and behind a value: `[` and `]`.
  void wrap(Id id, std::string_view before, std::string_view behind);
  void remove(Id id);
  /// A new member behind another one of an object (none: at its front), or a new element of an
  /// array (with an empty key).
  void insert(Id container, std::string_view key, std::string_view text, Id behind);
  void append(Id container, std::string_view key, std::string_view text) {
    insert(container, key, text, nodes_[container].last);
  }
  /// One more element behind a value that was wrapped to be the first of a list.
  void append_behind(Id wrapped, std::string_view text);
  /// A scalar that was replaced or a value that was wrapped becomes what it was, but for its name.
  void restore(Id id);
  bool changed() const { return nodes_[0].changed; }
  /// Whether a value or something in it was changed.
  bool changed(Id id) const { return nodes_[id].changed; }

  void write(std::string& out) const { write(0, out); }

 private:
  struct Node {
    Kind kind = Kind::null;
    bool changed = false;   ///< it or something in it
    bool replaced = false;  ///< its text is in texts_
    bool added = false;
    std::uint32_t gap = 0;      ///< where the bytes before the key or the element start
    std::uint32_t key = 0;      ///< of the opening quote; equal to key_end without a key
    std::uint32_t key_end = 0;  ///< behind the closing quote
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t index = 0;  ///< in its array, as it was read
    Id parent = none, first = none, last = none, next = none, previous = none;
  };
  struct Texts {
    std::string key, value, before, behind;
  };

  void read();
  Id open(Id parent, std::uint32_t gap, std::uint32_t key, std::uint32_t key_end, std::uint32_t at);
  void link(Id id, Id container, Id behind);
  void touch(Id id);
  const Texts* texts_of(Id id) const;
  std::string_view source(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(source_).substr(begin, end - begin);
  }
  std::string_view indent(Id container) const;
  void write(Id id, std::string& out) const;
  void lead(Id id, std::string& out) const;
  bool value(Id id, std::string& out) const;
  void close(Id id, std::string& out) const;

  std::string source_;  ///< and zeros behind it
  std::size_t size_;
  std::vector<Node> nodes_;
  std::unordered_map<Id, Texts> texts_;
  std::unordered_map<Id, std::string> names_;  ///< of members whose names were written with escapes
};

/// `text` as a JSON string.
std::string json_string(std::string_view text);

}  // namespace edca::upgrade
