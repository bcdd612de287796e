#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "json/tree.hpp"
#include "json/value.hpp"

namespace edca::projects {

/// The organizations of the processes of a project: which parties are the same, and what they are
/// called in it.
class Parties {
 public:
  struct Organization {
    json::Value party;  ///< with its id in the project and the roles it has anywhere
    std::vector<std::string> roles;
  };
  /// Told of parties that are the same and have different names.
  using Differs = std::function<void(const std::string& id, const std::vector<std::string>& names)>;

  /// `compatible`: as OC4IDS Kit tells them apart and names them.
  explicit Parties(bool compatible) : compatible_(compatible) {}

  /// "SCHEME-ID", by which an organization is known anywhere; empty where one is missing.
  static std::string identifier_of(const json::Node& party);

  /// The parties that the project has already, before those of the processes.
  void add_known(const json::Node* parties) { add(parties), ++known_; }
  /// The parties of the next process. After the last one, finish().
  void add(const json::Node* parties);
  void finish(const Differs& differs);

  const std::vector<Organization>& all() const { return organizations_; }
  /// What the n-th party of a process is called in the project; null where it has no id.
  const json::Value& id_of(std::size_t process, std::size_t party) const;
  /// The organization that it is; it is an object.
  const Organization& organization(std::size_t process, std::size_t party) const;

 private:
  struct Member {
    const json::Node* node;
    std::size_t organization;
  };
  struct Keys {
    std::string identifier;   ///< "SCHEME-ID"
    std::string fingerprint;  ///< all but id and roles, in canonical order
    std::string id;
    std::string name;
  };

  /// What was said of an organization so far.
  struct Said {
    std::unordered_set<std::string> roles;
    std::unordered_set<std::string> names;
    bool lists_roles = false;  ///< its roles stand in the project as they are known here
    bool roles_placed = false;
    std::unordered_map<std::string, std::size_t> members;  ///< with places, once others joined
  };

  Keys keys_of(const json::Node& party) const;
  std::size_t find(const Keys& keys) const;
  std::size_t start(const json::Node& party, const Keys& keys);
  void join(std::size_t organization, const json::Node& party, const Keys& keys);
  void say(std::size_t organization, const json::Node& party);
  void name_compatibly(bool repeated);
  void name_once();

  bool compatible_;
  std::vector<Organization> organizations_;
  std::vector<Keys> keys_;                       ///< of the organizations
  std::vector<std::vector<std::string>> names_;  ///< of the organizations, as they were given
  std::vector<Said> said_;                       ///< of the organizations
  std::vector<Member> members_;
  std::vector<std::size_t> first_;  ///< member of each process, and of the project before them
  std::size_t known_ = 0;           ///< lists of parties before those of the processes
  std::vector<json::Value> ids_;    ///< of the members
  std::unordered_map<std::string, std::size_t> by_identifier_;
  std::unordered_map<std::string, std::size_t> by_fingerprint_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_id_;
  bool repeated_ids_ = false;
};

}  // namespace edca::projects
