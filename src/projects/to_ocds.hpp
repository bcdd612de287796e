#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.hpp"

namespace edca::projects {

/// What became of a process of a project.
struct MadeReleases {
  std::string ocid;
  std::vector<json::Value> releases;  ///< by their dates; none of what is no object with an id
  /// What the project says and no release has a place for, by its names.
  std::vector<std::string> left_out;
};

/// What is looked up in a project for each of its processes. The project must outlive it.
class ProjectIndex {
 public:
  /// `project` is an object.
  explicit ProjectIndex(const json::Value& project);

  const json::Value& project() const { return project_; }
  /// Its processes; empty where there is no list.
  const json::Array& processes() const { return *processes_; }
  const json::Array& parties() const { return *parties_; }
  /// The first process that has an OCID, or how many there are.
  std::size_t first() const { return first_; }
  /// Where the first party with an id stands, or behind the last one.
  std::size_t place_of(const std::string& id) const;
  /// Of a purpose told by process ("<OCID> text", a line each) what it says of this one; else all.
  std::string purpose_of(const std::string& ocid) const;

 private:
  const json::Value& project_;
  const json::Array* processes_;
  const json::Array* parties_;
  std::size_t first_ = 0;
  std::unordered_map<std::string, std::size_t> places_;
  std::unordered_map<std::string, std::string> purposes_;
};

/// Makes releases of OCDS 1.1 from the n-th process of a project, with the extensions that EDCA-MX
/// has. The modifications become a release each where they have dates that rise, behind a date that
/// the release before them can have; else there is one release with all of them as amendments.
/// Nothing is made up: what the project does not say is not there. Lists of the project (places,
/// documents, parties that no process names) stand in the releases of its first process.
/// https://standard.open-contracting.org/infrastructure/0.9/en/cost/ocds/
MadeReleases releases_of(const ProjectIndex& index, std::size_t n);

}  // namespace edca::projects
