#pragma once

#include <cstdint>
#include <functional>

#include "diff/snapshot_reader.hpp"
#include "edca/differ.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"

namespace edca::diff {

/// One run of a Differ: reads both snapshots into a Grouper, then compares process by process.
class DiffRun {
 public:
  /// Everything handed in must outlive the run.
  DiffRun(Encoding encoding, const io::InputList& older, const io::InputList& newer,
          const Session& session, FindingSink& sink);

  /// Both snapshots; false when one of them could not be read, or the run was cancelled.
  bool read();
  /// After read(): tells what changed.
  void compare(const Differ::Tell& tell);
  /// What was counted so far but for the findings.
  const DiffSummary& summary() const { return summary_; }
  void cancel() { summary_.cancelled = true; }
  DiffSummary end();

 private:
  bool read(const io::InputList& inputs, std::uint64_t before);

  const io::InputList& older_;
  const io::InputList& newer_;
  const Session& session_;
  items::RunLog log_;
  io::Grouper grouper_;
  SnapshotReader reader_;
  std::uint64_t total_;  ///< bytes of all inputs
  DiffSummary summary_;
};

}  // namespace edca::diff
