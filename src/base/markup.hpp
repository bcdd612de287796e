#pragma once

#include <string>
#include <string_view>

namespace edca::base {

/// Appends `text` for XML 1.0 or HTML, in an element or a quoted attribute: what marks up is
/// escaped, what XML has no place for, as most control characters, becomes U+FFFD. `text` is UTF-8.
void append_escaped(std::string_view text, std::string& out);

/// What names a script or sheet of styles that stands in a page in its Content-Security-Policy:
/// 'sha256-…' (https://www.w3.org/TR/CSP3/#grammardef-hash-source).
std::string csp_source(std::string_view text);

}  // namespace edca::base
