#pragma once

#include <vector>

#include "edca/read_options.hpp"
#include "ocds/decision.hpp"
#include "schema/catalog.hpp"

namespace edca::ocds {

/// What the options of a run say of profiles, before there is any input. Immutable; safe to share.
struct ProfileChoice {
  /// Throws Error(usage) for an unknown profile or extension, Error(schema) for a broken one.
  explicit ProfileChoice(ReadOptions given);
  ProfileChoice(const ProfileChoice&) = delete;
  ProfileChoice& operator=(const ProfileChoice&) = delete;

  ReadOptions options;
  schema::Catalog catalog;                      ///< with the extensions of the user's folder
  std::vector<const schema::Extension*> extra;  ///< given by the user, each once
  Decider decider;
};

}  // namespace edca::ocds
