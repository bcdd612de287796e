#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/summary.hpp"
#include "ocds/shape.hpp"
#include "schema/profile.hpp"
#include "schema/standards.hpp"

namespace edca::ocds {

/// Against what something is judged, and why.
struct Decision {
  std::shared_ptr<const schema::Profile> profile;
  std::string version;  ///< of the standard: "1.1", "0.9.5"
  std::string reason;   ///< message key
  Arguments arguments;
  std::vector<DeclaredExtension> extensions;
  bool unknown_extension = false;  ///< one of them
};

/// Chooses profiles. Immutable but for the cache; safe to share.
class Decider {
 public:
  /// Throws as Validator's constructor.
  Decider(const schema::Catalog& catalog, const ReadOptions& options,
          std::vector<const schema::Extension*> extra);

  /// For a package, by its metadata; `first` gives the text of its first item when its shape has to
  /// be looked at.
  Decision package(Kind kind, const json::Value& metadata, std::string_view first) const;
  /// Notes the extensions that the metadata declare, in the place of those known before.
  void declare(Decision& decision, const json::Value& metadata) const;
  /// Whether the metadata read before the list of items decides already.
  bool decided(const json::Value& metadata) const;

  /// For an item without a package, which has no field that only EDCA-MX defines where that counts.
  Decision item(std::string_view text, bool has_parties) const;
  /// For one that has such a field.
  Decision mexican_item(const std::string& field) const;
  /// Versions of OC4IDS, of which each project gets the newest that suits it when none was given.
  static std::size_t project_versions() { return schema::versions_of("oc4ids").size(); }
  /// The n-th version, newest first. `misfits`: how much in the project is unknown to it.
  Decision project(std::size_t n, std::uint64_t misfits) const;
  bool chooses_project_version() const { return automatic_; }
  /// Whether a profile of OC4IDS was asked for.
  bool only_projects() const { return fixed_key_.name.starts_with("oc4ids"); }

  /// Whether the unknown fields of an item under OCDS tell that it is none of EDCA-MX
  /// (schema::Additions): no extension of the user declares what EDCA-MX does.
  bool tells_by_unknown_fields() const { return extra_.empty(); }
  /// Whether the profile of an item depends on its fields.
  bool depends_on_fields(Kind kind) const;

 private:
  Decision fixed() const;
  Decision edca_mx(std::string reason, Arguments arguments) const;
  Decision by_shape(std::string_view text, bool has_parties) const;
  void use(Decision& decision, schema::ProfileKey key) const;

  const schema::Catalog& catalog_;
  mutable schema::ProfileCache cache_;
  bool automatic_;
  bool apply_extensions_;
  schema::ProfileKey fixed_key_;
  std::vector<const schema::Extension*> extra_;
};

}  // namespace edca::ocds
