#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/rule_id.hpp"
#include "edca/finding.hpp"
#include "json/tree.hpp"
#include "json/value.hpp"
#include "projects/parties.hpp"
#include "projects/values.hpp"

namespace edca::projects {

/// A contracting process on its way into a project.
struct Process {
  const Node* compiled = nullptr;  ///< what merging its releases gives
  const Node* history = nullptr;   ///< what history.hpp tells of its releases
  std::string ocid;
  std::string_view origin;  ///< items::Origin of its first release
};

/// A project that is being made. The transforms read the processes and write `output`.
class Draft {
 public:
  /// Gets findings about the project, or about a process of it where one is given.
  using Tell = std::function<void(Finding finding, const Process* process)>;

  /// `known`: the project as it is already, which is brought up to date; nullptr: there is none.
  Draft(std::string id, std::vector<Process> processes, const Node* known, bool compatible,
        std::string now, Tell tell);

  bool compatible() const { return compatible_; }
  /// The time of the run, as a date-time; in compatible mode without an offset.
  const std::string& now() const { return now_; }
  const std::vector<Process>& processes() const { return processes_; }
  const Parties& parties() const { return parties_; }

  json::Value output = json::Object();
  // What is in `output` already.
  std::unordered_map<std::string, std::size_t> party_places;  ///< by id
  Once documents;
  Names document_names;

  /// Makes the list of processes, in which summary() is.
  void begin_processes();
  /// The n-th process of the output, and its summary.
  json::Value& process(std::size_t n);
  json::Value& summary(std::size_t n);
  /// `summary.tender`, made when it is not there.
  json::Value& tender(std::size_t n);

  /// Values that differ: the field stays empty, or has the first of them.
  void clash(std::string_view field, const std::vector<std::string>& values,
             const Process* process = nullptr, std::string_view variant = {});
  /// Amounts in several currencies, or that cannot be added up exactly.
  void no_sum(std::string_view field, const Sum& sum, const Process* process = nullptr);
  /// What nothing in the data decides.
  void undecided(std::string_view field, const Process* process);
  /// Something that OC4IDS does not allow.
  void dropped(const std::string& pointer, const json::Value& value);

 private:
  const Process* process_of(std::string_view pointer) const;
  bool known(std::string_view field) const;
  void tell(Finding finding, std::string_view field, const Process* process);

  std::string id_;
  std::vector<Process> processes_;
  const Node* known_;
  bool compatible_;
  std::string now_;
  Tell tell_;
  Parties parties_;
};

}  // namespace edca::projects
