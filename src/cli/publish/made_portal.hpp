#pragma once

#include <string>

#include "cli/commands.hpp"
#include "cli/publish/config.hpp"
#include "edca/portal_builder.hpp"
#include "os/held_folder.hpp"

namespace edca::cli {

/// The portal that a command makes of its inputs, in a folder that goes away with this.
class MadePortal {
 public:
  /// Throws Error(input) when the folder cannot be made, and as PortalBuilder.
  MadePortal(const PublishCommand& command, const PublishConfig& config, Console& console);
  ~MadePortal();
  MadePortal(const MadePortal&) = delete;
  MadePortal& operator=(const MadePortal&) = delete;

  /// Makes it and says what was found. Throws as PortalBuilder::run().
  PortalSummary make();

 private:
  PortalOptions options();
  void tell(const PortalProblem& problem);
  void tell_more(const PortalSummary& summary);

  const PublishCommand& command_;
  const PublishConfig& config_;
  Console& console_;
  os::HeldFolder held_;  ///< folder_: its lock tells that this run lives
  std::string folder_;
  std::map<PortalProblem::Kind, std::uint64_t> told_;
  PortalBuilder builder_;
};

}  // namespace edca::cli
