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

namespace edca::projects {

/// One run of a LinkChecker. The processes that projects list are put beside the releases, by each
/// OCID that they may mean; what came of each is put together by the place of the process, so that
/// the surest name counts and findings come in the order of the inputs.
///
///   releases, {OCID, process of a project} → Grouper → compare → Grouper → findings
///                                            (OCID)               (place)
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
    items::Origin origin;      ///< of the process
    std::size_t rank = 0;      ///< which of its names it goes by
    std::string_view name;     ///< variant: "direct" or "link"
    std::string_view parties;  ///< of the project, JSON
    std::string_view text;     ///< of the process, JSON
    static Reference read(const io::Entry& entry);
  };

  void project(const items::Item& item, std::size_t file);
  bool process(const io::Group& group, std::span<const io::Entry> entries);
  LinkedProcess linked(std::span<const io::Entry> releases, const process::Compiled& compiled);
  void compare(const Reference& reference, std::string_view ocid, const LinkedProcess* data);
  json::Value written(const Mismatch& mismatch, const Reference& reference) const;
  void tell_all();
  void tell(const io::Group& group, std::span<const io::Entry> entries);
  void tell(const json::Value& finding, const items::Origin& origin, const std::string& ocid);

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
  std::string history_text_;
  std::set<std::string, std::less<>> prefixes_;  ///< of the OCIDs of contracting data
  std::string head_;
  std::string text_;
};

}  // namespace edca::projects
