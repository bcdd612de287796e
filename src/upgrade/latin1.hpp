#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace edca::upgrade {

/// A text in Latin-1 as UTF-8; nothing when it is UTF-8 already or when it is not clear that it is
/// Latin-1: it has a byte from 80 to 9F, or bytes that are a character of UTF-8.
std::optional<std::string> from_latin1(std::string_view text);

}  // namespace edca::upgrade
