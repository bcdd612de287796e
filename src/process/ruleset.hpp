#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/item_checker.hpp"
#include "json/value.hpp"
#include "ocds/profile_choice.hpp"

namespace edca::process {

/// Finds the one schema whose merge rules a run uses: that of the profile with all extensions that
/// any input declares, in the order in which they first appear; EDCA-MX when any input is.
class Ruleset {
 public:
  /// `upgrade`: releases of OCDS 1.0 become such of 1.1. `choice` must outlive this. Throws
  /// Error(usage, "merge.profile") for a profile of OC4IDS, Error(schema) when `schema_file` is no
  /// schema.
  explicit Ruleset(const ocds::ProfileChoice& choice, std::string schema_file = {},
                   bool upgrade = false);

  // What was read. The decisions are for the report.
  ocds::Decision package(ocds::Kind kind, const json::Value& metadata, std::string_view first);
  ocds::Decision item(ocds::Kind kind, std::string_view text);
  /// A release of which is known what field in it only EDCA-MX defines; empty: none.
  ocds::Decision release(std::string_view text, const std::string& mexican_field);

  /// After the last input. Throws Error(schema) when `schema_file` is no schema.
  json::Value release_schema() const;
  /// "1.0" or "1.1".
  std::string version() const;
  /// The name of the profile, and how many extensions are applied.
  std::string profile() const;
  std::size_t extension_count() const { return key().extensions.size(); }
  /// Whether inputs of several versions of OCDS are mixed.
  bool mixed() const { return versions_.size() > 1 && !upgrade_; }
  /// The addresses of the extensions given with --extension.
  std::vector<std::string> extra_urls() const;

 private:
  schema::ProfileKey key() const;
  const schema::Standard& newest_seen() const;
  void note(const ocds::Decision& decision);
  const ocds::Decision& mexican();
  std::string mexican_field(std::string_view text);
  ocds::Decision take(std::string_view text, const std::string& mexican_field, bool has_parties);

  const ocds::ProfileChoice& choice_;
  std::string schema_file_;
  bool upgrade_;
  check::Scope scope_;  ///< nothing: only what a release has is of interest
  std::unique_ptr<check::ItemChecker> checker_;
  std::vector<const schema::Extension*> declared_;
  ocds::Decision mexican_decision_;
  ocds::Decision newer_decision_;  ///< of the last item of the newest OCDS without a package
  bool mexican_ = false;
  std::set<std::string, std::less<>> versions_;  ///< of OCDS, by folder, that were seen
};

}  // namespace edca::process
