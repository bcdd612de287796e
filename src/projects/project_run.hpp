#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/projects.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "json/tree.hpp"
#include "merge/rules.hpp"
#include "ocds/profile_choice.hpp"
#include "process/package_facts.hpp"
#include "process/process_merger.hpp"
#include "process/release_reader.hpp"
#include "process/ruleset.hpp"
#include "projects/draft.hpp"
#include "projects/history.hpp"
#include "projects/mapping.hpp"
#include "projects/shape.hpp"
#include "projects/transforms.hpp"
#include "projects/update.hpp"

namespace edca::projects {

/// What does not change from one run to the next.
struct Plan {
  /// Throws as ProjectMaker's constructor.
  explicit Plan(ProjectOptions given);

  ProjectOptions options;
  ocds::ProfileChoice choice;
  Mapping mapping;
  std::vector<const Transform*> transforms;
  std::unique_ptr<const Shape> shape;
};

/// One run of a ProjectMaker: releases are grouped by OCID and merged, then processes grouped by
/// project.
///
///   releases → Grouper → merge → {compiled, history} → Grouper → transforms → project
///              (OCID)                                  (project)
class ProjectRun {
 public:
  using Write = ProjectMaker::Write;

  /// Everything handed in must outlive the run.
  ProjectRun(const Plan& plan, const Session& session, FindingSink& sink);

  ProjectSummary run(const io::InputList& inputs, const Write& write);

 private:
  void read(const io::InputList& inputs);
  bool go_on(std::uint64_t bytes);
  void merge_all();
  void merge(const io::Group& group, std::span<const io::Entry> all);
  std::vector<std::string> projects_of(std::string_view ocid, std::string_view compiled,
                                       std::vector<std::string> existing) const;
  std::string address_of(const io::Entry& entry);
  void make_all(const Write& write);
  bool make(const io::Group& group, std::span<const io::Entry> entries, const Write& write);
  std::vector<Process> processes_of(std::span<const io::Entry> entries);
  bool fit(Draft& draft);
  std::string updated(Draft& draft, const json::Node& known, const io::Entry& entry);
  void tell(const Change& change, const std::string& project, std::string_view origin);
  void tell(Finding finding, const Process* process, std::string_view below = {});

  const Plan& plan_;
  const Session& session_;
  items::RunLog log_;
  process::Ruleset ruleset_;
  process::PackageFacts packages_;
  std::string now_;
  io::InputList into_;
  std::uint64_t total_ = 0;
  std::unique_ptr<io::Grouper> releases_;
  std::unique_ptr<io::Grouper> processes_;
  std::unique_ptr<process::ReleaseReader> reader_;
  std::unique_ptr<merge::Rules> rules_;
  std::unique_ptr<process::ProcessMerger> merger_;
  History history_;
  json::Tree tree_;
  ProjectSummary summary_;
};

}  // namespace edca::projects
