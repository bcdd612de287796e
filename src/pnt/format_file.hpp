#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pnt/fields.hpp"
#include "pnt/format.hpp"

namespace edca::pnt {

// The one door to TOML of this room; all throw as find_format().

Format read_format(std::string_view text, const std::string& path);
/// The name of the format that a profile is based on; "" where it is one of its own.
std::string base_of(std::string_view text, const std::string& path);
/// Changes what a profile of a body says differently.
void apply_profile(Format& format, std::string_view text, const std::string& path);
Fields read_fields(std::string_view text, const std::string& path);
/// Names of laws behind the days from which they are in force.
std::vector<std::pair<std::string, std::string>> read_laws(std::string_view text,
                                                           const std::string& path);

}  // namespace edca::pnt
