#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "cli/publish/config.hpp"
#include "cli/publish/intake.hpp"
#include "cli/publish/package_checks.hpp"
#include "edca/publisher.hpp"
#include "io/inputs.hpp"
#include "portal/portal.hpp"
#include "process/ruleset.hpp"

namespace edca::cli {

/// Makes the files of a portal of the inputs, in a folder that goes away with this, and validates
/// them: what is judged is what is sent.
class PortalBuild {
 public:
  enum class Verdict {
    passes,
    fails,  ///< as --require and --fail-on say
    nothing_read,
    interrupted,
  };

  /// Throws Error(input) when the folder cannot be made.
  PortalBuild(const PublishCommand& command, const PublishConfig& config, Console& console);
  ~PortalBuild();
  PortalBuild(const PortalBuild&) = delete;
  PortalBuild& operator=(const PortalBuild&) = delete;

  Verdict run();
  /// Why there is nothing to publish: the key of a sentence.
  const char* nothing() const { return log_.any_read() ? "input.no-items" : "input.none"; }
  /// After run().
  const std::vector<portal::File>& files() const { return files_; }
  std::string local(const std::string& path) const { return folder_ + "/portal/" + path; }
  double build_seconds() const { return build_seconds_; }
  /// That validating took longer than building.
  double validate_seconds() const { return validate_seconds_; }

 private:
  void read(PublishIntake& intake);
  void take(const ItemChecks::Found& found);
  void take(const PackageChecks::Result& result, portal::Builder& builder);
  bool is_told(const Finding& finding) const;
  void tell(const portal::Problem& problem);
  void tell_more();

  const PublishCommand& command_;
  const PublishConfig& config_;
  Console& console_;
  std::string folder_;
  io::InputList inputs_;
  std::unique_ptr<ocds::ProfileChoice> choice_;
  std::unique_ptr<process::Ruleset> rules_;
  Log log_;
  std::vector<portal::File> files_;
  std::map<portal::Problem::Kind, std::uint64_t> problems_;
  std::set<std::uint32_t> told_;  ///< numbers of profiles whose findings were said
  /// What was found in the inputs: rule and OCID; no OCID: in more processes than were kept; no
  /// rule: some error.
  std::set<std::pair<std::string_view, std::string>> sources_;
  std::set<std::string_view> found_rules_;
  std::uint64_t items_ = 0;
  bool any_release_ = false;
  bool schema_errors_ = false;
  double build_seconds_ = 0;
  double validate_seconds_ = 0;
};

}  // namespace edca::cli
