#pragma once

#include <optional>
#include <string>

namespace edca::base {

/// All of a file; nothing where it cannot be read, as a folder cannot.
std::optional<std::string> file_text(const std::string& path);

}  // namespace edca::base
