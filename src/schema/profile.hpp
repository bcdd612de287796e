#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "schema/catalog.hpp"
#include "schema/plan.hpp"

namespace edca::schema {

class Compiler;

/// Which standard, and which of its extensions in which order.
struct ProfileKey {
  std::string name;      ///< as reported: "edca-mx", "ocds-1.1", "ocds-1.0", "oc4ids-0.9.5"
  std::string standard;  ///< folder below schemas/: "ocds/1.1", "ocds/1.0", "oc4ids/0.9.5"
  std::vector<const Extension*> extensions;

  auto operator<=>(const ProfileKey&) const = default;
};

/// A standard with its extensions applied: schemas as text, codelists, and the compiled plan.
/// Immutable and safe to share between threads.
class Profile {
 public:
  Profile(const Catalog& catalog, ProfileKey key);
  ~Profile();

  const ProfileKey& key() const { return key_; }
  bool is_oc4ids() const { return key_.standard.starts_with("oc4ids"); }

  /// The JSON Schema for a kind: "release", "release-package", "record-package",
  /// "versioned-release", "project", "project-package"; nullptr when the standard has no such kind.
  /// Packages refer to the release schema by URL.
  const json::Value* schema(std::string_view kind) const;

  /// The compiled schema of a kind, also "record" (one member of a record package); nullptr when
  /// there is none.
  const Node* plan(std::string_view kind) const;

  /// What compiled the plans.
  const Compiler& compiler() const;

  const std::map<std::string, Codelist, std::less<>>& codelists() const { return codelists_; }
  const Codelist* codelist(std::string_view file) const;

  /// Whether packages of OCDS say by which version they are written: from 1.1 on.
  bool packages_have_version() const;

  /// What a field of 2018-2020 is called today, or "".
  std::string_view renamed_field(std::string_view old_name) const;

 private:
  bool has_versioned_schema() const;
  void patch(std::string_view kind, json::Value& schema) const;
  void build_versioned(const Catalog& catalog);
  std::set<std::string> amend_codelists();
  void build_codelists(const Catalog& catalog);
  void amend_enums(json::Value& schema, const std::string& list) const;
  void compile();

  ProfileKey key_;
  std::map<std::string, json::Value, std::less<>> schemas_;  // by kind
  std::map<std::string, Codelist, std::less<>> codelists_;
  std::map<std::string, std::string, std::less<>> renamed_fields_;
  std::map<std::string, std::string, std::less<>> urls_;  // by kind
  std::map<std::string, const Node*, std::less<>> plans_;
  std::map<std::string, std::set<std::string>> hints_;  // names only EDCA-MX defines
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

/// Profiles that were put together, each once. Thread-safe.
class ProfileCache {
 public:
  explicit ProfileCache(const Catalog& catalog) : catalog_(catalog) {}
  std::shared_ptr<const Profile> get(const ProfileKey& key);

 private:
  const Catalog& catalog_;
  std::mutex mutex_;
  std::map<ProfileKey, std::shared_ptr<const Profile>> profiles_;
};

/// The 19 extensions of EDCA-MX in their order.
std::vector<const Extension*> edca_mx_extensions(const Catalog& catalog);

/// Puts budgetBreakdown before budgetLines, which patches what it defines; else keeps the order.
void order_extensions(std::vector<const Extension*>& extensions);

/// The key of a profile named on the command line ("edca-mx", "ocds-1.1", "oc4ids-0.9" = the newest
/// of it, "oc4ids-0.9.4", …) without extensions but EDCA-MX's own.
/// Throws Error(usage, "profile.unknown") with arguments profile, known, which begins with `also`:
/// what else may be asked for there.
ProfileKey profile_named(const Catalog& catalog, std::string_view name, std::string_view also = {});

/// The names profile_named() knows, in the order of `edca schema list`.
std::span<const std::string_view> profile_names();

}  // namespace edca::schema
