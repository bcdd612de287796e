#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
  std::string host;               ///< of the address it is published at; empty when not known
};

/// The organizations of a list of parties that have an identifier: by it, in loose form, the id.
using PartyIds = std::vector<std::pair<std::string, std::string>>;

/// Text in the form in which ids and codes are compared where case, accents and the white space
/// around them tell nothing apart.
std::string loose(std::string_view text);

PartyIds party_ids(const json::Node* parties);

/// The contracting data of a process.
class LinkedProcess {
 public:
  /// `releases`: none where only a compiled release is known. The nodes must outlive the process.
  LinkedProcess(Process process, std::vector<ReleaseFacts> releases);

  const Process& process() const { return process_; }
  const json::Value& summary() const { return summary_; }
  /// The releases with this id; where there is none, those with an id that differs from it in case
  /// or white space only.
  std::vector<const ReleaseFacts*> with_id(std::string_view id) const;
  /// Whether a release of that date would be among those that are known, if it were there.
  bool covers(std::string_view date) const;
  /// Whether all that is known is published elsewhere than this address.
  bool is_elsewhere(std::string_view address) const;

 private:
  Process process_;
  std::vector<ReleaseFacts> releases_;
  json::Value summary_;                                              ///< as a conversion makes it
  std::unordered_map<std::string, std::vector<std::size_t>> by_id_;  ///< in loose form
  std::string first_;                                                ///< date
  std::string last_;
  bool hosts_known_ = false;
};

/// Compares a process of a project with its contracting data: the links to its releases, amounts
/// and periods of the summary, and modifications. Where a sum or a date could be meant in several
/// ways, each of them will do: a value or period from before a modification is the initial one.
std::vector<Mismatch> compare_links(const json::Node& process, const LinkedProcess& data);

/// What compares the ids of organizations came to.
struct OtherIds {
  std::size_t count = 0;  ///< organizations with other ids
  std::string party;      ///< the first of them in the project
  std::string other;      ///< and in the contracting data
};

/// The organizations of a project, to be compared with those of its processes.
class ProjectParties {
 public:
  explicit ProjectParties(const PartyIds& parties);
  /// Organizations that are in the project and in a process and share no id.
  OtherIds compare(const PartyIds& process) const;

 private:
  struct Organization {
    std::size_t place = 0;  ///< among those of the project
    std::vector<std::string> ids;
  };
  std::unordered_map<std::string, Organization> organizations_;  ///< by identifier
};

}  // namespace edca::projects
