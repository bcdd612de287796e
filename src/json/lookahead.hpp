#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"
#include "json/value.hpp"

namespace edca::json {

/// The members of an object's text as a tree, but for arrays under the keys of `lists`; what cannot
/// be read is left out. For metadata, which has to be known before the text is judged.
Value read_members(std::string_view object, const std::vector<std::string>& lists);

/// Passes over the array that the source starts with and reads the members behind it, up to the end
/// of the object around them; at most 16 MiB of them. Never throws for what is wrong with them.
Value members_behind(io::Source& source, const std::vector<std::string>& lists);

}  // namespace edca::json
