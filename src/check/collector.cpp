#include "check/collector.hpp"
#include "json/canonical.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "check/adjustments.hpp"
#include "check/fingerprint.hpp"

namespace edca::check {
namespace {

template <class List, class Item, class Same>
void add_once(List& list, const Item& item, Same same) {
  if (std::none_of(list.begin(), list.end(),
                   [&](const Item& other) { return same(other, item); })) {
    list.push_back(item);
  }
}

/// What is said of an item that was read before; `same`: with the same content.
base::RuleId rule_of_repetition(semantics::Subject subject, bool same) {
  switch (subject) {
    case semantics::Subject::record:
      return "history.record-repeated";
    case semantics::Subject::release:
      return same ? base::RuleId("history.release-repeated")
                  : base::RuleId("history.release-rewritten");
    default:
      return "history.project-repeated";
  }
}

}  // namespace

Collector::Collector(FindingSink& sink, const Scope& scope, std::uint64_t max_findings)
    : sink_(sink), scope_(scope), max_findings_(max_findings), printed_(rules().size(), 0) {
  if (scope.adjustments != nullptr && scope.adjustments->has_baseline()) summary_.known = 0;
}

void Collector::begin_file(const io::Input& input) {
  file_ = {};
  file_.file = input.name;
  file_.bytes = input.bytes;
  kinds_.clear();
  decisions_.clear();
  extensions_ = {};
  keys_.clear();
  coverage_.clear();
  lines_ = wrong_encoding_ = false;
  envelopes_ = unlisted_ = 0;
  ++summary_.files;
  files_.push_back(input.name);
  cells_ = input.cells;
  told_causes_.clear();
  if (cells_) tell_cells();
}

/// What is wrong with the cells of a table themselves.
void Collector::tell_cells() {
  Findings found;
  for (const Finding& finding : cells_->findings()) {
    const auto index = static_cast<std::size_t>(finding.rule - rules().data());
    if (!scope_.enabled[index]) continue;
    ++found.tally.of(index);
    found.list.push_back(finding);
    if (scope_.fingerprints) found.list.back().fingerprint = plain_fingerprint(finding);
  }
  hide_others(scope_, found);
  count(found);
  for (Finding& finding : found.list) emit(finding);
}

/// Leads findings back to the cells, and takes out what was said of a cell already, or once for a
/// whole column.
void Collector::locate_cells(Findings& findings) {
  for (Finding& finding : findings.list) {
    if (finding.rule == nullptr || !finding.has_position) continue;
    const std::string cause = cells_->locate(finding);
    const bool repeated = !cause.empty() && !told_causes_.insert(cause).second;
    if (!repeated && !cells_->said(finding)) continue;
    --findings.tally.of(static_cast<std::size_t>(finding.rule - rules().data()));
    finding.rule = nullptr;
  }
}

void Collector::emit(Finding& finding) {
  if (finding.rule == nullptr) return;
  const auto index = static_cast<std::size_t>(finding.rule - rules().data());
  if (max_findings_ != 0 && printed_[index]++ >= max_findings_) return;
  if (cells_ && finding.cell.row == 0) static_cast<void>(cells_->locate(finding));
  if (finding.cell.row == 0) finding.file = file_.file;
  finding.severity = severity(scope_, index);
  if (scope_.fingerprints && finding.fingerprint == 0)
    finding.fingerprint = plain_fingerprint(finding);
  sink_.finding(finding);
}

/// The findings up to `end`, and between them what else is told.
void Collector::emit(Outcome& outcome, std::size_t end) {
  for (;; ++emitted_) {
    for (; told_ < outcome.told.size() && outcome.told[told_].findings <= emitted_; ++told_) {
      const auto& what = outcome.told[told_].what;
      if (const auto* item = std::get_if<ItemSummary>(&what)) {
        sink_.item(*item);
      } else {
        sink_.publisher(std::get<std::string>(what));
      }
    }
    if (emitted_ >= end) return;
    emit(outcome.findings.list[emitted_]);
  }
}

/// Findings that nobody reads one by one, behind one that says the same.
void Collector::emit_others(const Findings& findings) {
  std::vector<std::pair<std::size_t, std::uint64_t>> others;
  for (const auto& [hash, cause] : findings.tally.causes())
    if (cause.others != 0) others.emplace_back(cause.last, cause.others);
  std::ranges::sort(others);
  for (const auto& [at, count] : others) sink_.others(findings.list[at], count);
}

/// Where all findings are wanted and some were only counted, the report has to say so.
void Collector::note_unlisted(const Findings& findings) {
  if (scope_.keep < most_kept) return;
  std::uint64_t others = 0;
  for (const auto& [hash, cause] : findings.tally.causes()) others += cause.others;
  std::uint64_t more = 0;
  for (const auto& [rule, count] : findings.unlisted()) more += count;
  unlisted_ += more - std::min(more, others);
}

void Collector::count(const Findings& findings) {
  for (const auto& [index, count] : findings.tally)
    if (count != 0) this->count(index, count);
  if (summary_.known) *summary_.known += findings.known;
}

void Collector::count(std::size_t index, std::uint64_t count) {
  const Rule& rule = rules()[index];
  const Severity level = severity(scope_, index);
  add_findings(rule, level, count, summary_);
  add_findings(rule, level, count, file_);
}

void Collector::file_finding(base::RuleId id, std::string variant, Arguments arguments,
                             bool position) {
  const Rule* const rule = &id.rule();
  const std::size_t index = id.index();
  if (!scope_.enabled[index]) return;
  Findings one;
  one.tally.of(index) = 1;
  count(one);
  Finding finding;
  finding.rule = rule;
  finding.severity = rule->severity;
  finding.variant = std::move(variant);
  finding.arguments = std::move(arguments);
  finding.has_position = position;
  emit(finding);
}

void Collector::opened(bool byte_order_mark, bool lines) {
  lines_ = lines;
  file_.byte_order_mark = byte_order_mark;
  if (byte_order_mark) file_finding("input.bom", {}, {}, true);
}

/// A file in another encoding is one mistake, whatever the number of items it makes unreadable; of
/// JSON Lines each line stands for itself.
void Collector::keep_one_encoding(Outcome& outcome) {
  constexpr const Rule* rule = base::known_rule("input.encoding");
  const auto index = static_cast<std::size_t>(rule - rules().data());
  if (lines_ || outcome.findings.tally[index] == 0) return;
  outcome.findings.tally.of(index) = wrong_encoding_ ? 0 : 1;
  bool first = !std::exchange(wrong_encoding_, true);
  for (Finding& finding : outcome.findings.list) {
    if (finding.rule == rule && !std::exchange(first, false)) finding.rule = nullptr;
  }
}

void Collector::problem(const io::InputProblem& problem) {
  io::Input input;
  input.name = problem.name;
  begin_file(input);
  file_finding(problem.fault.rule, problem.fault.variant, problem.fault.arguments, false);
  describe_file();
  sink_.file(file_);
}

void Collector::add(Outcome& outcome, InputChecker& checker, const HashItems& hash) {
  keep_one_encoding(outcome);
  if (cells_) locate_cells(outcome.findings);
  hide_others(scope_, outcome.findings);
  count(outcome.findings);
  note_unlisted(outcome.findings);
  file_.items += outcome.items;
  file_.releases += outcome.releases;
  file_.read = file_.read || outcome.read;
  summary_.items += outcome.items;
  summary_.releases += outcome.releases;
  summary_.items_with_errors += outcome.items_with_errors;
  file_.items_with_errors += outcome.items_with_errors;
  if (scope_.coverage) coverage_.add(outcome.coverage);
  for (const std::string& kind : outcome.kinds) add_once(kinds_, kind, std::equal_to<>());
  for (const ocds::Decision& decision : outcome.decisions) {
    add_once(decisions_, decision, [](const ocds::Decision& left, const ocds::Decision& right) {
      return left.profile->key().name == right.profile->key().name;
    });
  }
  extensions_.add(outcome.extensions.list());
  emitted_ = told_ = 0;
  std::size_t key = 0;
  for (const Outcome::Ended& ended : outcome.ended) {
    emit(outcome, ended.findings);
    keys_.insert(keys_.end(), outcome.keys.begin() + static_cast<std::ptrdiff_t>(key),
                 outcome.keys.begin() + static_cast<std::ptrdiff_t>(ended.keys));
    key = ended.keys;
    end_envelope(ended, checker, hash);
  }
  emit(outcome, outcome.findings.list.size());
  emit_others(outcome.findings);
  keys_.insert(keys_.end(), outcome.keys.begin() + static_cast<std::ptrdiff_t>(key),
               outcome.keys.end());
  compare_items(outcome, checker);
}

/// Finds releases, records and projects that were read before in this run.
void Collector::compare_items(Outcome& outcome, InputChecker& checker) {
  for (SeenItem& item : outcome.seen) {
    const semantics::Identity& identity = item.identity;
    const FirstSeen seen{identity.key, identity.content, static_cast<std::uint32_t>(files_.size()),
                         static_cast<std::uint32_t>(item.place.line), 0};
    if (cells_) first_cells_.add(*cells_, item, seen);
    const std::optional<FirstSeen> first = identities_.add(seen);
    if (!first) continue;
    const bool same = first->content == seen.content;
    // Of equal elements of one list, the schema speaks (uniqueItems).
    if (same && first->last_file == seen.file && !item.pointer.empty()) continue;
    const bool release = identity.subject == semantics::Subject::release;
    // The standard foresees that what stands in a bulk file stands in one of its own too.
    if (same && first->file != seen.file && !release) continue;
    // A compiled release is made anew; its id and date are those of the newest release in it.
    if (identity.compiled && first->file != seen.file) continue;
    Outcome found;
    Finding* finding = checker.note(rule_of_repetition(identity.subject, same), item.place, found);
    if (finding == nullptr) {
      count(found.findings);
      continue;
    }
    finding->pointer = item.pointer;
    finding->ocid = identity.ocid;
    finding->release = identity.release;
    finding->arguments = {{"id", release ? identity.release : identity.ocid}};
    if (!first_cells_.tell(*first, finding->arguments)) {
      finding->arguments.emplace_back("first_file", files_[first->file - 1]);
      finding->arguments.emplace_back("first_line", std::to_string(first->line));
    }
    hide_others(scope_, found.findings);
    count(found.findings);
    emit(*finding);
  }
}

/// Looks for items that stand twice in a list: quick keys first, then the items themselves.
void Collector::end_envelope(const Outcome::Ended& ended, InputChecker& checker,
                             const HashItems& hash) {
  std::sort(keys_.begin(), keys_.end(), [](const ItemKey& left, const ItemKey& right) {
    return std::pair(left.key, left.index) < std::pair(right.key, right.index);
  });
  std::vector<std::uint64_t> suspects;
  for (std::size_t at = 0; at < keys_.size(); ++at) {
    const bool before = at > 0 && keys_[at - 1].key == keys_[at].key;
    const bool after = at + 1 < keys_.size() && keys_[at + 1].key == keys_[at].key;
    if (before || after) suspects.push_back(keys_[at].index);
  }
  const std::uint64_t envelope = envelopes_++;
  std::optional<json::EqualElements> equal;
  if (!suspects.empty()) {
    json::NumberedHashes hashes;
    if (hash) {
      std::sort(suspects.begin(), suspects.end());
      hashes = hash(envelope, suspects);
    } else {
      for (const ItemKey& key : keys_) hashes.push_back({{key.key, 0}, key.index});
    }
    equal = json::find_equal(std::move(hashes));
  }
  keys_.clear();
  if (!equal) return;
  Outcome duplicate;
  checker.duplicate_items(*ended.envelope, *equal, duplicate);
  hide_others(scope_, duplicate.findings);
  count(duplicate.findings);
  for (Finding& finding : duplicate.findings.list) emit(finding);
}

/// Whether there was something that is no list of items.
bool Collector::holds_other() const {
  return std::ranges::find(kinds_, "other") != kinds_.end();
}

void Collector::describe_file() {
  file_.extensions = extensions_.list();
  file_.kind = kinds_.empty() ? "other" : kinds_.size() == 1 ? kinds_[0] : "mixed";
  for (const std::string& kind : kinds_) {
    projects_ = projects_ || kind.starts_with("project");
    processes_ = processes_ || kind.starts_with("release") || kind.starts_with("record") ||
                 kind == "compiled-release";
  }
  // A top-level array is one, whatever is in it.
  if (!lines_ && std::find(kinds_.begin(), kinds_.end(), "array") != kinds_.end())
    file_.kind = "array";
  if (decisions_.empty()) {
    file_.reason = scope_.given != nullptr ? "profile.schema" : "profile.none";
  } else if (decisions_.size() == 1) {
    file_.profile = decisions_[0].profile->key().name;
    file_.version = decisions_[0].version;
    file_.reason = decisions_[0].reason;
    file_.reason_arguments = decisions_[0].arguments;
  } else {
    file_.profile = "mixed";
    file_.reason = "profile.mixed";
  }
}

void Collector::end_file(const FileFacts& facts, std::string_view encoding) {
  if (facts.empty) {
    file_finding("input.empty", cells_ ? "table" : "", {}, false);
    file_.read = facts.lines;
  } else if (file_.read && file_.items == 0 && scope_.given == nullptr && !holds_other()) {
    file_finding("input.empty", "items", {}, false);
  }
  if (unlisted_ != 0)
    file_finding("input.unlisted", {}, {{"count", std::to_string(unlisted_)}}, false);
  file_.encoding = encoding;
  describe_file();
  cover_file();
  summary_.files_read += file_.read ? 1 : 0;
  sink_.file(file_);
}

void Collector::tell(Finding& finding) {
  const auto index = static_cast<std::size_t>(finding.rule - rules().data());
  if (scope_.adjustments == nullptr || !scope_.adjustments->selective()) {
    count(index, 1);
    return emit(finding);
  }
  Findings one;
  one.tally.of(index) = 1;
  one.list.push_back(std::move(finding));
  hide_others(scope_, one);
  count(one);
  for (Finding& each : one.list) emit(each);
}

bool Collector::has_links() const {
  const auto speaks = [this](const Rule& rule) {
    return family(rule) == "link" &&
           scope_.enabled[static_cast<std::size_t>(&rule - rules().data())];
  };
  return projects_ && processes_ && std::any_of(rules().begin(), rules().end(), speaks);
}

void Collector::tell_together(Finding finding) {
  if (!scope_.enabled[static_cast<std::size_t>(finding.rule - rules().data())]) return;
  file_.file = finding.file;
  cells_.reset();
  tell(finding);
}

void Collector::tell_others(const Finding& like) {
  count(static_cast<std::size_t>(like.rule - rules().data()), 1);
}

void Collector::end_table(const advertising::FileFacts& facts) {
  file_.profile = "publicidad-abierta";
  file_.version = facts.lineage;
  file_.reason = facts.lineage.empty() ? "profile.advertising" : "profile.advertising-table";
  file_.reason_arguments = {{"table", facts.kind}};
  file_.kind = facts.kind;
  file_.encoding = facts.encoding;
  file_.items = facts.rows;
  file_.items_with_errors = facts.rows_with_errors;
  file_.read = facts.read;
  summary_.items += facts.rows;
  summary_.items_with_errors += facts.rows_with_errors;
  summary_.files_read += facts.read ? 1 : 0;
  sink_.file(file_);
}

/// Completes the fields of a file by its profile, and adds them to those of the run.
void Collector::cover_file() {
  if (coverage_.empty() || decisions_.empty()) return;
  const schema::Profile& profile = *decisions_[0].profile;
  mexican_ = mexican_ || profile.key().name == "edca-mx";
  const schema::Node* schema = profile.plan(profile.is_oc4ids() ? "project" : "release");
  if (schema != nullptr) coverage_.complete(*schema);
  file_.coverage = coverage_.list();
  all_coverage_.add(coverage_);
}

Summary Collector::summary() {
  if (all_coverage_.empty()) return summary_;
  summary_.coverage = all_coverage_.list();
  if (!mexican_) return summary_;
  for (const std::string& path : semantics::obligatory_fields()) {
    const auto found = std::find_if(summary_.coverage.begin(), summary_.coverage.end(),
                                    [&](const FieldCoverage& field) { return field.path == path; });
    if (found != summary_.coverage.end() && found->count < found->of)
      summary_.obligatory_missing.push_back(*found);
  }
  return summary_;
}

}  // namespace edca::check
