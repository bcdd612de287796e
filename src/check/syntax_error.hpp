#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/rapidjson.hpp"

namespace edca::check {

struct SyntaxError {
  std::string variant;  ///< of input.syntax
  std::size_t offset;   ///< where the text is to be mended
};

/// What explains best what the parser says of a text and an offset in it.
SyntaxError explain_syntax(rapidjson::ParseErrorCode code, std::string_view text,
                           std::size_t offset);

}  // namespace edca::check
