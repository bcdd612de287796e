#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/package/parts.hpp"
#include "edca/finding.hpp"
#include "json/value.hpp"

namespace edca::cli {

/// What is the same for all packages that a run makes.
struct Composition {
  const PackageCommand& command;
  json::Value given;  ///< of --package-file
  bool projects = false;
  bool single = false;  ///< one package is made
};

/// The members of a package of a part, but for its items: what the options say, else the package
/// file, else the inputs; `uri` only where one input becomes one output. What is lost or not known
/// becomes a finding; what must be decided first, one of the rule package.conflict.
json::Value compose(const Composition& composition, const Part& part,
                    std::vector<Finding>& findings);

}  // namespace edca::cli
