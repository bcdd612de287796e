#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::publish {

/// A part of a multipart form (RFC 7578): a value, or a file, which always has a name.
struct Part {
  std::string name;
  std::string value;
  std::string local;  ///< of a file
  std::string filename;
  std::string media_type;
};

/// A request of HTTP (RFC 9110), to be sent once.
struct Request {
  std::string method = "GET";
  std::string url;                   ///< encoded; sent as it is
  std::vector<std::string> headers;  ///< "Name: value"
  /// Sent to the host of `url` alone, never to a proxy, shown nowhere. Such requests are never
  /// redirected.
  std::vector<std::string> secret_headers;
  std::string body;
  std::string local;                           ///< a file that is the body
  std::uint64_t bytes = 0;                     ///< of that file
  std::function<void(std::string_view)> sent;  ///< is shown each byte of it on its way
  std::vector<Part> form;
  bool follow = false;  ///< redirects, without any credentials
  /// The answer is broken off when its body gets longer.
  std::uint64_t most_bytes = std::uint64_t{64} << 20;
  /// Takes the body of an answer of 200; other bodies are kept in the response. restart() is called
  /// before the first byte of each attempt.
  std::function<void(std::string_view)> sink;
  std::function<void()> restart;
  /// Of the body being sent or received; false breaks the transfer off.
  std::function<bool(std::uint64_t bytes)> progress;
};

/// How far a request got.
enum class Reached : unsigned char {
  nothing,  ///< no byte of the request was sent
  sent,     ///< the server may have acted on it
  answered,
};

/// What came of a request.
struct Response {
  Reached reached = Reached::answered;
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;                                          ///< unless a sink has taken it
  std::string reason;      ///< why there is no whole answer, as the system says it
  bool untrusted = false;  ///< the certificate of the server is not trusted
  bool cancelled = false;  ///< progress said so
  bool too_long = false;   ///< it was longer than Request::most_bytes, or its headers than 256 KiB
  /// The host is this machine or in a private network, and HttpOptions::public_only.
  bool not_public = false;

  /// Whether the answer is 2xx.
  bool ok() const;
  /// The value of a header by its name in lower case, or empty.
  std::string_view header(std::string_view name) const;
};

/// Sends requests. What goes wrong on the way is told in the response; only Error(usage) for a
/// request that must not be sent like this, Error(network, "publish.local-changed") for a file that
/// cannot be read, and what sinks throw are thrown. Used by one thread at a time.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual Response perform(const Request& request) = 0;
};

struct HttpOptions {
  std::string ca_file;      ///< certificates (PEM) to trust instead of the system's
  std::string proxy;        ///< empty: as the environment says
  bool allow_http = false;  ///< unencrypted, beyond loopback
  /// Seconds without progress, which means 1 KiB a second. An answer may take ten times as long,
  /// and besides as long as the bytes sent, or taken by a sink, take at that pace.
  unsigned timeout = 60;
  /// Connects to no address of this machine and of private networks, also after redirects. Through
  /// a proxy it is the proxy that connects.
  bool public_only = false;
};

/// Over libcurl, which is loaded when this is called. Credentials are never sent unencrypted
/// through a proxy, which throws Error(usage, "publish.http-proxy"); to this machine no proxy is
/// used. Throws Error(network) where there is none.
std::unique_ptr<Transport> make_http_transport(const HttpOptions& options);

}  // namespace edca::publish
