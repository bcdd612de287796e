#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"
#include "json/tree.hpp"
#include "projects/draft.hpp"

namespace edca::projects {

/// Something that a project says otherwise than the contracting data.
struct Mismatch {
  std::string_view rule;     ///< "link.value"
  std::string_view variant;  ///< "" for the rule's only sentence
  std::string pointer;       ///< below the process of the project
  const json::Node* at;      ///< the value there
  Arguments arguments;
};

/// What is known of a single release.
struct ReleaseFacts {
  std::string id;
  std::string date;
  std::vector<std::string> tags;  ///< sorted
};

/// The contracting data of a process.
struct LinkedProcess {
  Process process;                     ///< merged, with its history
  std::vector<ReleaseFacts> releases;  ///< empty where only a compiled release is known
};

/// Compares a process of a project with its contracting data: the links to its releases, amounts
/// and periods of the summary, modifications, and the ids of the organizations. `parties` are those
/// of the project. Where a sum or a date could be meant in several ways, each of them will do.
std::vector<Mismatch> compare_links(const json::Node& process, const json::Node* parties,
                                    const LinkedProcess& data);

}  // namespace edca::projects
