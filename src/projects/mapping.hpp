#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace edca::projects {

/// Which process belongs to which project, by OCID.
using Mapping = std::unordered_map<std::string, std::string>;

/// Reads a CSV file with the columns `ocid` and `project`; nothing for an empty path. Rows of empty
/// cells do not count. Throws where it cannot be used, with arguments path, row and ocid:
/// Error(usage, "convert.projects-unread"), "convert.projects-encoding" (not UTF-8),
/// "convert.projects-columns", "convert.projects-row" (a cell is empty) and
/// "convert.projects-twice" (two projects of one OCID); and as base::parse_csv().
Mapping read_mapping(const std::string& path);

}  // namespace edca::projects
