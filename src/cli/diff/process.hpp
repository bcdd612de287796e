#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/diff/items.hpp"
#include "cli/diff/output.hpp"
#include "cli/log.hpp"
#include "io/grouper.hpp"
#include "json/tree.hpp"

namespace edca::cli {

/// Compares what two snapshots hold of a contracting process or project.
class ProcessDiff {
 public:
  /// Everything handed in must outlive it.
  ProcessDiff(DiffOutput& output, Log& log, bool one_byte)
      : output_(output), log_(log), one_byte_(one_byte) {}

  /// Returns the text about the group, empty when nothing changed.
  std::string run(const io::Group& group, std::span<const io::Entry> entries);

  const DiffSummary& summary() const { return summary_; }

 private:
  /// The items of one kind and id, which is one in each snapshot if all is well.
  struct Sides {
    std::vector<const io::Entry*> before;
    std::vector<const io::Entry*> after;
  };
  using Key = std::pair<ocds::Kind, std::string>;

  void compare(const Key& key, Sides& sides);
  void pair_equal(Sides& sides);
  void note(const Key& key, Change change, std::span<const merge::Difference> differences = {});
  void warn_of_same(const Key& key, const std::vector<const io::Entry*>& entries);

  DiffOutput& output_;
  Log& log_;
  bool one_byte_;
  DiffSummary summary_;
  std::string_view name_;
  ChangeCounts counts_;  ///< of the process at hand
  std::string text_;
  json::Tree tree_;
};

}  // namespace edca::cli
