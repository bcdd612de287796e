#pragma once

#include <string>
#include <string_view>

#include "edca/package_members.hpp"
#include "json/value.hpp"

namespace edca::ocds {

/// The members of a package that a file gives; none for an empty path, never lists of items. Throws
/// Error(input, "merge.package-file") when it holds no object.
json::Value read_package_file(const std::string& path);

/// Sets the members that `given` (of read_package_file) and, over it, the options name.
void apply(const PackageMembers& options, const json::Value& given, json::Value& package);

/// The package up to and with the bracket that opens its list of items; members that are null stay
/// away.
std::string text_before_items(json::Value package, std::string_view list);

}  // namespace edca::ocds
