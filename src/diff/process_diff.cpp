#include "diff/process_diff.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/instant.hpp"
#include "items/item_kind.hpp"
#include "json/canonical.hpp"
#include "json/members.hpp"

namespace edca::diff {
namespace {

/// What tells items of a kind and process apart: a mark of its type, then the id. A process has one
/// record and one compiled release, whose `id` changes with every release that is added.
std::string id_of(ocds::Kind kind, std::string_view text) {
  if (kind != ocds::Kind::release) return {};
  const std::string_view id = json::member_of(text, "id");
  const std::optional<std::string> name = json::decoded(id);
  return name ? "t" + *name : id.empty() ? std::string() : "v" + std::string(id);
}

Change change_of(const ChangeCounts& items) {
  if (items.before() == 0) return Change::added;
  if (items.after() == 0) return Change::removed;
  const bool same = items.added + items.removed + items.changed == 0;
  return same ? Change::unchanged : Change::changed;
}

void add(const ChangeCounts& counts, ChangeCounts& sum) {
  sum.unchanged += counts.unchanged;
  sum.added += counts.added;
  sum.removed += counts.removed;
  sum.changed += counts.changed;
}

/// When a project was last changed, as it says itself; empty where that is no date-time.
std::string updated_of(const io::Entry& project) {
  std::string date = json::decoded(json::member_of(project.text, "updated")).value_or("");
  if (!base::instant(date)) date.clear();
  return date;
}

/// The id for people.
std::string_view shown(std::string_view id) {
  return id.substr(std::min<std::size_t>(id.size(), 1));
}

}  // namespace

std::optional<ProcessChange> ProcessDiff::run(const io::Group& group,
                                              std::span<const io::Entry> entries) {
  name_ = SnapshotReader::name(group.key);
  counts_ = {};
  sides_.clear();
  items_.clear();
  fields_.clear();
  texts_.clear();
  for (const io::Entry& entry : entries) {
    const Head head = Head::read(entry.head);
    Sides& sides = sides_[{head.kind, id_of(head.kind, entry.text)}];
    (head.newer ? sides.after : sides.before).push_back(&entry);
  }
  for (auto& [key, sides] : sides_) compare(key, sides);
  const Change change = change_of(counts_);
  const bool project = SnapshotReader::is_project(group.key);
  ++(project ? summary_.projects : summary_.processes)[change];
  if (!project) add(counts_, summary_.items);
  if (change == Change::unchanged) return std::nullopt;
  return ProcessChange{project, name_, change, items_};
}

void ProcessDiff::compare(const Key& key, Sides& sides) {
  for (const auto* side : {&sides.before, &sides.after}) {
    if (side->size() > 1) warn_of_same(key, *side);
  }
  if (key.first == ocds::Kind::project) {
    for (auto* side : {&sides.before, &sides.after}) keep_newest(*side);
    judge_dates(sides);
  }
  pair_equal(sides);
  const std::size_t pairs = std::min(sides.before.size(), sides.after.size());
  for (std::size_t at = 0; at < pairs; ++at) {
    tree_.clear();
    const std::size_t before = tree_.parse(sides.before[at]->text).root;
    const std::size_t after = tree_.parse(sides.after[at]->text).root;
    auto differences = merge::differences(tree_.at(before), tree_.at(after));
    const Change change = differences.empty() ? Change::unchanged : Change::changed;
    note(key, change, std::move(differences));
  }
  for (std::size_t at = pairs; at < sides.after.size(); ++at) note(key, Change::added);
  for (std::size_t at = pairs; at < sides.before.size(); ++at) note(key, Change::removed);
}

/// Of several versions of a project, the newest is what a publication says of it; where dates are
/// the same or missing, the last one, as for merging.
void ProcessDiff::keep_newest(std::vector<const io::Entry*>& side) {
  if (side.size() < 2) return;
  const io::Entry* newest = side.front();
  std::string date = updated_of(*newest);
  for (const io::Entry* each : side) {
    std::string other = updated_of(*each);
    const auto left = base::instant(other);
    const auto right = base::instant(date);
    if (right && (!left || *left < *right)) continue;
    newest = each;
    date = std::move(other);
  }
  side = {newest};
}

/// Tells where a project differs and its date does not say that it is newer.
void ProcessDiff::judge_dates(const Sides& sides) {
  if (sides.before.empty() || sides.after.empty()) return;
  const std::string before = updated_of(*sides.before[0]);
  const std::string after = updated_of(*sides.after[0]);
  const auto older = base::instant(before);
  const auto newer = base::instant(after);
  if (!older || !newer || *newer > *older ||
      json::canonical_hash(sides.before[0]->text) == json::canonical_hash(sides.after[0]->text))
    return;
  Finding finding = items::RunLog::make("merge.project-republished");
  finding.variant = *newer == *older ? "same" : "older";
  place(*sides.after[0], finding);
  finding.arguments = {{"project", std::string(name_)}, {"date", after}, {"before", before}};
  log_.add(std::move(finding), Head::read(sides.after[0]->head).origin.file);
}

void ProcessDiff::place(const io::Entry& entry, Finding& finding) const {
  const Head head = Head::read(entry.head);
  const base::Place& place = head.origin.place;
  finding.at = {one_byte_ ? place.code_points : place.offset, place.line, place.column};
  finding.pointer = head.origin.base;
}

/// Takes items out that are the same in both snapshots.
void ProcessDiff::pair_equal(Sides& sides) {
  auto& [before, after] = sides;
  if (before.size() == 1 && after.size() == 1) {
    if (before[0]->text != after[0]->text) return;
    ++counts_.unchanged;
    return before.clear(), after.clear();
  }
  if (before.empty() || after.empty()) return;
  std::map<base::Hash128, std::uint64_t> equal;
  for (const io::Entry* entry : after) ++equal[json::canonical_hash(entry->text)];
  std::map<base::Hash128, std::uint64_t> taken;
  std::erase_if(before, [&](const io::Entry* entry) {
    const auto found = equal.find(json::canonical_hash(entry->text));
    if (found == equal.end() || found->second == 0) return false;
    --found->second;
    ++taken[found->first];
    ++counts_.unchanged;
    return true;
  });
  std::erase_if(after, [&](const io::Entry* entry) {
    const auto found = taken.find(json::canonical_hash(entry->text));
    return found != taken.end() && found->second-- > 0;
  });
}

void ProcessDiff::note(const Key& key, Change change, std::vector<merge::Difference> differences) {
  ++counts_[change];
  if (change == Change::unchanged) return;
  std::vector<FieldChange>& fields = fields_.emplace_back();
  fields.reserve(differences.size());
  for (merge::Difference& difference : differences) fields.push_back(field(std::move(difference)));
  items_.push_back({items::public_kind(key.first), shown(key.second), change, fields});
}

FieldChange ProcessDiff::field(merge::Difference difference) {
  FieldChange field;
  field.change = difference.before == nullptr  ? Change::added
                 : difference.after == nullptr ? Change::removed
                                               : Change::changed;
  field.pointer = keep(std::move(difference.pointer));
  field.old_pointer = keep(std::move(difference.old_pointer));
  field.before = written(difference.before);
  field.after = written(difference.after);
  return field;
}

std::string_view ProcessDiff::keep(std::string text) {
  return texts_.emplace_back(std::move(text));
}

std::string_view ProcessDiff::written(const json::Node* value) {
  if (value == nullptr) return {};
  writer_.clear();
  writer_.value(*value);
  return keep(std::string(writer_.view()));
}

/// Of several the first two are named; which is compared with which is a guess.
void ProcessDiff::warn_of_same(const Key& key, const std::vector<const io::Entry*>& entries) {
  Finding finding = items::RunLog::make("diff.same-item");
  place(*entries[1], finding);
  finding.variant = ocds::name(key.first);
  (key.first == ocds::Kind::project ? finding.value : finding.ocid) = name_;
  finding.release = shown(key.second);
  finding.arguments = {{"id", finding.release}, {"count", std::to_string(entries.size())}};
  log_.add(std::move(finding), Head::read(entries[1]->head).origin.file);
}

}  // namespace edca::diff
