#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "edca/merger.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "ocds/profile_choice.hpp"
#include "process/package_facts.hpp"
#include "process/pipeline.hpp"
#include "process/project_merge.hpp"
#include "process/release_reader.hpp"
#include "process/ruleset.hpp"

namespace edca::process {

/// One run of a Merger: reads everything into a Grouper, then merges process by process.
class MergeRun {
 public:
  /// Everything handed in must outlive the run. Throws as Merger::run().
  MergeRun(const ocds::ProfileChoice& choice, const MergeOptions& options, const Session& session,
           FindingSink& sink);

  MergeSummary run(const io::InputList& inputs, const Merger::Write& write);

 private:
  void begin(const io::InputList& inputs);
  bool read_on(std::uint64_t bytes);
  void read_existing();
  void merge(const Merger::Write& write);
  void merge_all(Pipeline& pipeline, const Merger::Write& write);
  void add_project(const items::Item& item, std::size_t file);
  bool into_package(std::string_view text, const Merger::Write& write);
  void open_package();

  const ocds::ProfileChoice& choice_;
  const MergeOptions& options_;
  const Session& session_;
  items::RunLog log_;
  Ruleset ruleset_;
  PackageFacts packages_;
  io::InputList into_;
  std::unique_ptr<io::Grouper> grouper_;
  std::unique_ptr<ReleaseReader> reader_;
  std::uint64_t into_bytes_ = 0;
  std::uint64_t total_ = 0;                 ///< bytes of all inputs
  std::unique_ptr<ProjectMerge> projects_;  ///< made with the first one
  MergeSummary summary_;
  std::string package_text_;
  bool package_open_ = false;
};

}  // namespace edca::process
