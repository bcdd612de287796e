#include "check/item_checker.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "check/adjustments.hpp"
#include "check/both.hpp"
#include "check/duplicate_keys.hpp"
#include "check/fingerprint.hpp"
#include "check/given_schema.hpp"
#include "check/item_facts.hpp"
#include "check/locate.hpp"
#include "check/syntax_error.hpp"
#include "json/escapes.hpp"
#include "json/pointer.hpp"
#include "json/tree_builder.hpp"

namespace edca::check {
namespace {

std::size_t index_of(const Rule* rule) {
  return static_cast<std::size_t>(rule - rules().data());
}

/// Walks through the text of a task; offsets must not fall.
class Cursor {
 public:
  explicit Cursor(const ItemTask& task) : task_(task), place_(task.place) {}

  const base::Place& at(std::size_t offset) {
    if (offset >= task_.gap && reached_ < task_.gap) {
      place_ = task_.after_gap;
      reached_ = task_.gap;
    }
    place_.advance(task_.text.substr(reached_, offset - reached_));
    reached_ = offset;
    return place_;
  }

 private:
  const ItemTask& task_;
  base::Place place_;
  std::size_t reached_ = 0;
};

/// The sentence names a further place, which starts at the item too.
void complete_place(Finding& finding, const std::string& base) {
  for (auto& [name, argument] : finding.arguments) {
    if (name == "first" && !argument.empty()) argument.insert(0, base);
  }
}

}  // namespace

std::vector<semantics::Tally::Count> Findings::unlisted() const {
  std::vector<semantics::Tally::Count> more(tally.begin(), tally.end());
  if (more.empty()) return more;
  std::vector<std::uint64_t> listed(rules().size(), 0);
  for (const Finding& finding : list)
    if (finding.rule != nullptr) ++listed[index_of(finding.rule)];
  for (auto& [rule, count] : more) count -= std::min(count, listed[rule]);
  std::erase_if(more, [](const auto& rule) { return rule.count == 0; });
  return more;
}

ItemChecker::ItemChecker(const Scope& scope, bool one_byte_encoding)
    : scope_(scope),
      one_byte_encoding_(one_byte_encoding),
      judge_(scope.enabled, scope.keep, scope.now) {
  if (!scope.valijson) return;
  plan_scope_ = scope;
  for (const Rule& rule : rules()) {
    // record.* explains what the plan says of the forms of a record's releases.
    if (family(rule) == "schema" || family(rule) == "record") {
      plan_scope_->enabled[index_of(&rule)] = false;
      if (!scope.first_words.empty()) plan_scope_->first_words[index_of(&rule)] = false;
    }
  }
}

std::uint64_t ItemChecker::errors(const Findings& findings) const {
  std::uint64_t sum = 0;
  for (const auto& [rule, count] : findings.tally) {
    if (severity(scope_, rule) == Severity::error) sum += count;
  }
  return sum;
}

bool ItemChecker::check(const ItemTask& task, Findings& findings) {
  profile_ = task.profile;
  checked_ = task.text.data();
  tree_is_whole_ = small_numbers_ = damaged_ = trailing_ = false;
  indexed_ = tokens_.find(task.text);
  if (!indexed_ && !base::is_utf8(task.text)) {
    const std::size_t offset = base::invalid_utf8(task.text);
    if (Finding* finding = add(task, "input.encoding", offset, findings)) {
      static constexpr char digits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(task.text[offset]);
      finding->variant = byte >= 0xA0 && byte != 0xC0 && byte < 0xFE ? "latin1" : "other";
      finding->arguments.emplace_back("byte", std::string{digits[byte / 16], digits[byte % 16]});
    }
    return false;
  }
  noted_.clear();
  if (scope_.places != 0) findings.tally.limit_causes(scope_.places, cause_of(task.base));
  const json::Escapes found = json::scan_escapes(task.text);
  first_escape_ = found.first;
  std::string mended;
  std::string_view text = task.text;
  if (!found.surrogates.empty()) {
    mended = text;
    json::replace_surrogates(mended, found.surrogates);
    text = mended;
  }
  blanked_.clear();
  judge_.clear();
  if (!parse(task, text, findings)) return false;
  tree_is_whole_ = subject(task) && found.surrogates.empty() && blanked_.empty() && !small_numbers_;
  hear("input.surrogate", found.surrogates);
  const std::string_view judged = blanked_.empty() ? text : std::string_view(blanked_);
  judge(task, judged, findings);
  escapes("input.surrogate", text, found.surrogates, findings);
  escapes("input.nul", text, found.nul, findings);
  const std::size_t before = findings.list.size();
  collect(task, judged, findings);
  hide(scope_, findings, before);
  return true;
}

/// Of an empty or damaged value one rule speaks: the schema, or the one about the escape.
void ItemChecker::hear(base::RuleId rule, const std::vector<std::size_t>& offsets) {
  const std::size_t index = rule.index();
  if (!scope_.speaks_first(index)) return;
  structure_.spoken().insert(structure_.spoken().end(), offsets.begin(), offsets.end());
}

void ItemChecker::escapes(base::RuleId rule, std::string_view text,
                          const std::vector<std::size_t>& offsets, Findings& findings) {
  if (offsets.empty()) return;
  const std::size_t kept = std::min<std::size_t>(offsets.size(), scope_.keep);
  const std::vector<std::string> pointers =
      pointers_at(text, {offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(kept)});
  for (std::size_t at = 0; at < offsets.size(); ++at) {
    if (Finding* finding = note(rule, offsets[at], findings)) finding->pointer = pointers[at];
  }
}

bool ItemChecker::parse(const ItemTask& task, std::string_view text, Findings& findings) {
  semantics::Tally tally;
  const auto& before = findings.whole == nullptr ? findings.tally : findings.whole->tally;
  json::ParseResult result = run(task, text, text, tally, before);
  if (result.stopped() && structure_.too_deep()) {
    if (Finding* finding = add(task, "input.depth", result.offset, findings)) {
      finding->arguments.emplace_back("limit", std::to_string(Structure::max_depth));
    }
    return false;
  }
  if (!result.ok()) {
    damaged_ = true;
    trailing_ = result.code == rapidjson::kParseErrorDocumentRootNotSingular;
    syntax(task, result, findings);
    return false;
  }
  if (structure_.duplicate_keys()) {
    blanked_ = text;
    duplicates(task, blanked_, findings);
    tally.clear();
    run(task, blanked_, blanked_, tally, before);
  }
  findings.tally.add(tally);
  if (scope_.valijson && task.node != nullptr) {
    second_opinion(task, blanked_.empty() ? text : std::string_view(blanked_), findings);
  }
  return true;
}

/// What valijson says of a text that was read.
void ItemChecker::second_opinion(const ItemTask& task, std::string_view text, Findings& findings) {
  const schema::Compiler& compiler =
      task.profile != nullptr ? task.profile->compiler() : scope_.given->compiler();
  std::string emptied;
  if (task.emptied_count != 0) json::append_token(emptied, task.emptied_key);
  std::vector<std::string> pointers;
  std::vector<ValijsonEngine::Error> errors = valijson_.errors(compiler, *task.node, text);
  pointers.reserve(errors.size());
  for (const ValijsonEngine::Error& error : errors) pointers.push_back(error.pointer);
  const std::vector<std::size_t> offsets = offsets_of(text, pointers);
  for (std::size_t at = 0; at < errors.size(); ++at) {
    ValijsonEngine::Error& error = errors[at];
    // The elements were taken out to be judged one by one.
    if (error.keyword == "minItems" && error.pointer == emptied && !emptied.empty()) continue;
    const base::RuleId rule(*find_rule("schema." + std::string(error.keyword)));
    hear(rule, {offsets[at]});
    Finding* finding = note(rule, offsets[at], findings);
    if (finding == nullptr) continue;
    finding->pointer = std::move(error.pointer);
    finding->keyword = error.keyword;
    finding->property = std::move(error.property);
    finding->variant = "valijson";
  }
}

/// What the rules about meaning take a text for; nothing where they have nothing to say.
std::optional<semantics::Subject> ItemChecker::subject(const ItemTask& task) const {
  const bool wanted = scope_.semantic || scope_.coverage || scope_.items;
  if (!wanted || task.profile == nullptr || task.node == nullptr) return std::nullopt;
  if (task.profile->is_oc4ids()) {
    if (task.node != task.profile->plan("project")) return std::nullopt;
    return semantics::Subject::project;
  }
  if (task.node->role == schema::Role::record) return semantics::Subject::record;
  if (task.node->role == schema::Role::release) return semantics::Subject::release;
  return std::nullopt;
}

/// What the values mean: of releases, records and projects.
void ItemChecker::judge(const ItemTask& task, std::string_view text, Findings& findings) {
  const std::optional<semantics::Subject> subject = this->subject(task);
  if (!subject) return;
  std::vector<std::size_t>& spoken = structure_.spoken();
  std::sort(spoken.begin(), spoken.end());
  std::vector<semantics::Slip>& slips = structure_.slips();
  std::sort(slips.begin(), slips.end());
  judge_.judge(text, *subject, *task.profile, findings.tally, findings.earlier(), spoken, slips);
  for (semantics::Hit& hit : judge_.hits())
    noted_.push_back({hit.offset, Structure::no_context, std::move(hit.finding), hit.cause});
}

/// Blanks all members but the last of each name.
void ItemChecker::duplicates(const ItemTask& task, std::string& text, Findings& findings) {
  auto [found, others] = blank_duplicates(text, scope_.keep);
  std::sort(found.begin(), found.end(), [](const DuplicateKey& left, const DuplicateKey& right) {
    return left.first < right.first;
  });
  constexpr base::RuleId rule = "input.duplicate-key";
  Cursor cursor(task);
  for (DuplicateKey& duplicate : found) {
    Finding* finding = note(rule, duplicate.second, findings);
    if (finding == nullptr) continue;
    const Position first = position(cursor.at(duplicate.first));
    finding->pointer = std::move(duplicate.pointer);
    finding->property = std::move(duplicate.key);
    finding->arguments.emplace_back("first_line", std::to_string(first.line));
    finding->arguments.emplace_back("first_column", std::to_string(first.column));
  }
  if (others != 0 && scope_.enabled[rule.index()]) findings.tally.of(rule.index()) += others;
}

/// Parses into what the checks of this task need.
template <class Parse>
auto ItemChecker::into_handlers(const ItemTask& task, std::string_view original, const char* copy,
                                std::size_t escape, Parse parse) {
  if (!subject(task)) return parse(structure_);
  json::TreeBuilder builder = judge_.tree().builder(original, copy, escape);
  builder.trust_keys();
  Both both(structure_, builder);
  return parse(both);
}

json::ParseResult ItemChecker::run(const ItemTask& task, std::string_view text,
                                   std::string_view original, semantics::Tally& tally,
                                   const semantics::Tally& before) {
  const Structure::Task structure_task{original,
                                       task.node,
                                       task.profile,
                                       plan_scope_ ? &*plan_scope_ : &scope_,
                                       task.emptied_key,
                                       task.emptied_count,
                                       task.unknown_extension,
                                       &before,
                                       task.additions};
  structure_.begin(structure_task, tally);
  // What was mended in a copy stands where it stood, so nothing comes before the first escape.
  const std::size_t escape = std::min(text.find('\\', first_escape_), text.size());
  if (text.data() == task.text.data() ? indexed_ : tokens_.find(text)) {
    char* const copy = scratch_.copy(text);
    const auto result =
        into_handlers(task, original, copy, escape, [&]<class Handler>(Handler& handler) {
          return json::TokenWalk<Handler>(tokens_, copy, text.size(), escape, handler).run();
        });
    if (result) return *result;
    structure_.begin(structure_task, tally);
    tally.clear();
  }
  const json::InPlace in = scratch_.fill(text);
  const json::ParseResult result =
      into_handlers(task, original, in.text, escape,
                    [&](auto& handler) { return json::parse_in_place(in, reader_, handler); });
  if (result.code != rapidjson::kParseErrorNumberTooBig) return result;
  // The parser refuses numbers beyond double; it gets small ones and the checks read the
  // original.
  small_numbers_ = true;
  tally.clear();
  return run(task, json::with_small_numbers(text), original, tally, before);
}

void ItemChecker::syntax(const ItemTask& task, const json::ParseResult& result,
                         Findings& findings) {
  SyntaxError error = explain_syntax(result.code, task.text, result.offset);
  if (Finding* finding = add(task, "input.syntax", error.offset, findings))
    finding->variant = std::move(error.variant);
}

base::Place ItemChecker::place_of(const ItemTask& task, std::size_t offset) const {
  return Cursor(task).at(offset);
}

Position ItemChecker::position(const base::Place& place) const {
  return {one_byte_encoding_ ? place.code_points : place.offset, place.line, place.column};
}

Finding* ItemChecker::add(base::RuleId rule, const base::Place& place, Findings& findings) {
  if (!scope_.enabled[rule.index()]) return nullptr;
  if (!findings.count(rule.index(), scope_.keep)) return nullptr;
  Finding& finding = findings.list.emplace_back();
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  finding.at = position(place);
  return &finding;
}

Finding* ItemChecker::add(const ItemTask& task, base::RuleId rule, std::size_t offset,
                          Findings& findings) {
  Finding* finding = add(rule, place_of(task, offset), findings);
  if (finding != nullptr) finding->pointer = task.base;
  return finding;
}

/// A finding whose place in the text is looked up with that of the others.
Finding* ItemChecker::note(base::RuleId rule, std::size_t offset, Findings& findings) {
  if (!scope_.enabled[rule.index()]) return nullptr;
  if (!findings.count(rule.index(), scope_.keep)) return nullptr;
  Finding& finding = noted_.emplace_back(Hit{offset, Structure::no_context, {}}).finding;
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  return &finding;
}

/// Whether a finding is one of the first of its cause.
bool ItemChecker::keeps(Hit& hit, Findings& findings) {
  if (hit.cause != 0) return true;  // the recorder asked
  hit.cause = cause_of(hit.finding, cause_);
  return findings.tally.keeps(hit.cause, findings.earlier());
}

/// What was found in the text, in its order.
std::vector<Hit*> ItemChecker::hits(Findings& findings) {
  std::vector<Hit*> hits;
  for (std::vector<Hit>* const found : {&noted_, &structure_.hits()})
    for (Hit& hit : *found) hits.push_back(&hit);
  std::ranges::stable_sort(hits, {}, [](const Hit* hit) { return hit->offset; });
  if (findings.tally.limits_causes())
    std::erase_if(hits, [&](Hit* hit) { return !keeps(*hit, findings); });
  return hits;
}

/// Turns hits into findings, with line and column counted once through.
void ItemChecker::collect(const ItemTask& task, std::string_view text, Findings& findings) {
  const std::vector<Hit*> hits = this->hits(findings);
  std::vector<std::size_t> offsets;
  if (scope_.fingerprints) {
    for (const Hit* hit : hits) offsets.push_back(hit->offset);
  }
  const std::vector<std::uint64_t> places = identify(text, offsets);
  constexpr std::uint64_t far_right = 300;  // columns: from here on the line tells little
  std::optional<std::string> title;
  Cursor cursor(task);
  for (std::size_t at = 0; at < hits.size(); ++at) {
    const Hit& hit = *hits[at];
    Finding& finding = hits[at]->finding;
    finding.at = position(cursor.at(hit.offset));
    if (finding.at.column > far_right) {
      if (!title) title = title_of(task.text, tree(task.text));
      finding.title = *title;
    }
    finding.pointer.insert(0, task.base);
    if (finding.rule == base::known_rule("schema.oneOf")) complete_place(finding, task.base);
    if (hit.context != Structure::no_context) {
      finding.ocid = structure_.contexts()[hit.context].ocid;
      finding.release = structure_.contexts()[hit.context].id;
    }
    if (!places.empty()) finding.fingerprint = fingerprint(finding, places[at]);
    if (hit.cause != 0) findings.tally.kept(hit.cause, findings.list.size());
    findings.list.push_back(std::move(finding));
  }
}

}  // namespace edca::check
