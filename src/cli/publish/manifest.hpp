#pragma once

#include <optional>
#include <string>
#include <vector>

#include "edca/publisher.hpp"

namespace edca::cli {

inline constexpr const char* manifest_name = "manifest.json";

/// The files that a portal's manifest names; nothing where it is no such manifest.
std::optional<std::vector<publish::File>> read_manifest(const std::string& local);

}  // namespace edca::cli
