#include "net/proxy.hpp"

#include <initializer_list>

#include "net/url.hpp"
#include "os/process.hpp"

namespace edca::net {
namespace {

std::string first_variable(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (std::string value = os::variable(name); !value.empty()) return value;
  }
  return {};
}

/// Whether a host is one that an entry names: itself, or a part of that domain.
bool covers(std::string_view entry, std::string_view host) {
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.empty() || !host.ends_with(entry)) return false;
  return host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.';
}

/// By the list in no_proxy, which has commas or spaces between its entries.
bool is_exempt(std::string_view host) {
  const std::string list = first_variable({"no_proxy", "NO_PROXY"});
  if (list == "*") return true;
  for (std::string_view rest = list; !rest.empty();) {
    const std::size_t end = rest.find_first_of(", ");
    if (covers(rest.substr(0, end), host)) return true;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return false;
}

}  // namespace

std::string proxy_for(std::string_view url, const std::string& given) {
  const Url to = split_url(url);
  if (to.loopback() || is_exempt(to.name())) return {};
  if (!given.empty()) return given;
  // In capitals, HTTP_PROXY is what a server of CGI makes of the header Proxy of a request.
  const std::string own = to.scheme == "http" ? first_variable({"http_proxy"})
                                              : first_variable({"https_proxy", "HTTPS_PROXY"});
  return own.empty() ? first_variable({"all_proxy", "ALL_PROXY"}) : own;
}

}  // namespace edca::net
