#include "semantics/recorder.hpp"

#include <algorithm>
#include <iterator>

#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::semantics {
namespace {

/// Where a literal stands: null, true and false leave nothing in the tree but their place in the
/// order of values.
std::size_t offset_after(std::string_view text, std::size_t before) {
  return std::min(text.find_first_of("ntf", before), text.size());
}

/// Rules with nothing to add where it is known what should stand in the place of a value.
bool says_less(base::RuleId rule) {
  constexpr base::RuleId less[] = {"text.empty",         "text.mojibake",      "text.placeholder",
                                   "text.program-value", "date.unlikely-year", "date.default"};
  return std::ranges::find(less, rule.index(), &base::RuleId::index) != std::end(less);
}

/// Behind the closing quote of the string that begins at `offset`: escapes make the text longer
/// than what it says.
std::size_t end_of_string(std::string_view text, std::size_t offset) {
  for (++offset; offset < text.size() && text[offset] != '"';)
    offset += text[offset] == '\\' ? 2 : 1;
  return offset + 1;
}

/// Walks over a tree once and knows the pointer and the offset of the value it is at.
class Walk {
 public:
  Walk(const json::Tree& tree, std::string_view text)
      : tree_(tree), text_(text), at_(tree.values().data()) {}

  /// Goes on to `value`, which is not before the last one.
  void to(const Value* value) {
    while (at_ != value) lies_behind(value) ? skip() : step();
  }

  std::string pointer() const {
    std::string out;
    for (const Level& level : open_) {
      if (level.key != nullptr) {
        json::append_token(out, level.key->view());
      } else {
        json::append_index(out, level.index);
      }
    }
    return out;
  }

  /// Adds the names on the way, without indices.
  void path(std::string& out) const {
    for (const Level& level : open_)
      if (level.key != nullptr) out.append(1, '/').append(level.key->view());
  }

  /// Where the value stands in the text: a literal, behind the last value before it that is none.
  std::size_t offset() {
    if (at_->kind >= Kind::number) return tree_.offset_of(*at_);
    const Value* known = at_;
    while (known != literal_ && known->kind < Kind::number) --known;
    std::size_t end = known == literal_ ? literal_at_ + 4 : end_of(*known);
    for (; known != at_; ++known) {
      literal_at_ = offset_after(text_, end);
      end = literal_at_ + 4;
    }
    literal_ = at_;
    return literal_at_;
  }

 private:
  struct Level {
    const Value* end;  ///< behind the container
    const Value* key;  ///< of the current member; nullptr in an array
    std::size_t index;
  };

  /// Whether the value at hand can be passed as a whole.
  bool lies_behind(const Value* value) const { return at_->is_container() && at_->next() <= value; }

  void skip() {
    at_ = at_->next();
    leave();
  }

  /// To the next value in the order of the text.
  void step() {
    if (at_->is_container() && at_->size != 0) {
      const bool object = at_->kind == Kind::object;
      open_.push_back({at_->next(), nullptr, 0});
      ++at_;
      if (object) enter_member();
      return;
    }
    ++at_;
    leave();
  }

  /// From behind a value to the next one.
  void leave() {
    while (open_.back().end == at_) {
      open_.pop_back();
    }
    if (open_.back().key != nullptr) {
      enter_member();
    } else {
      ++open_.back().index;
    }
  }

  void enter_member() {
    open_.back().key = at_;
    ++at_;
  }

  /// Behind what a value that is no literal begins with, up to where others may stand.
  std::size_t end_of(const Value& value) const {
    const std::size_t offset = tree_.offset_of(value);
    if (value.kind == Kind::string) return end_of_string(text_, offset);
    return offset + (value.is_container() ? 1 : value.size);
  }

  const json::Tree& tree_;
  std::string_view text_;
  const Value* at_;
  const Value* literal_ = nullptr;  ///< the last one whose place was told
  std::size_t literal_at_ = 0;
  std::vector<Level> open_;
};

}  // namespace

void Recorder::begin(const json::Tree& tree, std::string_view text,
                     std::span<const std::size_t> spoken, std::span<const Slip> slips, Tally& tally,
                     const Tally* earlier) {
  tree_ = &tree;
  text_ = text;
  spoken_ = spoken;
  slips_ = slips;
  tally_ = &tally;
  earlier_ = earlier;
  forget();
  ocid_ = release_ = {};
}

/// Whether something was said of a value, or of a place within a string.
bool Recorder::is_spoken_of(const Value& value) const {
  if (spoken_.empty() || value.kind < Kind::number) return false;
  const std::size_t offset = tree_->offset_of(value);
  const auto next = std::lower_bound(spoken_.begin(), spoken_.end(), offset);
  if (next == spoken_.end()) return false;
  return *next == offset || (value.kind == Kind::string && *next < end_of_string(text_, offset));
}

void Recorder::note(base::RuleId id, const Value& at, std::string_view property, Words words) {
  const std::size_t index = id.index();
  if (!enabled_[index]) return;
  if (says_less(id) && is_spoken_of(at)) return;
  if (tally_->of(index)++ + (earlier_ == nullptr ? 0 : (*earlier_)[index]) >= keep_) return;
  notes_.push_back({&at, notes_.size(), id, words_.size(), ocid_, release_});
  say({}, property);
  for (const auto& [name, text] : words) say(name, text);
}

void Recorder::say(std::string_view name, std::string_view text) {
  words_.push_back({name, said_.size(), text.size()});
  said_.append(text);
}

/// The property and the arguments of a note, which end where those of the next begin.
std::span<const Recorder::Word> Recorder::words(const Note& note) const {
  const auto first = words_.begin() + static_cast<std::ptrdiff_t>(note.first_word);
  const auto next =
      std::find_if(first + 1, words_.end(), [](const Word& word) { return word.name.empty(); });
  return {first, next};
}

/// A hash of what all findings of a cause share, below the path that cause_ begins with.
std::uint64_t Recorder::cause(const Note& note) {
  cause_.add({}, note.rule.variant());
  for (const Word& word : words(note)) cause_.add(word.name, said(word));
  return cause_.hash(note.rule.index());
}

Finding Recorder::finding(const Note& note) const {
  Finding finding;
  finding.rule = &note.rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = note.rule.variant();
  finding.ocid = note.ocid;
  finding.release = note.release;
  const std::span<const Word> all = words(note);
  finding.property = said(all.front());
  for (const Word& word : all.subspan(1)) finding.arguments.emplace_back(word.name, said(word));
  return finding;
}

void Recorder::finish(std::vector<Hit>& hits) {
  std::sort(notes_.begin(), notes_.end(), [](const Note& left, const Note& right) {
    return std::pair(left.at, left.order) < std::pair(right.at, right.order);
  });
  Walk walk(*tree_, text_);
  for (const Note& note : notes_) {
    walk.to(note.at);
    std::uint64_t hash = 0;
    if (tally_->limits_causes()) {
      walk.path(cause_.path());
      hash = cause(note);
      if (!tally_->keeps(hash, earlier_)) continue;
    }
    Hit& hit = hits.emplace_back(Hit{walk.offset(), finding(note), hash});
    hit.finding.pointer = walk.pointer();
    hit.finding.value = json::excerpt(text_, hit.offset);
  }
  forget();
}

void Recorder::forget() {
  notes_.clear();
  words_.clear();
  said_.clear();
}

}  // namespace edca::semantics
