#pragma once

#include <string>
#include <string_view>

namespace edca::base {

/// Appends `text` for XML 1.0 or HTML, in an element or a quoted attribute: what marks up is
/// escaped, what XML has no place for becomes U+FFFD. `text` is UTF-8 without control characters,
/// as messages::printable gives it.
void append_escaped(std::string_view text, std::string& out);

}  // namespace edca::base
