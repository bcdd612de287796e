#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace edca::check {

/// The offsets at which the values that JSON Pointers name begin in a valid JSON text, in one pass
/// for any number of them; 0 for one that names nothing.
std::vector<std::size_t> offsets_of(std::string_view text,
                                    const std::vector<std::string>& pointers);

}  // namespace edca::check
