#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/pool.hpp"
#include "edca/validator.hpp"

namespace edca::cli {

/// Validates packages of a portal, the first ones while the next ones are still being written.
class PackageChecks {
 public:
  struct Result {
    std::string path;               ///< within the portal; so in all that is below
    FileSummary file;               ///< complete
    std::vector<Finding> findings;  ///< the first of each rule
  };

  /// `folder` is that of the portal; the options say how many findings of a rule are kept of each
  /// package. Throws as Validator.
  PackageChecks(const ValidateOptions& options, std::string folder);

  /// A package that is whole.
  void add(const std::string& path);
  /// What was found in the next package, in the order of add(); nothing after the last.
  std::optional<Result> next();

 private:
  Result check(const std::string& path) const;

  std::string folder_;  ///< ends with '/'
  Validator validator_;
  std::deque<std::future<Result>> pending_;
  std::unique_ptr<check::Pool> pool_;  ///< none: with one thread; last, as its threads use the rest
};

}  // namespace edca::cli
