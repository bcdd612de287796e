#pragma once

#include <cerrno>
#include <string>
#include <system_error>

#include "os/file.hpp"

struct stat;

namespace edca::os {

/// Nothing, or what errno says.
inline std::error_code outcome(bool success) {
  return success ? std::error_code() : std::error_code(errno, std::generic_category());
}

Status status_of(const struct stat& from);
/// The name under which the system shows an open file, be it without one of its own.
std::string shown_as(File::Native file);

}  // namespace edca::os
