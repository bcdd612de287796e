#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/item_reader.hpp"
#include "items/run_log.hpp"
#include "json/tree.hpp"
#include "merge/rules.hpp"
#include "ocds/profile_choice.hpp"
#include "process/package_facts.hpp"
#include "process/process_merger.hpp"
#include "process/release_reader.hpp"
#include "process/ruleset.hpp"

namespace edca::process {

/// What stands for a contracting process: its only release as it is written, or the compiled one.
struct Compiled {
  std::string_view text;
  const json::Node* release = nullptr;  ///< in Processes::tree()
  std::string_view file;                ///< where it is written; empty when it was compiled
  std::string_view base;                ///< its JSON Pointer there
};

/// Each contracting process of many inputs: reads everything into a Grouper by OCID, then makes one
/// release of each process, by the rules of what all inputs declare.
class Processes {
 public:
  /// Everything handed in must outlive it. Throws as Ruleset.
  Processes(const ocds::ProfileChoice& choice, const Session& session, FindingSink& sink)
      : choice_(choice), session_(session), log_(sink), ruleset_(choice) {}

  items::RunLog& log() { return log_; }
  Ruleset& ruleset() { return ruleset_; }
  /// The JSON text looked at last; others may use it meanwhile.
  json::Tree& tree() { return tree_; }

  /// Makes the reader that fills a Grouper; it must outlive the run.
  using MakeReader = std::function<items::ItemReader&(io::Grouper& grouper)>;
  /// Reads all inputs, in so many bytes of memory; without `make`, releases, those of records too.
  /// False when it was cancelled or there was no input. Throws as ItemReader::read().
  bool read(const io::InputList& inputs, std::uint64_t memory, const MakeReader& make = {});

  /// Gets a process and what was read of it; false ends the run.
  using Use = std::function<bool(const io::Group& group, std::span<const io::Entry> entries)>;
  /// Calls `use` for process after process, by the bytes of their OCIDs. What was read is then
  /// forgotten.
  void each(const Use& use);

  /// A release as it is written; false when it is no JSON, of which the merger tells.
  bool one(const io::Entry& entry, Compiled& compiled);
  /// The releases of a process merged. False when there is nothing; why is then in the log.
  bool merged(const io::Group& group, std::span<const io::Entry> entries, Compiled& compiled);

  /// Tells how far the run is, and answers whether to go on.
  bool go_on(std::uint64_t bytes);
  /// The same for what comes after the last process.
  bool go_on() { return go_on(total_ * 2); }
  void stop() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }

  /// The figures of the run; nothing may come after.
  const Summary& end();

 private:
  ProcessMerger& merger();

  const ocds::ProfileChoice& choice_;
  const Session& session_;
  items::RunLog log_;
  Ruleset ruleset_;
  PackageFacts packages_;
  std::unique_ptr<io::Grouper> grouper_;
  std::unique_ptr<ReleaseReader> releases_;
  std::unique_ptr<merge::Rules> rules_;
  std::unique_ptr<ProcessMerger> merger_;
  json::Tree tree_;
  Merged merged_;
  bool one_byte_ = false;
  bool cancelled_ = false;
  std::uint64_t total_ = 0;  ///< bytes of all inputs
};

}  // namespace edca::process
