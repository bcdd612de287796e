#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "json/value.hpp"

namespace edca::projects {

/// Something in a project that was brought up to date.
struct Change {
  std::string pointer;               ///< JSON Pointer in the project as it is now
  std::string ocid;                  ///< of the process that says so; empty: all of them
  const json::Value* old = nullptr;  ///< nullptr: it was not there
  const json::Value* now = nullptr;
  /// Variant of the rule "convert.updated"; `kept`: what is there is not of the form that it should
  /// be, so it stayed.
  std::string_view why;
  static constexpr std::string_view kept = "kept";
};

/// Brings a project up to date by what was made anew of its processes (or of some of them).
///
/// What people wrote stays: of the project only what is missing is filled in; of a process, its
/// title and description too. The rest of its summary becomes what the processes say now, member by
/// member, but for the value and period from before a modification that is listed, which are the
/// initial ones. Lists are added to, never shortened. What has another form than it should (a text
/// in the place of a list) stays and is told. `updated` moves when something but the processes and
/// parties did, as https://standard.open-contracting.org/infrastructure/0.9/en/reference/schema/
/// asks for. Done again, it changes nothing. Linear.
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
  bool is_initial(const json::Value& summary, const std::string& name, const std::string& inner,
                  const json::Value& value, const json::Object& made) const;
  void links(json::Value& process, const json::Value& made, const std::string& pointer);
  void modifications(json::Value& summary, const json::Value& made, const std::string& pointer);
  void suppliers(json::Value& summary, const json::Value& made, const std::string& pointer);
  void refresh(json::Value& object, const std::string& name, const json::Value& made,
               const std::string& pointer);
  void parties();
  void party(json::Value& known, const json::Value& made, const std::string& pointer);
  void documents();
  void fill(json::Value& object, const json::Object& made, const std::string& pointer);
  json::Value* list_in(json::Value& object, std::string_view name, const std::string& pointer);
  void keep(const json::Value& there, const json::Value& made, const std::string& pointer);
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
