#pragma once

#include <string>
#include <string_view>

namespace edca::base {

/// The absolute form of a reference (RFC 3986 section 5.2) found in a document with the URL `base`;
/// what stands behind a `#` in `base` does not count. An absolute reference comes back as it is.
std::string absolute_url(std::string_view base, std::string_view reference);

/// The text with every %XX replaced by its byte.
std::string percent_decoded(std::string_view text);

/// Percent-encodes all but unreserved characters (RFC 3986 section 2.3) and "/".
std::string encode_path(std::string_view path);
/// The same, "/" included.
std::string encode(std::string_view text);

}  // namespace edca::base
