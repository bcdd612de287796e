#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/rapidjson.hpp"

namespace edca::check {

/// Which variant of input.syntax explains best what the parser says of a text and an offset in it.
std::string syntax_variant(rapidjson::ParseErrorCode code, std::string_view text,
                           std::size_t offset);

}  // namespace edca::check
