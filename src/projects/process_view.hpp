#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "projects/to_ocds.hpp"

namespace edca::projects {

/// The list that is a member of an object; empty where there is none.
const json::Array& list_of(const json::Value* object, std::string_view name);

/// The value at the end of a path, or nullptr.
const json::Value* value_at(const json::Value* value, std::initializer_list<std::string_view> path);

/// Puts a value into an object where there is something.
void put(json::Value& into, std::string_view name, const json::Value* value);

/// A process of a project, from which releases are made.
struct ProcessView {
  const ProjectIndex& index;
  const json::Value& process;
  std::size_t number;  ///< in the project
  std::string ocid;
  bool awarded = false;    ///< there is something to say of an award
  bool estimated = false;  ///< the estimate stands in a release of its own

  const json::Value& project() const { return index.project(); }
  bool single() const { return index.processes().size() == 1; }
  /// Whether what the project says for all its processes is said of this one.
  bool is_first() const { return number == index.first(); }
  const json::Value* summary() const;
  const json::Value* of_summary(std::string_view name) const { return value_at(summary(), {name}); }
  std::string_view status() const;
  std::string tender_id() const;
  /// Whether the period of the contracts has both ends.
  bool whole_period() const;

  /// The parties that the process names with the roles in which it does, and in the first process
  /// those that have roles in the project; of a single process all of them.
  json::Array parties() const;
  /// The only one of these with the role, else the procuring entity.
  void add_buyer(json::Value& release) const;
  json::Value planning() const;
  json::Value tender() const;
  /// Names of what stands in the project or the summary and in no release.
  std::vector<std::string> left_out(std::size_t contracts) const;
};

}  // namespace edca::projects
