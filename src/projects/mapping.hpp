#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace edca::projects {

/// Which process belongs to which project, by OCID.
using Mapping = std::unordered_map<std::string, std::string>;

/// Reads a CSV file with the columns `ocid` and `project`; nothing for an empty path. Throws
/// Error(usage, "convert.projects") with arguments path and reason where it cannot be used.
Mapping read_mapping(const std::string& path);

}  // namespace edca::projects
