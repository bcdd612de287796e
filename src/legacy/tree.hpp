#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "legacy/pen.hpp"

namespace edca::legacy {

/// Texts of JSON that last until clear(). Not to be used by two threads.
class Arena {
 public:
  /// A copy.
  std::string_view keep(std::string_view text);
  /// One text of several.
  std::string_view join(std::initializer_list<std::string_view> parts);
  /// The JSON text of a text, quotes included; as json::write_string().
  std::string_view quoted(std::string_view text);
  void clear();
  /// Whether texts are UTF-8 for sure, and need not be looked at.
  void trust(bool utf8) { utf8_ = utf8; }

 private:
  char* allocate(std::size_t size) {
    if (block_ == blocks_.size() || used_ + size > blocks_[block_].size) next_block(size);
    char* const place = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return place;
  }
  void next_block(std::size_t size);

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
  bool utf8_ = false;
  std::string text_;
};

/// The values of an object, as JSON, by the slots of its Tree; "" for none.
class Filled {
 public:
  std::string_view at(std::uint32_t slot) const {
    return slot < values_.size() ? values_[slot] : std::string_view();
  }
  void set(std::uint32_t slot, std::string_view json) {
    if (slot >= values_.size()) values_.resize(slot + 16);
    if (values_[slot].empty()) touched_.push_back(slot);
    values_[slot] = json;
  }
  void unset(std::uint32_t slot) {
    if (slot < values_.size()) values_[slot] = {};
  }
  /// The slots that were set since clear(); some may be unset by now, or stand there twice.
  std::span<const std::uint32_t> touched() const { return touched_; }
  void clear() {
    for (const std::uint32_t slot : touched_) values_[slot] = {};
    touched_.clear();
  }

 private:
  std::vector<std::string_view> values_;
  std::vector<std::uint32_t> touched_;
};

/// The members and objects that values go to: made once of the places of columns, then written for
/// one object after the other without looking for names.
class Tree {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// Where a value goes: a slot of this tree, or of an element of one of its lists.
  struct Spot {
    std::uint32_t list = none;
    std::uint32_t slot = none;
  };
  /// A list of objects.
  struct List {
    std::string place;            ///< "tender/documents"
    std::uint32_t slot = none;    ///< of this tree, for its text
    std::unique_ptr<Tree> below;  ///< of an element; lists in it have one element
    std::uint32_t id = none;      ///< slots of an element
    std::uint32_t url = none;
    std::uint32_t type = none;  ///< documentType
  };

  /// `one`: lists have one element each, and are no List.
  explicit Tree(bool one = false) : nodes_(1), one_(one) {}

  /// The spot of a place, the same for the same keys; "[]" behind the key of a list. An
  /// `additional` one stands behind the others of its object, by its name.
  Spot add(std::span<const std::string> keys, bool additional = false);
  const std::vector<List>& lists() const { return lists_; }
  /// "tender/title".
  const std::string& place(std::uint32_t slot) const { return places_[slot]; }

  /// Appends the members of the object, each with a comma before it where something but an opening
  /// brace stands before.
  void write(const Filled& values, Pen& out) const { write(0, values, out); }
  /// The same for one member of the root; false where nothing is below it.
  bool write_member(std::string_view name, const Filled& values, Pen& out) const;

 private:
  struct Node {
    std::string name;
    std::string key;  ///< "\"title\":"
    std::vector<std::uint32_t> children;
    std::uint32_t slot = none;
    bool list = false;  ///< of one element
    bool additional = false;
  };

  std::uint32_t child(std::uint32_t node, std::string_view name, const std::string& place,
                      bool additional);
  std::uint32_t slot_of(std::uint32_t node, std::string_view place);
  std::uint32_t list_at(std::uint32_t node, std::string_view place);
  void write(std::uint32_t node, const Filled& values, Pen& out) const;
  bool write_node(std::uint32_t node, const Filled& values, Pen& out) const;

  std::vector<Node> nodes_;                                  ///< the root first
  std::vector<std::string> places_;                          ///< by slot
  std::unordered_map<std::string, std::uint32_t> by_place_;  ///< nodes
  std::vector<List> lists_;
  bool one_;
};

/// What a row says of one object: its values, and an element for each of its lists.
struct Part {
  Filled values;
  std::vector<Filled> elements;
  std::vector<std::uint32_t> lists;  ///< whose elements were touched

  std::string_view at(const Tree::Spot& spot) const;
  void set(const Tree::Spot& spot, std::string_view json);
  void unset(const Tree::Spot& spot);
  bool empty() const { return values.touched().empty() && lists.empty(); }
  void clear();
};

}  // namespace edca::legacy
