#include <algorithm>

#include "base/rule_id.hpp"
#include "check/structure.hpp"
#include "edca/error.hpp"

// The part of Structure that judges allOf, anyOf, oneOf, not and schema dependencies.

namespace edca::check {

using schema::Combination;

/// Adds what allOf asks for and opens the branches of combinations.
void Structure::expand() {
  // Alternatives within alternatives multiply.
  constexpr std::size_t most = 10'000;
  for (std::size_t at = 0; at < wants_.size(); ++at) {
    const Want want = wants_[at];
    if (want.node->simple) continue;
    if (wants_.size() > most) throw Error(ErrorKind::schema, "schema.branches");
    for (const Node* node : want.node->all_of) this->want(node, want.track);
    for (const Combination& combination : want.node->combinations) {
      const bool keeps =
          combination.of_releases || combination.kind == Combination::Kind::dependency;
      Combo combo{want.node, &combination, want.track, static_cast<std::uint32_t>(tracks_.size()),
                  0};
      for (const Node* branch : combination.branches) {
        this->want(branch, new_track(keeps, combination.of_releases));
      }
      combos_.push(combo);
    }
  }
}

void Structure::judge_combos(std::size_t combos, std::size_t offset, std::size_t depth) {
  while (combos_.size() > combos) {
    check_combo(combos_.back(), offset, depth);
    tracks_.resize(combos_.back().first);
    combos_.pop();
  }
}

void Structure::check_combo(Combo& combo, std::size_t offset, std::size_t depth) {
  constexpr const Rule* one_of = base::known_rule("schema.oneOf");
  constexpr const Rule* any_of = base::known_rule("schema.anyOf");
  constexpr const Rule* none_of = base::known_rule("schema.not");
  const Combination& combination = *combo.combination;
  const std::size_t branches = combination.branches.size();
  unsigned matched = 0;
  for (std::size_t at = 0; at < branches; ++at) matched += tracks_[combo.first + at].failed ? 0 : 1;
  switch (combination.kind) {
    case Combination::Kind::dependency:
      if (combo.with_id != 0) {
        Track branch = std::move(tracks_[combo.first]);
        for (Hit& kept : branch.kept) add(combo.parent, std::move(kept));
        for (const auto& [rule, more] : branch.more) count(combo.parent, rule, more);
      }
      return;
    case Combination::Kind::none_of:
      if (matched == 0) return;
      if (Finding* finding = hit(combo.parent, none_of, offset, depth)) finding->keyword = "not";
      return;
    case Combination::Kind::any_of:
      if (matched != 0) return;
      if (Finding* finding = hit(combo.parent, any_of, offset, depth)) finding->keyword = "anyOf";
      return;
    case Combination::Kind::one_of:
      break;
  }
  if (combination.of_releases) {
    explain_releases(combo, matched, offset, depth);
  } else if (matched != 1) {
    if (Finding* finding = hit(combo.parent, one_of, offset, depth)) {
      finding->keyword = "oneOf";
      finding->variant = matched == 0 ? "none" : "several";
      finding->arguments.emplace_back("matched", std::to_string(matched));
    }
  }
}

/// The releases of a record are all linked or all embedded. Says which form was meant, what fails
/// in it, and passes on what was found about fields and codes.
void Structure::explain_releases(Combo& combo, unsigned matched, std::size_t offset,
                                 std::size_t depth) {
  constexpr const Rule* one_of = base::known_rule("schema.oneOf");
  constexpr const Rule* linked_rule = base::known_rule("record.linked-releases");
  constexpr const Rule* embedded_rule = base::known_rule("record.embedded-releases");
  constexpr const Rule* mixed_rule = base::known_rule("record.mixed-releases");
  const bool mixed = combo.with_id != 0 && combo.without_id != 0;
  const bool embedded = combo.with_id != 0;
  const bool empty = combo.with_id == 0 && combo.without_id == 0;
  // Of linked and embedded releases, the schema puts the linked ones first.
  Track branch = std::move(tracks_[combo.first + (embedded ? 1 : 0)]);
  std::vector<Hit>& kept = branch.kept;
  const auto is_schema = [](const Hit& hit) { return hit.finding.rule->id.starts_with("schema."); };
  if (matched != 1) {
    if (Finding* finding = hit(combo.parent, one_of, offset, depth)) {
      const auto first = std::find_if(kept.begin(), kept.end(), is_schema);
      finding->keyword = "oneOf";
      finding->variant = matched > 1 ? "several"
                         : mixed     ? "releases-mixed"
                         : empty     ? "releases-empty"
                         : embedded  ? "releases-embedded"
                                     : "releases-linked";
      finding->arguments.emplace_back("matched", std::to_string(matched));
      finding->arguments.emplace_back("count", std::to_string(branch.count));
      finding->arguments.emplace_back("first", first == kept.end() ? "" : first->finding.pointer);
    }
    if (mixed && combo.parent == 0) hit(combo.parent, mixed_rule, offset, depth);
  }
  const Rule* const reason = embedded ? embedded_rule : linked_rule;
  // What is wrong with links is as a rule the same in each: the first says it for all.
  bool explained = false;
  const auto told = [&](const Rule* rule) -> const Rule* {
    if (!rule->id.starts_with("schema.")) return rule;
    if (matched != 0 || mixed || empty || (explained && !embedded)) return nullptr;
    explained = true;
    return reason;
  };
  for (Hit& hit : kept) {
    const Rule* rule = told(hit.finding.rule);
    if (rule == nullptr) continue;
    if (rule != hit.finding.rule) hit.finding.variant.clear();
    hit.finding.rule = rule;
    hit.finding.severity = rule->severity;
    add(combo.parent, std::move(hit));
  }
  for (const auto& [index, more] : branch.more) {
    const Rule* rule = told(&rules()[index]);
    if (rule != nullptr) count(combo.parent, static_cast<std::size_t>(rule - rules().data()), more);
  }
}

}  // namespace edca::check
