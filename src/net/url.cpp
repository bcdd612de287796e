#include "net/url.hpp"

#include <algorithm>

#include "edca/error.hpp"

namespace edca::net {

std::string_view Url::name() const {
  const std::string_view whole = host;
  return whole.ends_with(']') ? whole : whole.substr(0, whole.rfind(':'));
}

bool Url::loopback() const {
  const std::string_view is = name();
  const bool address = is.find_first_not_of("0123456789.") == std::string_view::npos;
  return is == "localhost" || is == "[::1]" || (address && is.starts_with("127."));
}

Url split_url(std::string_view text) {
  Url url;
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return url;
  url.scheme = text.substr(0, scheme);
  const std::string_view rest = text.substr(scheme + 3);
  const std::size_t path = rest.find('/');
  url.host = rest.substr(0, path);
  url.path = path == std::string_view::npos ? "/" : std::string(rest.substr(path));
  return url;
}

Url parse_url(std::string_view text, bool allow_http) {
  const auto refuse = [&](const char* key) {
    throw Error(ErrorKind::network, key, {{"address", shown(text)}});
  };
  Url url = split_url(text);
  if (url.scheme != "https" && url.scheme != "http") refuse("publish.address");
  if (url.host.find('@') != std::string::npos) refuse("publish.address-secret");
  for (const char c : text) {
    if (c <= ' ' || c > '~' || c == '?' || c == '#' || c == '\\' || c == '"') {
      refuse("publish.address");
    }
  }
  if (url.host.empty()) refuse("publish.address");
  if (url.scheme == "http" && !allow_http && !url.loopback()) refuse("publish.http");
  return url;
}

std::string folder_url(std::string url) {
  if (!url.empty() && !url.ends_with('/')) url += '/';
  return url;
}

std::string shown(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return std::string(address);
  const std::size_t host = scheme + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", host), address.size());
  const std::size_t at = address.substr(0, end).rfind('@');
  std::string text(address.substr(0, std::min(address.find_first_of("?#"), address.size())));
  if (at != std::string_view::npos && at > host) text.replace(host, at - host, "***");
  return text;
}

}  // namespace edca::net
