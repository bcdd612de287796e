#pragma once

#include <string>
#include <string_view>

#include "edca/language.hpp"

namespace edca::messages {

/// What the system says of an error (std::error_code::message), in a language where it is one of
/// the frequent ones; else as it came.
std::string system_reason(std::string_view reason, Language language);

}  // namespace edca::messages
