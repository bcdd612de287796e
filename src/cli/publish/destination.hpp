#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/publish/config.hpp"
#include "edca/publisher.hpp"
#include "portal/portal.hpp"

namespace edca::cli {

/// Where a run publishes.
struct Destination {
  publish::Settings settings;
  std::string name;  ///< for people
};

/// Of the options and the configuration, whose dataset gets the base URL of the target. Throws
/// Error(usage): no target, one that is not known, credentials that cannot be read, or metadata
/// missing that it cannot be without.
Destination find_destination(const PublishCommand& command, PublishConfig& config);

/// The files of a portal that a target of this kind carries, as it needs them.
std::vector<publish::File> files_for(const Destination& destination,
                                     const std::vector<portal::File>& files,
                                     const std::function<std::string(const std::string&)>& local);

}  // namespace edca::cli
