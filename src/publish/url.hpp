#pragma once

#include <string>
#include <string_view>

namespace edca::publish {

/// Percent-encodes all but unreserved characters (RFC 3986) and "/".
std::string encode_path(std::string_view path);
/// The same, "/" included.
std::string encode(std::string_view text);

/// The parts of "https://host:port/path"; no user, query or fragment.
struct Url {
  std::string scheme;  ///< "https" or "http"
  std::string host;    ///< with the port, if it is written
  std::string path;    ///< begins with "/"

  std::string text() const { return scheme + "://" + host + path; }
  /// Whether the host is this machine.
  bool loopback() const;
};

/// Throws Failure(usage): no such address, credentials in it, or http beyond loopback unless
/// `allow_http`.
Url parse_url(std::string_view text, bool allow_http);

/// With "/" at the end, unless empty.
std::string folder_url(std::string url);

}  // namespace edca::publish
