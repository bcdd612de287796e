#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

namespace edca::projects {

/// Something in a project that was brought up to date.
struct Change {
  std::string pointer;               ///< JSON Pointer in the project as it is now
  std::string ocid;                  ///< of the process that says so; empty: all of them
  const json::Value* old = nullptr;  ///< nullptr: it was not there
  const json::Value* now = nullptr;
  std::string_view why;  ///< variant of the rule "convert.updated"
};

/// Whether a modification that was made of releases is among those that a project has: by its id,
/// where that is one of those that are made, else by what it says.
bool is_known(const json::Array& modifications, const json::Value& one, const json::Array& made);

/// Brings a project up to date by what was made anew of its processes (or of some of them).
///
/// What people wrote stays: of the project only what is missing is filled in; of a process, its
/// title and description too. The rest of its summary becomes what the processes say now, member by
/// member. Lists are added to, never shortened. `updated` moves when something but the processes
/// and parties did, as
/// https://standard.open-contracting.org/infrastructure/0.9/en/reference/schema/ asks for. Done
/// again, it changes nothing.
class Update {
 public:
  using Tell = std::function<void(const Change& change)>;

  /// `made` comes from a Draft that was given the parties of `project`, without what
  /// leave_out_known() takes away.
  Update(json::Value& project, const json::Value& made, std::string now, Tell tell);
  void run();

  /// Takes out of the parties of `made` what those of `project` with the same ids say already, so
  /// that nothing is said of it again.
  static void leave_out_known(json::Value& made, const json::Value& project);

 private:
  void processes();
  void process(json::Value& process, const json::Value& made, const std::string& pointer);
  void summary(json::Value& object, const json::Object& made, const std::string& pointer);
  void links(json::Value& process, const json::Value& made, const std::string& pointer);
  void modifications(json::Value& summary, const json::Value& made, const std::string& pointer);
  void suppliers(json::Value& summary, const json::Value& made, const std::string& pointer);
  void refresh(json::Value& object, const std::string& name, const json::Value& made,
               const std::string& pointer);
  void parties();
  void documents();
  void fill(json::Value& object, const json::Object& made, const std::string& pointer);
  void append(json::Value& list, json::Value value, const std::string& pointer,
              std::string_view why);
  void set(json::Value& object, const std::string& name, json::Value now,
           const std::string& pointer, std::string_view why);

  json::Value& project_;
  const json::Value& made_;
  std::string now_;
  Tell tell_;
  std::string ocid_;      ///< of the process at hand
  bool whole_ = true;     ///< all processes of the project are among those that were made
  bool changed_ = false;  ///< something but processes and parties
};

}  // namespace edca::projects
