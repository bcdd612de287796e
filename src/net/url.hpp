#pragma once

#include <string>
#include <string_view>

#include "base/url.hpp"

namespace edca::net {

using base::encode;
using base::encode_path;

/// The parts of "https://host:port/path"; no user, query or fragment.
struct Url {
  std::string scheme;  ///< "https" or "http"
  std::string host;    ///< with the port, if it is written
  std::string path;    ///< begins with "/"

  std::string text() const { return scheme + "://" + host + path; }
  /// The host without the port.
  std::string_view name() const;
  /// Whether the host is this machine.
  bool loopback() const;
};

/// Takes an address apart; what is not there is empty.
Url split_url(std::string_view text);

/// Throws Error(network): no such address, credentials in it, or http beyond loopback unless
/// `allow_http`.
Url parse_url(std::string_view text, bool allow_http);

/// With "/" at the end, unless empty.
std::string folder_url(std::string url);

/// The address without what must not be shown, for messages; also where it is no valid one.
std::string shown(std::string_view address);

}  // namespace edca::net
