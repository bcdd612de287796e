#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "edca/packager.hpp"
#include "package/names.hpp"
#include "package/parts.hpp"

namespace edca::package {

/// A package that will be made, and what goes into it.
struct PlannedPackage {
  const Part* part = nullptr;
  MadePackage package;
};

/// Cuts parts into packages and names them.
class Planner {
 public:
  /// `options` must outlive it. Throws as NameTemplate; Error(usage, "package.placeholder-by") for
  /// a placeholder that needs another grouping.
  explicit Planner(const PackageOptions& options);

  /// What is made, in order: each part, cut into packages of `size` items (0: one). Throws
  /// Error(usage): "package.same-name" and "package.same-uri" where names are not enough (without a
  /// name none is needed), "package.prefixes" and "package.no-prefix" where {prefix} has no one
  /// value.
  std::vector<PlannedPackage> plan(const Parts& parts) const;

  const NameTemplate& name() const { return name_; }
  /// Throws Error(usage, "package.one-name") when so many packages cannot be files of their own.
  void need_names(std::size_t packages) const;

 private:
  using Slugs = std::unordered_map<std::string_view, std::string>;  ///< by key of a part

  std::uint64_t packages_of(const Part& part) const;
  Slugs slugs_of(const Parts& parts) const;
  NameValues values(const std::string& key, const Part& part, const Slugs& slugs) const;
  const std::string& prefix_of(const Part& part) const;
  std::string missing_in(const NameTemplate& name) const;
  void check(const std::vector<PlannedPackage>& packages) const;

  const PackageOptions& options_;
  NameTemplate name_;
  NameTemplate uri_;
};

}  // namespace edca::package
