#pragma once

#include <string_view>

namespace edca::net {

/// Whether an address of IP, as 4 or 16 bytes, is one of the public internet: not of this machine,
/// of private networks, of a link, nor of many at once (RFC 6890). An IPv4 address within one of
/// IPv6 counts as itself. Anything else is not.
bool is_public(std::string_view address);

}  // namespace edca::net
