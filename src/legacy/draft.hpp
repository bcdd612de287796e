#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "legacy/tree.hpp"

namespace edca::legacy {

/// An index of texts that are told apart by themselves: cheap while there are few.
class Index {
 public:
  static constexpr std::size_t none = ~std::size_t{0};

  /// The number of a text, or `none`.
  std::size_t find(std::string_view text) const;
  /// The next number for a text that is not there.
  std::size_t add(std::string_view text);
  std::string_view text(std::size_t number) const { return texts_[number]; }
  std::size_t size() const { return size_; }
  void clear();

 private:
  static constexpr std::size_t few = 12;

  std::vector<std::string> texts_;  ///< kept for later ones
  std::size_t size_ = 0;
  std::unordered_map<std::string_view, std::size_t> places_;  ///< once they are not few
};

/// What stands in front of places, made into a text only when something is told.
struct Around {
  Around(std::string_view before = {}, std::string_view id = {}, std::string_view behind = {})
      : before(before), id(id), behind(behind) {}
  std::string text() const { return std::string(before).append(id).append(behind); }

  std::string_view before;
  std::string_view id;
  std::string_view behind;
};

/// What is said of one object by all rows: the first value of each member stands, elements of lists
/// are told apart by their ids, documents by their addresses.
class Total {
 public:
  /// Hears of a value that differs from the one that stands: its place, "tender/title".
  using Differs = std::function<void(const std::string& place)>;

  /// Takes what a row says. `place`: "" or with a slash behind it. Texts must last until clear().
  void add(const Part& part, const Tree& tree, Arena& arena, const Around& place,
           const Differs& differs);
  /// One element of a list.
  void add_element(std::uint32_t list, const Filled& element, const Tree& tree, Arena& arena,
                   const Around& place, const Differs& differs);
  /// An element by what it is told apart by, as JSON; nullptr where there is none.
  Filled* element(std::uint32_t list, std::string_view key);
  /// Calls something with each element of a list.
  template <class Each>
  void each_element(std::uint32_t list, Each each) {
    if (list >= lists_.size()) return;
    for (std::size_t at = 0; at < lists_[list].keys.size(); ++at) each(lists_[list].elements[at]);
  }

  /// All values, with those of lists, to be written by the tree.
  const Filled& finish(const Tree& tree, Arena& arena);
  const Filled& values() const { return values_; }
  void clear();

 private:
  struct List {
    Index keys;
    std::vector<Filled> elements;  ///< kept for later ones
    Index types;                   ///< of documents
    std::vector<std::size_t> times;
  };

  Filled values_;
  std::vector<List> lists_;
  std::vector<std::uint32_t> used_;  ///< lists with elements
  Pen text_;                         ///< of a list
};

}  // namespace edca::legacy
