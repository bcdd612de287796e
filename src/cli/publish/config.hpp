#pragma once

#include <map>
#include <string>

#include "edca/portal_builder.hpp"
#include "edca/publisher.hpp"

namespace edca::cli {

/// A `[target.NAME]` of the configuration.
struct TargetConfig {
  publish::Settings settings;  ///< without secrets
  std::string token_variable = "EDCA_TOKEN";
  std::string user_variable = "EDCA_USER";
  std::string password_variable = "EDCA_PASSWORD";
  std::string access_key_variable = "AWS_ACCESS_KEY_ID";
  std::string secret_key_variable = "AWS_SECRET_ACCESS_KEY";
};

/// What edca.toml says.
struct PublishConfig {
  std::string path;    ///< empty: there is none
  bool found = false;  ///< in the current folder, and not named by the user
  PortalOptions portal;
  std::map<std::string, TargetConfig> targets;
};

/// Reads `path`; empty: ./edca.toml, which may be absent. One that was found may come from anybody:
/// its targets are folders below it, and it names no variables with credentials. Throws
/// Error(usage): it cannot be read, is no TOML, or says what is not known or must not stand there.
PublishConfig read_config(const std::string& path);

}  // namespace edca::cli
