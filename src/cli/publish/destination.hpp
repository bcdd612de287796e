#pragma once

#include <string>

#include "cli/commands.hpp"
#include "cli/publish/config.hpp"
#include "edca/publisher.hpp"

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

/// Says what a catalogue should tell of the dataset and nobody told.
void say_missing(const PortalDataset& dataset, Console& console);

}  // namespace edca::cli
