#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/pool.hpp"
#include "cli/publish/item_checks.hpp"
#include "edca/validator.hpp"
#include "portal/portal.hpp"

namespace edca::cli {

/// Validates packages of a portal, the first ones while the next ones are still being written.
///
/// Where all items of a package were judged when they were read, by what the package itself is to
/// be judged by, and none of them concerns another, only what stands around them is left to look
/// at. Any other package is read again.
class PackageChecks {
 public:
  struct Result {
    std::string path;               ///< within the portal; so in all that is below
    FileSummary file;               ///< complete
    std::vector<Finding> findings;  ///< the first of each rule
    std::uint32_t items = 0;        ///< what was found in its items: a number of `ItemChecks`, or 0
  };

  /// `folder` is that of the portal; the options say how many findings of a rule are kept of each
  /// package. Throws as Validator.
  PackageChecks(const ValidateOptions& options, std::string folder);

  /// A package that is whole.
  void add(const portal::File& file, const portal::Envelope& envelope, const ItemChecks& items);
  /// What was found in the next package, in the order of add(); nothing after the last.
  std::optional<Result> next();

 private:
  Result check(const std::string& path) const;

  std::string folder_;  ///< ends with '/'
  Validator validator_;
  std::deque<std::future<Result>> pending_;
  std::unique_ptr<base::Pool> pool_;  ///< none: with one thread; last, as its threads use the rest
};

}  // namespace edca::cli
