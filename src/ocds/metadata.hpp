#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "json/value.hpp"

namespace edca::ocds {

/// What several packages say of themselves, put together: each member in the order of first
/// appearance, lists of extensions and of packages joined, the newest `publishedDate`, of all else
/// what the packages agree about. Publishers of the same name agree where neither contradicts the
/// other. https://standard.open-contracting.org/1.1/en/schema/release_package/
class Metadata {
 public:
  struct Member {
    std::string name;
    json::Value value;        ///< as it was said first; null when nobody says anything else
    std::string source;       ///< who said it
    std::uint64_t count = 0;  ///< packages that have it
    bool differs = false;
    json::Value other;  ///< if it differs: the first other value
    std::string other_source;
  };

  /// `source` names the package for people.
  void add(const json::Value& package, std::string_view source);

  std::uint64_t packages() const { return packages_; }
  const std::vector<Member>& members() const { return members_; }
  /// A member that a package has; nullptr when none has it, or only as null.
  const Member* find(std::string_view name) const;
  /// Who the first package without `version` is (of OCDS 1.0, that is); nullptr when all have one.
  const std::string* without_version() const { return unversioned_ ? &*unversioned_ : nullptr; }

 private:
  Member& member(const std::string& name);
  void join(Member& member, const json::Value& list);

  std::vector<Member> members_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::unordered_set<std::string>> joined_;  ///< texts in lists
  std::uint64_t packages_ = 0;
  std::optional<std::string> unversioned_;
};

}  // namespace edca::ocds
