#pragma once

#include <string>
#include <vector>

#include "edca/finding.hpp"
#include "edca/package_members.hpp"
#include "json/value.hpp"
#include "package/parts.hpp"

namespace edca::package {

/// What is the same for all packages that a run makes.
struct Composition {
  const PackageMembers& members;
  const json::Value& given;                    ///< of PackageMembers::file
  const std::vector<std::string>& extensions;  ///< addresses that are declared as well
  bool projects = false;
  bool single = false;  ///< one package is made
};

/// The members of a package of a part, but for its items: what the options say, else the package
/// file, else the inputs; `uri` only where one input becomes one output. What is lost or not known
/// becomes a finding; what must be decided first, one of the rule package.conflict.
json::Value compose(const Composition& composition, const Part& part,
                    std::vector<Finding>& findings);

}  // namespace edca::package
