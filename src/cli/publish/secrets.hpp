#pragma once

#include <string>

#include "cli/publish/config.hpp"
#include "publish/target_kinds.hpp"

namespace edca::cli {

/// The credentials of a target, from the variables it names and from `token_file`; they are taken
/// out of the environment, and the program leaves no image of its memory (core) from here on.
/// In the file stands a token, or for WebDAV and S3 a name and a password with a colon between.
/// Throws Error(usage): the file cannot be read, or others can read it.
publish::Secrets read_secrets(publish::Credentials asked, const TargetConfig& target,
                              const std::string& token_file);

/// Where journals are kept: edca/publish in os::user_state_folder().
/// Throws Error(usage) when neither is known.
std::string state_folder();

}  // namespace edca::cli
