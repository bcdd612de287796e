#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "json/value.hpp"

namespace edca::legacy {

/// Mends what the capture tool of System 6 of the Plataforma Digital Nacional writes that is no
/// OCDS, where that can be done in one way only: names of members, numbers that are texts, codes of
/// roles, ids that are missing or stand in a list several times, and members of the release that
/// can be told from the others.
class S6Repair {
 public:
  /// Hears of each repair: its kind ("scheme", "number", …, a variant of "convert.repaired") and
  /// the name of the member.
  using Hear = std::function<void(std::string_view kind, const std::string& member)>;

  explicit S6Repair(Hear hear) : hear_(std::move(hear)) {}

  /// `compiled`: what comes out shall be a compiled release. `now`: date-time of a release of which
  /// no date is told.
  void run(json::Value& release, bool compiled, const std::string& now);

 private:
  void clean(json::Value& value, const std::string& name);
  void rename(json::Value& object, std::string_view from, std::string_view to);
  void numbers(json::Value& value);
  void roles(json::Value& release);
  void ids(json::Value& value, const std::string& name);
  void give_ids(json::Array& list, const std::string& name);
  void award_ids(json::Value& release);
  void complete(json::Value& release, bool compiled, const std::string& now);

  Hear hear_;
};

}  // namespace edca::legacy
