#pragma once

#include <string>
#include <string_view>

namespace edca::net {

/// The proxy that a request to `url` goes through: `given`, or where that is empty the one that the
/// environment names (http_proxy, https_proxy, all_proxy). Empty: none, as for this machine and for
/// the hosts that no_proxy names.
std::string proxy_for(std::string_view url, const std::string& given);

}  // namespace edca::net
