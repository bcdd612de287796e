#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/link_checker.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/origin.hpp"
#include "process/processes.hpp"
#include "projects/history.hpp"
#include "projects/link_check.hpp"
#include "projects/place_index.hpp"

namespace edca::projects {

/// One run of a LinkChecker. The processes that projects list are put beside the releases, by each
/// OCID that they may mean; what came of each is put together by the place of the project, so that
/// the surest name of each process counts and findings come in the order of the inputs.
///
///   releases, {OCID, process of a project} → Grouper → compare → Grouper → findings
///                                            (OCID)               (project)
class LinkRun {
 public:
  using Tell = LinkChecker::Tell;

  /// Everything handed in must outlive the run.
  LinkRun(const ocds::ProfileChoice& choice, const Session& session, FindingSink& unheard,
          const Tell& tell);

  void run(const io::InputList& inputs);

 private:
  /// A process of a project, as it goes through the Grouper.
  struct Reference {
    items::Origin origin;       ///< of the process
    std::uint64_t project = 0;  ///< where the project begins
    std::size_t rank = 0;       ///< which of its names it goes by
    bool direct = false;        ///< the name is that of the process, not of a release of it
    std::string_view text;      ///< of the process, JSON
    static Reference read(const io::Entry& entry);
  };
  /// What came of the processes of a project, in their order.
  struct Found {
    items::Origin origin;
    json::Value entry;
  };

  void project(const items::Item& item, std::size_t file);
  void processes_of(const items::Item& item, std::size_t file, const json::Array& list);
  void head_of(const items::Item& item, std::size_t file, const json::Value& project);
  bool process(const io::Group& group, std::span<const io::Entry> entries);
  void note_buyers(std::span<const io::Entry> releases);
  std::vector<ReleaseFacts> facts_of(std::span<const io::Entry> releases) const;
  LinkedProcess linked(std::string_view ocid, std::span<const io::Entry> releases,
                       const process::Compiled& compiled);
  void compare(const Reference& reference, std::string_view ocid, const LinkedProcess* data);
  json::Value written(const Mismatch& mismatch, const Reference& reference);
  void tell_all();
  void tell(std::span<const io::Entry> entries);
  std::vector<Found> best_of(std::span<const io::Entry> entries) const;
  bool should_be_here(const Found& found, const json::Value& project, bool others_are) const;
  void tell(const json::Value& finding, const Found& found, const std::string& project);

  const ocds::ProfileChoice& choice_;
  const Session& session_;
  const Tell& tell_;
  process::Processes processes_;
  process::PackageFacts packages_;
  std::unique_ptr<process::ReleaseReader> reader_;
  io::Grouper* grouper_ = nullptr;
  io::Grouper found_;
  History history_;
  json::Tree tree_;
  json::Tree project_tree_;
  PlaceIndex places_;  ///< of the process of a project at hand
  std::string history_text_;
  std::string parties_;                          ///< of the process at hand, as JSON
  std::set<std::string, std::less<>> prefixes_;  ///< of the OCIDs of contracting data
  std::set<std::string, std::less<>> buyers_;    ///< ids and names of those who buy in them
  std::string head_;
  std::string text_;
};

}  // namespace edca::projects
