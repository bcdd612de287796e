#pragma once

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/snapshot_reader.hpp"
#include "edca/differ.hpp"
#include "io/grouper.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"
#include "merge/difference.hpp"

namespace edca::diff {

/// Compares what two snapshots hold of a contracting process or project.
class ProcessDiff {
 public:
  /// Everything handed in must outlive it. What is compared is counted in the summary.
  ProcessDiff(DiffSummary& summary, items::RunLog& log, bool one_byte)
      : summary_(summary), log_(log), one_byte_(one_byte) {}

  /// What changed in the group, if anything; good until the next call.
  std::optional<ProcessChange> run(const io::Group& group, std::span<const io::Entry> entries);

 private:
  /// The items of one kind and id, which is one in each snapshot if all is well.
  struct Sides {
    std::vector<const io::Entry*> before;
    std::vector<const io::Entry*> after;
  };
  using Key = std::pair<ocds::Kind, std::string>;

  void compare(const Key& key, Sides& sides);
  static void keep_newest(std::vector<const io::Entry*>& side);
  void judge_dates(const Sides& sides);
  void place(const io::Entry& entry, Finding& finding) const;
  void pair_equal(Sides& sides);
  void note(const Key& key, Change change, std::vector<merge::Difference> differences = {});
  FieldChange field(merge::Difference difference);
  std::string_view keep(std::string text);
  std::string_view written(const json::Node* value);
  void warn_of_same(const Key& key, const std::vector<const io::Entry*>& entries);

  DiffSummary& summary_;
  items::RunLog& log_;
  bool one_byte_;
  json::Tree tree_;
  json::Writer writer_;
  // Of the process at hand.
  std::string_view name_;
  ChangeCounts counts_;
  std::map<Key, Sides> sides_;
  std::vector<ItemChange> items_;
  std::deque<std::vector<FieldChange>> fields_;
  std::deque<std::string> texts_;
};

}  // namespace edca::diff
