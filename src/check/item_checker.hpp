#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cause.hpp"
#include "base/rule_id.hpp"
#include "base/text.hpp"
#include "check/structure.hpp"
#include "check/valijson_engine.hpp"
#include "json/parse.hpp"
#include "json/tokens.hpp"
#include "semantics/semantic_rules.hpp"

namespace edca::check {

/// Findings and counts of a stretch of input.
struct Findings {
  std::vector<Finding> list;  ///< those kept, in the order of the input
  semantics::Tally tally;     ///< all of them
  std::uint64_t known = 0;    ///< those that a baseline hides, which count no more

  const Findings* whole = nullptr;  ///< of the stretch, where these are about a part of it

  static Findings part_of(const Findings& whole) {
    Findings part;
    part.whole = &whole;
    return part;
  }
  /// By rule, how many were counted and are not in the list.
  std::vector<semantics::Tally::Count> unlisted() const;
  /// The counts of the stretch, where this is a part of it.
  const semantics::Tally* earlier() const { return whole == nullptr ? nullptr : &whole->tally; }
  /// Counts a finding; whether it is among the first `most` of the stretch.
  bool count(std::size_t rule, std::uint64_t most) {
    return tally.of(rule)++ + (whole == nullptr ? 0 : whole->tally[rule]) < most;
  }
};

/// What to check one text against.
struct ItemTask {
  std::string_view text;
  base::Place place;  ///< of text[0]
  std::string base;   ///< JSON Pointer of the text
  const schema::Node* node = nullptr;
  const schema::Profile* profile = nullptr;
  bool unknown_extension = false;  ///< the package declares one
  // For an envelope: the list that was emptied, and where the text goes on behind it.
  std::string_view emptied_key = {};
  std::uint64_t emptied_count = 0;
  std::size_t gap = ~std::size_t{0};
  base::Place after_gap = {};
  const schema::Additions* additions = nullptr;  ///< as in Structure::Task
};

/// Parses one item and runs the checks on it. One per thread.
class ItemChecker {
 public:
  ItemChecker(const Scope& scope, bool one_byte_encoding);

  /// Adds what it finds to `findings`; false when the text could not be read at all.
  bool check(const ItemTask& task, Findings& findings);

  /// As InputChecker::trust_compiled().
  void trust_compiled(bool merged) { judge_.trust_compiled(merged); }

  /// Lets damaged() and trailing() speak only of texts that are checked from now on.
  void forget() { damaged_ = trailing_ = false; }
  /// Whether the last text was no JSON, …
  bool damaged(std::string_view text) const { return damaged_ && text.data() == checked_; }
  /// … only because something stands behind the JSON.
  bool trailing() const { return trailing_; }
  /// Whether names stood twice in an object of the last text, of which all but the last went.
  bool repeats_names() const { return !blanked_.empty(); }
  /// What the last item was.
  const Structure& structure() const { return structure_; }

  /// An item as json::Tree::parse() would read it, if it was the last one; nullptr where it has to
  /// be read again.
  const json::Node* tree(std::string_view item) const {
    return tree_is_whole_ && item.data() == checked_ ? judge_.root() : nullptr;
  }
  /// Against what it was checked, if it was the last one.
  const schema::Profile* profile(std::string_view item) const {
    return item.data() == checked_ ? profile_ : nullptr;
  }

  /// What the last item is called, for telling it from others of the run.
  std::vector<semantics::Identity>& identities() { return judge_.identities(); }

  void cover(semantics::Coverage& coverage) const { judge_.cover(coverage); }
  Share obligatory() const { return judge_.obligatory(); }
  Quality quality() const { return judge_.quality(); }
  std::string month() const { return judge_.month(); }

  /// A finding that needs no parse, at an offset of the task's text; nullptr when it is not kept.
  Finding* add(const ItemTask& task, base::RuleId rule, std::size_t offset, Findings& findings);
  /// The same at a known place.
  Finding* add(base::RuleId rule, const base::Place& place, Findings& findings);

  const Scope& scope() const { return scope_; }
  /// How many of the findings are errors.
  std::uint64_t errors(const Findings& findings) const;

 private:
  bool parse(const ItemTask& task, std::string_view text, Findings& findings);
  json::ParseResult run(const ItemTask& task, std::string_view text, std::string_view original,
                        semantics::Tally& tally, const semantics::Tally& before);
  template <class Parse>
  auto into_handlers(const ItemTask& task, std::string_view original, const char* copy,
                     std::size_t escape, Parse parse);
  void second_opinion(const ItemTask& task, std::string_view text, Findings& findings);
  void syntax(const ItemTask& task, const json::ParseResult& result, Findings& findings);
  void duplicates(const ItemTask& task, std::string& text, Findings& findings);
  void hear(base::RuleId rule, const std::vector<std::size_t>& offsets);
  void escapes(base::RuleId rule, std::string_view text, const std::vector<std::size_t>& offsets,
               Findings& findings);
  std::optional<semantics::Subject> subject(const ItemTask& task) const;
  void judge(const ItemTask& task, std::string_view text, Findings& findings);
  Finding* note(base::RuleId rule, std::size_t offset, Findings& findings);
  bool keeps(Hit& hit, Findings& findings);
  std::vector<Hit*> hits(Findings& findings);
  void collect(const ItemTask& task, std::string_view text, Findings& findings);
  base::Place place_of(const ItemTask& task, std::size_t offset) const;
  Position position(const base::Place& place) const;

  const Scope& scope_;
  std::optional<Scope> plan_scope_;  ///< of what the plan may say, where that is less
  bool one_byte_encoding_;
  json::Scratch scratch_;
  base::TokenIndex tokens_;
  std::size_t first_escape_ = 0;
  bool indexed_ = false;  ///< tokens_ are those of the task's text
  rapidjson::Reader reader_;
  Structure structure_;
  ValijsonEngine valijson_;
  semantics::SemanticRules judge_;
  bool damaged_ = false;
  bool trailing_ = false;
  const char* checked_ = nullptr;  ///< where the last text stands
  bool tree_is_whole_ = false;
  bool small_numbers_ = false;  ///< the tree does not have the item's own
  const schema::Profile* profile_ = nullptr;
  std::string blanked_;  ///< the text without repeated keys, where it had some
  base::Cause cause_;
  std::vector<Hit> noted_;  ///< in this text, beside what the structure found
};

}  // namespace edca::check
