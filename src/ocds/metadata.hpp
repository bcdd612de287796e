#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "json/value.hpp"

namespace edca::ocds {

/// Who says something, for people.
struct Source {
  std::string file;
  std::string place;  ///< a line, or a cell as "Sheet!A1"; "": not known
};

/// What several packages say of themselves, put together: each member in the order of first
/// appearance, lists of extensions and of packages joined, the newest `publishedDate`, of all else
/// what the packages agree about. Publishers of the same name agree where neither contradicts the
/// other. https://standard.open-contracting.org/1.1/en/schema/release_package/
class Metadata {
 public:
  struct Member {
    std::string name;
    json::Value value;  ///< what is agreed about, completed by all; null when nobody says anything
    Source source;      ///< who said it first
    std::uint64_t count = 0;  ///< packages that have it
    bool differs = false;
    json::Value other;  ///< if it differs: the first other value; `value` is then as it was said
    Source other_source;
  };

  void add(const json::Value& package, const Source& source);

  std::uint64_t packages() const { return packages_; }
  const std::vector<Member>& members() const { return members_; }
  /// A member that a package has; nullptr when none has it, or only as null.
  const Member* find(std::string_view name) const;
  /// Who the first package without `version` is (of OCDS 1.0, that is); nullptr when all have one.
  const Source* without_version() const { return unversioned_ ? &*unversioned_ : nullptr; }

 private:
  Member& member(const std::string& name);
  void join(Member& member, const json::Value& list);
  bool complete_publisher(Member& known, const json::Value& other, const Source& source);

  std::vector<Member> members_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::unordered_set<std::string>> joined_;  ///< texts in lists
  /// Publishers that say something more than those before.
  std::vector<std::pair<json::Value, Source>> publishers_;
  std::uint64_t packages_ = 0;
  std::optional<Source> unversioned_;
};

}  // namespace edca::ocds
