#pragma once

#include <string>

#include "cli/commands.hpp"
#include "cli/publish/config.hpp"
#include "edca/portal_builder.hpp"
#include "os/held_folder.hpp"

namespace edca::cli {

/// A folder for a portal on its way, which goes away with this. Its lock tells that the run lives.
class PortalFolder {
 public:
  /// Throws Error(input) when it cannot be made.
  explicit PortalFolder(const std::string& temporary_folder);
  ~PortalFolder();
  PortalFolder(const PortalFolder&) = delete;
  PortalFolder& operator=(const PortalFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  os::HeldFolder held_;
};

/// The portal that a command makes of its inputs, in a folder that goes away with this.
class MadePortal {
 public:
  /// Throws Error(input) when the folder cannot be made, and as PortalBuilder.
  MadePortal(const PublishCommand& command, const PublishConfig& config, Console& console);

  /// Makes it and says what was found. Throws as PortalBuilder::run().
  PortalSummary make();

 private:
  PortalOptions options();
  void tell(const PortalProblem& problem);
  void tell_more(const PortalSummary& summary);

  const PublishCommand& command_;
  const PublishConfig& config_;
  Console& console_;
  PortalFolder folder_;
  std::map<PortalProblem::Kind, std::uint64_t> told_;
  PortalBuilder builder_;
};

}  // namespace edca::cli
