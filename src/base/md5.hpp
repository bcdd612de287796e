#pragma once

#include <string>
#include <string_view>

namespace edca::base {

/// The MD5 digest (RFC 1321) as 32 hexadecimal digits. For ids that others make in the same way; it
/// protects nothing.
std::string md5(std::string_view text);

}  // namespace edca::base
