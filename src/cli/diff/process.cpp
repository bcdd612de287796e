#include "cli/diff/process.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "json/canonical.hpp"
#include "json/members.hpp"

namespace edca::cli {
namespace {

/// What tells items of a kind and process apart: a mark of its type, then the id. A process has one
/// record and one compiled release, whose `id` changes with every release that is added.
std::string id_of(ocds::Kind kind, std::string_view text) {
  if (kind != ocds::Kind::release) return {};
  const std::string_view id = json::member_of(text, "id");
  const std::optional<std::string> name = json::decoded(id);
  return name ? "t" + *name : id.empty() ? std::string() : "v" + std::string(id);
}

/// The id for people.
std::string_view shown(std::string_view id) {
  return id.substr(std::min<std::size_t>(id.size(), 1));
}

}  // namespace

std::string ProcessDiff::run(const io::Group& group, std::span<const io::Entry> entries) {
  name_ = DiffIntake::name(group.key);
  text_.clear();
  counts_ = {};
  std::map<Key, Sides> items;
  for (const io::Entry& entry : entries) {
    const DiffHead head = DiffHead::read(entry.head);
    Sides& sides = items[{head.kind, id_of(head.kind, entry.text)}];
    (head.newer ? sides.after : sides.before).push_back(&entry);
  }
  for (auto& [key, sides] : items) compare(key, sides);
  const Change change = counts_.before() == 0  ? Change::added
                        : counts_.after() == 0 ? Change::removed
                        : counts_[Change::unchanged] == counts_.before() &&
                                counts_[Change::unchanged] == counts_.after()
                            ? Change::unchanged
                            : Change::changed;
  const bool project = DiffIntake::is_project(group.key);
  (project ? summary_.projects : summary_.processes).add(change);
  if (!project) {
    for (std::size_t at = 0; at < std::size(counts_.of); ++at) {
      summary_.items.of[at] += counts_.of[at];
    }
  }
  return change == Change::unchanged ? std::string() : output_.entry(project, name_, change, text_);
}

void ProcessDiff::compare(const Key& key, Sides& sides) {
  for (const auto* side : {&sides.before, &sides.after}) {
    if (side->size() > 1) warn_of_same(key, *side);
  }
  pair_equal(sides);
  const std::size_t pairs = std::min(sides.before.size(), sides.after.size());
  for (std::size_t at = 0; at < pairs; ++at) {
    tree_.clear();
    const std::size_t before = tree_.parse(sides.before[at]->text).root;
    const std::size_t after = tree_.parse(sides.after[at]->text).root;
    const auto differences = merge::differences(tree_.at(before), tree_.at(after));
    note(key, differences.empty() ? Change::unchanged : Change::changed, differences);
  }
  for (std::size_t at = pairs; at < sides.after.size(); ++at) note(key, Change::added);
  for (std::size_t at = pairs; at < sides.before.size(); ++at) note(key, Change::removed);
}

/// Takes items out that are the same in both snapshots.
void ProcessDiff::pair_equal(Sides& sides) {
  auto& [before, after] = sides;
  if (before.size() == 1 && after.size() == 1) {
    if (before[0]->text != after[0]->text) return;
    counts_.add(Change::unchanged);
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
    counts_.add(Change::unchanged);
    return true;
  });
  std::erase_if(after, [&](const io::Entry* entry) {
    const auto found = taken.find(json::canonical_hash(entry->text));
    return found != taken.end() && found->second-- > 0;
  });
}

void ProcessDiff::note(const Key& key, Change change,
                       std::span<const merge::Difference> differences) {
  counts_.add(change);
  if (change == Change::unchanged) return;
  output_.item({key.first, shown(key.second), change, differences}, text_);
}

/// Of several the first two are named; which is compared with which is a guess.
void ProcessDiff::warn_of_same(const Key& key, const std::vector<const io::Entry*>& entries) {
  const DiffHead head = DiffHead::read(entries[1]->head);
  const base::Place& place = head.origin.place;
  Finding finding = Log::make("diff.same-item");
  finding.at = {one_byte_ ? place.code_points : place.offset, place.line, place.column};
  finding.pointer = head.origin.base;
  finding.variant = ocds::name(key.first);
  (key.first == ocds::Kind::project ? finding.value : finding.ocid) = name_;
  finding.release = shown(key.second);
  finding.arguments = {{"id", finding.release}, {"count", std::to_string(entries.size())}};
  log_.add(std::move(finding), head.origin.file);
}

}  // namespace edca::cli
