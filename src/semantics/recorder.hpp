#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cause.hpp"
#include "base/rule_id.hpp"
#include "edca/finding.hpp"
#include "semantics/tally.hpp"
#include "semantics/value.hpp"

namespace edca::semantics {

/// A finding that lacks line and column: `finding.pointer` starts at the item.
struct Hit {
  std::size_t offset = 0;  ///< in the text of the item
  Finding finding;
  std::uint64_t cause = 0;  ///< by which the tally counted it; 0: it did not
};

/// A member that was written under another name.
struct Slip {
  std::size_t object = 0;  ///< offset of the object in the text of the item
  std::string_view meant;  ///< what the member should be called; must stay
  auto operator<=>(const Slip& other) const = default;
};

/// Takes down what the rules of one item find. Pointers and excerpts are made at the end, in one
/// pass over the tree, only for findings that are kept.
class Recorder {
 public:
  using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// `enabled` and `keep` by index of rules(); both must outlive the recorder.
  Recorder(const std::vector<bool>& enabled, const std::uint64_t& keep)
      : enabled_(enabled), keep_(keep) {}

  /// Makes ready for an item, `text`, which was parsed into the tree; `tally` counts every finding,
  /// `earlier` holds what was counted before in the same unit of work, nullptr: nothing. Of values
  /// at the places `spoken`, in order, nobody needs to hear that they are empty, damaged or say
  /// nothing, or that they are absent where another form was meant; of the members `slips`, in
  /// order, that they are absent.
  void begin(const json::Tree& tree, std::string_view text, std::span<const std::size_t> spoken,
             std::span<const Slip> slips, Tally& tally, const Tally* earlier);
  /// The release that the findings from here on belong to.
  void release(std::string_view ocid, std::string_view id) {
    ocid_ = ocid;
    release_ = id;
  }

  /// What `at` says is wrong. `rule` is "id" or "id/variant".
  void add(base::RuleId rule, const Value& at, Words words = {}) { note(rule, at, {}, words); }
  /// A member that is not in `object`. Silent where it stands there empty, under another name or as
  /// something else: another rule speaks of that.
  void absent(base::RuleId rule, const Value& object, std::string_view property, Words words = {}) {
    if (is_misspelt(object, property)) return;
    const Value* there = json::find(object, property);
    if (there == nullptr || !(is_empty(*there) || is_spoken_of(*there)))
      note(rule, object, property, words);
  }
  /// Whether the member of the object was written under another name.
  bool is_misspelt(const Value& object, std::string_view property) const {
    return !slips_.empty() && std::binary_search(slips_.begin(), slips_.end(),
                                                 Slip{tree_->offset_of(object), property});
  }

  /// Adds what was found to `hits`, with pointers and excerpts.
  void finish(std::vector<Hit>& hits);

 private:
  struct Note {
    const Value* at;
    std::size_t order;
    base::RuleId rule;
    std::size_t first_word;  ///< in words_: the property, then the arguments by name
    std::string_view ocid;
    std::string_view release;
  };
  /// A text in said_; names are literals.
  struct Word {
    std::string_view name;
    std::size_t begin;
    std::size_t size;
  };

  void forget();
  bool is_spoken_of(const Value& value) const;

  std::string_view said(const Word& word) const {
    return std::string_view(said_).substr(word.begin, word.size);
  }
  std::span<const Word> words(const Note& note) const;
  void say(std::string_view name, std::string_view text);
  std::uint64_t cause(const Note& note);
  Finding finding(const Note& note) const;
  void note(base::RuleId rule, const Value& at, std::string_view property, Words words);

  const std::vector<bool>& enabled_;
  const std::uint64_t& keep_;
  const json::Tree* tree_ = nullptr;
  std::string_view text_;
  std::span<const std::size_t> spoken_;
  std::span<const Slip> slips_;
  Tally* tally_ = nullptr;
  const Tally* earlier_ = nullptr;
  std::vector<Note> notes_;
  std::vector<Word> words_;  ///< of all notes
  std::string said_;
  base::Cause cause_;
  std::string_view ocid_;
  std::string_view release_;
};

}  // namespace edca::semantics
