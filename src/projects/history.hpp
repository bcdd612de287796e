#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "json/value.hpp"
#include "projects/values.hpp"

namespace edca::projects {

/// A release of a process.
struct ReleaseText {
  std::string_view text;
  std::string address;  ///< of the file it is published in; empty when not known
};

/// What is told by the single releases of a process, and not by what merging them gives:
/// `releases` (links), `embedded` (in compatible mode: those without an address), `costEstimate`
/// (of the last one in the stage of planning) and `modifications` of the contracts.
///
/// A modification is a value or period of a contract that a later release has otherwise, as
/// https://standard.open-contracting.org/infrastructure/0.9/en/reference/schema/#modification
/// means it; so is a scope that a release of an amendment has otherwise. Its reason and date are
/// those of the amendment that came with it.
class History {
 public:
  explicit History(bool compatible) : compatible_(compatible) {}

  /// `releases` in the order of the input, valid JSON objects. As JSON text.
  std::string tell(const std::vector<ReleaseText>& releases);

 private:
  /// What is known of a contract from the releases before.
  struct Contract {
    std::map<std::string, std::string, std::less<>> value;   ///< members as JSON texts
    std::map<std::string, std::string, std::less<>> period;  ///< the same
    std::string description;
    std::string status;
    std::set<std::string> amendments;  ///< their ids
  };
  struct Release {
    std::string_view text;
    std::string_view date;  ///< as it is written in JSON
    const ReleaseText* given = nullptr;
  };

  std::vector<Release> sorted(const std::vector<ReleaseText>& releases) const;
  void link(const Release& release, json::Array& links, json::Array& embedded) const;
  void estimate(const json::Node& release, json::Value& made) const;
  void contracts(const json::Node& release, json::Array& made);
  void contract(const json::Node& release, const json::Node& contract, const std::string& id,
                json::Array& made);

  bool compatible_;
  json::Tree tree_;
  std::map<std::string, Contract, std::less<>> known_;
  Names ids_;  ///< of modifications
};

}  // namespace edca::projects
