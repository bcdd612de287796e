#include "process/project_merge.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/instant.hpp"
#include "json/canonical.hpp"
#include "json/compact.hpp"
#include "json/members.hpp"
#include "merge/difference.hpp"

namespace edca::process {
namespace {

using io::batch_bytes;

/// Whether two texts are the same JSON value; those that cannot be compared are not.
bool same(std::string_view one, std::string_view other) {
  if (one == other) return true;
  try {
    return json::canonical_hash(one) == json::canonical_hash(other);
  } catch (const std::invalid_argument&) {
    return false;
  }
}

/// The name of a file without its folders.
std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

void ProjectMerge::add(std::string_view id, const items::Item& item, std::size_t file) {
  head_.clear();
  items::Origin{file, 0, false, item.place, item.base}.write(head_);
  grouper_.add(id, head_, item.text);
}

bool ProjectMerge::run(const Merger::Write& write, MergeSummary& summary) {
  grouper_.finish();
  summary.snapshots = grouper_.entries();
  io::GroupBatch batch;
  std::string line;
  while (grouper_.next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) {
      std::vector<Snapshot> snapshots = in_order(entries.subspan(each.first, each.count));
      judge(each.key, snapshots);
      if (options_.history) tell_history(each.key, snapshots);
      line.clear();
      json::append_compact(snapshots.back().text, line);
      line += '\n';
      ++summary.projects;
      if (!write(line)) return false;
    }
  }
  return true;
}

/// The oldest first; those without a date before all others, and where dates are the same, as they
/// came.
std::vector<ProjectMerge::Snapshot> ProjectMerge::in_order(
    std::span<const io::Entry> entries) const {
  std::vector<Snapshot> snapshots;
  for (const io::Entry& each : entries) {
    Snapshot one;
    one.text = each.text;
    one.origin = items::Origin::read(each.head);
    one.updated = json::decoded(json::member_of(each.text, "updated")).value_or("");
    if (!base::instant(one.updated)) one.updated.clear();
    snapshots.push_back(std::move(one));
  }
  std::stable_sort(snapshots.begin(), snapshots.end(),
                   [](const Snapshot& one, const Snapshot& other) {
                     const auto left = base::instant(one.updated);
                     const auto right = base::instant(other.updated);
                     return left && right ? *left < *right : !left && right;
                   });
  return snapshots;
}

/// Tells what the order cannot be told by. The same snapshot twice is nothing.
void ProjectMerge::judge(std::string_view id, std::vector<Snapshot>& snapshots) {
  bool differ = false;
  for (std::size_t at = 1; at < snapshots.size(); ++at) {
    Snapshot& later = snapshots[at];
    const Snapshot& before = snapshots[at - 1];
    if (same(before.text, later.text)) continue;
    differ = true;
    const auto date = base::instant(later.updated);
    const bool same_date = date && date == base::instant(before.updated);
    // A file that is named after the project is a version of it.
    const std::string_view name = name_of(log_.file(later.origin.file).file);
    later.republished = same_date || (name.find(id) != name.npos &&
                                      name == name_of(log_.file(before.origin.file).file) &&
                                      later.origin.file != before.origin.file);
    if (!same_date) continue;
    Finding& finding = found("merge.project-republished", later, id);
    finding.arguments.emplace_back("date", later.updated);
    log_.add(finding, later.origin.file);
  }
  for (const Snapshot& each : snapshots)
    if (differ && each.updated.empty())
      log_.add(found("merge.project-undated", each, id), each.origin.file);
}

Finding& ProjectMerge::found(base::RuleId rule, const Snapshot& snapshot, std::string_view id) {
  finding_ = items::RunLog::make(rule);
  const base::Place& place = snapshot.origin.place;
  finding_.has_position = true;
  finding_.at = {one_byte_ ? place.code_points : place.offset, place.line, place.column};
  finding_.pointer = snapshot.origin.base;
  finding_.arguments = {{"project", std::string(id)}};
  return finding_;
}

void ProjectMerge::tell_history(std::string_view id, const std::vector<Snapshot>& snapshots) {
  for (std::size_t at = 0; at < snapshots.size(); ++at) {
    const Snapshot& each = snapshots[at];
    writer_.clear();
    writer_.put('{');
    writer_.member("project", id);
    if (!each.updated.empty()) writer_.member("updated", each.updated);
    writer_.member("file", log_.file(each.origin.file).file);
    writer_.raw_member("line", std::to_string(each.origin.place.line));
    writer_.raw_member("republished", each.republished ? "true" : "false");
    writer_.key("changes");
    writer_.put('[');
    if (at > 0) changes(snapshots[at - 1], each);
    writer_.raw("]}\n");
    options_.history(writer_.view());
  }
}

void ProjectMerge::changes(const Snapshot& before, const Snapshot& after) {
  tree_.clear();
  const json::Tree::Read older = tree_.parse(before.text);
  const json::Tree::Read newer = tree_.parse(after.text);
  if (older.error != json::ReadError::none || newer.error != json::ReadError::none) return;
  bool first = true;
  for (const merge::Difference& each :
       merge::differences(tree_.at(older.root), tree_.at(newer.root))) {
    writer_.raw(first ? "{" : ",{");
    first = false;
    writer_.member("pointer", each.pointer);
    writer_.key("change");
    writer_.raw(each.before == nullptr  ? "\"added\""
                : each.after == nullptr ? "\"removed\""
                                        : "\"changed\"");
    if (each.before != nullptr) writer_.raw(",\"old\":"), writer_.value(*each.before);
    if (each.after != nullptr) writer_.raw(",\"new\":"), writer_.value(*each.after);
    writer_.put('}');
  }
}

}  // namespace edca::process
