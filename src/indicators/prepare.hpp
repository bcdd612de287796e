#pragma once

#include <string>
#include <string_view>

#include "indicators/settings.hpp"
#include "json/value.hpp"

namespace edca::indicators {

/// Mends releases as `ocdscardinal prepare` does, by the settings under [defaults], [redactions],
/// [corrections], [modifications] and [codelists]:
/// https://cardinal.readthedocs.io/en/latest/cli/prepare.html
class Prepare {
 public:
  explicit Prepare(const Settings& settings);

  /// Values that are no objects stay as they are.
  void mend(json::Value& release) const;

 private:
  /// The roles of organizations by their ids.
  using Roles = std::map<std::string, std::set<std::string>, std::less<>>;
  /// What becomes of the id of an organization.
  struct Role {
    const char* name;
    const std::string& prefix;
  };

  void organization(json::Value& object, const Role& role, Roles& roles) const;
  void organizations(json::Value& owner, std::string_view key, const Role& role,
                     Roles& roles) const;
  Roles roles_of(const json::Value& release) const;
  void tender(json::Value& release, Roles& roles) const;
  void move_auctions(json::Value& release) const;
  void bid(json::Value& bid, Roles& roles) const;
  void awards(json::Value& release, Roles& roles) const;
  void items(json::Value& owner, bool ids) const;
  void status(json::Value& owner, std::string_view key) const;
  static void write_roles(json::Value& release, const Roles& roles);

  const Settings& settings_;
  Settings::Words redacted_ids_;
  Settings::Words redacted_amounts_;
  std::string buyer_prefix_;
  std::string supplier_prefix_;
  std::string no_prefix_;
};

}  // namespace edca::indicators
