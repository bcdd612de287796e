#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/pool.hpp"
#include "items/run_log.hpp"
#include "process/process_merger.hpp"

namespace edca::process {

/// Merges the groups of a Grouper on several threads and hands on what comes of them in order.
class Pipeline {
 public:
  using MakeMerger = std::function<std::unique_ptr<ProcessMerger>()>;
  /// Gets the text of a few processes; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  Pipeline(io::Grouper& grouper, items::RunLog& log, const base::Workers& workers,
           const MakeMerger& make);

  /// Throws what the mergers, the grouper and `write` throw.
  void run(const Write& write);

  std::uint64_t processes() const { return processes_; }
  std::uint64_t refused() const { return refused_; }

 private:
  struct Work {
    io::GroupBatch batch;
    Merged merged;
  };

  bool take(Work& work, const Write& write);
  void find_same_but_case(const io::GroupBatch& batch);
  void add_folded(std::uint64_t hash, const io::Group& group, const io::GroupBatch& batch);

  io::Grouper& grouper_;
  base::Workers workers_;
  items::RunLog& log_;
  std::vector<std::unique_ptr<ProcessMerger>> mergers_;
  std::vector<std::unique_ptr<Work>> spare_;
  std::uint64_t processes_ = 0;
  std::uint64_t refused_ = 0;
  std::vector<std::uint64_t>
      folded_;  ///< hashes of OCIDs in lower case: open addressing, 0 is free
  std::size_t folded_count_ = 0;
  base::KeyedHash hash_;
};

}  // namespace edca::process
