#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "edca/merger.hpp"
#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "items/origin.hpp"
#include "items/run_log.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"

namespace edca::process {

/// Snapshots of projects: the newest of each is written, and what changed from one to the next goes
/// to the history. A snapshot is taken whole, since lists of projects get shorter, too: what
/// merging releases keeps would come back.
class ProjectMerge {
 public:
  /// Everything handed in must outlive it.
  ProjectMerge(const io::Grouper::Options& options, const MergeOptions& merge, items::RunLog& log,
               bool one_byte)
      : options_(merge), log_(log), one_byte_(one_byte), grouper_(options) {}

  /// A snapshot with this id.
  void add(std::string_view id, const items::Item& item, std::size_t file);
  /// After the last one: writes the projects by the bytes of their ids. False when `write` did.
  bool run(const Merger::Write& write, MergeSummary& summary);

 private:
  struct Snapshot {
    std::string_view text;
    std::string updated;  ///< as it is written; empty where it is no date-time
    items::Origin origin;
    bool republished = false;
  };

  std::vector<Snapshot> in_order(std::span<const io::Entry> entries) const;
  void judge(std::string_view id, std::vector<Snapshot>& snapshots);
  Finding& found(base::RuleId rule, const Snapshot& snapshot, std::string_view id);
  void tell_history(std::string_view id, const std::vector<Snapshot>& snapshots);
  void changes(const Snapshot& before, const Snapshot& after);

  const MergeOptions& options_;
  items::RunLog& log_;
  bool one_byte_;
  io::Grouper grouper_;
  std::string head_;
  json::Tree tree_;
  json::Writer writer_;
  Finding finding_;
};

}  // namespace edca::process
