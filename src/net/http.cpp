#include "edca/transport.hpp"

#include "edca/error.hpp"

#ifdef EDCA_PUBLISH

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "net/proxy.hpp"
#include "net/public_address.hpp"
#include "net/url.hpp"
#include "os/file.hpp"
#include "os/library.hpp"
#include "os/socket.hpp"

namespace edca::publish {
namespace {

constexpr std::size_t most_header_bytes = std::size_t{256} << 10;
constexpr std::uint64_t slowest = 1024;  ///< bytes a second

// CURLOPT_PROTOCOLS and CURLOPT_REDIR_PROTOCOLS by number: newer headers call them deprecated, and
// what takes their place is not known to libcurl before 7.85.
constexpr auto option_protocols = static_cast<CURLoption>(181);
constexpr auto option_redirect_protocols = static_cast<CURLoption>(182);

// What load() is given: a function by its name, or itself where libcurl is part of the program.
#ifdef EDCA_CURL_LINKED
#define EDCA_FUNCTION(name) &::name
#else
#define EDCA_FUNCTION(name) #name
#endif

/// The functions of libcurl, found when the program runs: it starts where there is none.
struct Library {
  Library() {
    load(global_init, EDCA_FUNCTION(curl_global_init));
    load(easy_init, EDCA_FUNCTION(curl_easy_init));
    load(easy_setopt, EDCA_FUNCTION(curl_easy_setopt));
    load(easy_perform, EDCA_FUNCTION(curl_easy_perform));
    load(easy_getinfo, EDCA_FUNCTION(curl_easy_getinfo));
    load(easy_reset, EDCA_FUNCTION(curl_easy_reset));
    load(easy_cleanup, EDCA_FUNCTION(curl_easy_cleanup));
    load(easy_strerror, EDCA_FUNCTION(curl_easy_strerror));
    load(slist_append, EDCA_FUNCTION(curl_slist_append));
    load(slist_free_all, EDCA_FUNCTION(curl_slist_free_all));
    load(mime_init, EDCA_FUNCTION(curl_mime_init));
    load(mime_free, EDCA_FUNCTION(curl_mime_free));
    load(mime_addpart, EDCA_FUNCTION(curl_mime_addpart));
    load(mime_name, EDCA_FUNCTION(curl_mime_name));
    load(mime_data, EDCA_FUNCTION(curl_mime_data));
    load(mime_filedata, EDCA_FUNCTION(curl_mime_filedata));
    load(mime_filename, EDCA_FUNCTION(curl_mime_filename));
    load(mime_type, EDCA_FUNCTION(curl_mime_type));
    global_init(CURL_GLOBAL_DEFAULT);
  }

  static const Library& get() {
    static const Library library;
    return library;
  }

  decltype(&::curl_global_init) global_init = nullptr;
  decltype(&::curl_easy_init) easy_init = nullptr;
  CURLcode (*easy_setopt)(CURL*, CURLoption, ...) = nullptr;
  decltype(&::curl_easy_perform) easy_perform = nullptr;
  CURLcode (*easy_getinfo)(CURL*, CURLINFO, ...) = nullptr;
  decltype(&::curl_easy_reset) easy_reset = nullptr;
  decltype(&::curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&::curl_easy_strerror) easy_strerror = nullptr;
  decltype(&::curl_slist_append) slist_append = nullptr;
  decltype(&::curl_slist_free_all) slist_free_all = nullptr;
  decltype(&::curl_mime_init) mime_init = nullptr;
  decltype(&::curl_mime_free) mime_free = nullptr;
  decltype(&::curl_mime_addpart) mime_addpart = nullptr;
  decltype(&::curl_mime_name) mime_name = nullptr;
  decltype(&::curl_mime_data) mime_data = nullptr;
  decltype(&::curl_mime_filedata) mime_filedata = nullptr;
  decltype(&::curl_mime_filename) mime_filename = nullptr;
  decltype(&::curl_mime_type) mime_type = nullptr;

 private:
#ifdef EDCA_CURL_LINKED
  template <class Function>
  static void load(Function& function, Function linked) {
    function = linked;
  }
#else
  template <class Function>
  void load(Function& function, const char* name) {
    function = library_.function<Function>(name);
    if (function == nullptr) throw Error(ErrorKind::network, "publish.no-curl");
  }

  os::Library library_{"libcurl.so.4", "libcurl.4.dylib", "libcurl-gnutls.so.4"};
#endif
};

/// What goes on during one request.
struct Exchange {
  const Request& request;
  Response response;
  os::File file = {};
  bool progress_of_upload = false;
  std::size_t header_bytes = 0;
  std::uint64_t body_bytes = 0;
  std::exception_ptr thrown = nullptr;  ///< by a sink; not to pass through libcurl

  /// That nothing more is taken, as libcurl wants to hear it.
  std::size_t break_off() {
    response.too_long = thrown == nullptr;
    return 0;
  }
};

bool hands_on(const Exchange& exchange) {
  return exchange.request.sink && exchange.response.status == 200;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  Response& response = exchange.response;
  std::string_view line(data, size * count);
  exchange.header_bytes += line.size();
  if (exchange.header_bytes > most_header_bytes) return exchange.break_off();
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {
    // Of several answers (100, redirects) the last counts.
    response.headers.clear();
    response.body.clear();
    exchange.body_bytes = 0;
    const std::size_t space = line.find(' ');
    response.status = space == std::string_view::npos ? 0 : std::atoi(line.data() + space);
    return size * count;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || response.headers.size() > 200) return size * count;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view value = line.substr(colon + 1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  response.headers.emplace_back(std::move(name), value);
  return size * count;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::string_view bytes(data, size * count);
  exchange.body_bytes += bytes.size();
  if (exchange.body_bytes > exchange.request.most_bytes) return exchange.break_off();
  if (!hands_on(exchange)) {
    exchange.response.body += bytes;
    return bytes.size();
  }
  try {
    exchange.request.sink(bytes);
  } catch (...) {
    exchange.thrown = std::current_exception();
    return exchange.break_off();
  }
  return bytes.size();
}

std::size_t give_body(char* data, std::size_t size, std::size_t count, void* user) {
  const auto& exchange = *static_cast<Exchange*>(user);
  std::error_code error;
  const std::size_t got = exchange.file.read(data, size * count, error);
  if (error) return CURL_READFUNC_ABORT;
  if (exchange.request.sent) exchange.request.sent({data, got});
  return got;
}

int show_progress(void* user, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (!exchange.request.progress) return 0;
  const curl_off_t bytes = exchange.progress_of_upload ? up : down;
  exchange.response.cancelled = !exchange.request.progress(static_cast<std::uint64_t>(bytes));
  return exchange.response.cancelled ? 1 : 0;
}

/// Makes the socket for a connection, unless its address is none of the public internet.
curl_socket_t open_public(void* user, curlsocktype, curl_sockaddr* to) {
  auto& response = static_cast<Exchange*>(user)->response;
  response.not_public = !net::is_public(os::address_bytes(&to->addr));
  if (response.not_public) return CURL_SOCKET_BAD;
  return static_cast<curl_socket_t>(os::open_socket(to->family, to->socktype, to->protocol));
}

/// How many bytes are sent with a request.
std::uint64_t bytes_of(const Request& request) {
  std::uint64_t bytes = request.bytes + request.body.size();
  for (const Part& part : request.form) {
    std::error_code none;
    const auto size = part.local.empty() ? 0 : std::filesystem::file_size(part.local, none);
    if (!none) bytes += part.value.size() + size;
  }
  return bytes;
}

/// Whether no byte of the request can have reached the server.
bool nothing_sent(CURLcode code) {
  constexpr std::array codes = {CURLE_UNSUPPORTED_PROTOCOL,
                                CURLE_URL_MALFORMAT,
                                CURLE_COULDNT_RESOLVE_PROXY,
                                CURLE_COULDNT_RESOLVE_HOST,
                                CURLE_COULDNT_CONNECT,
                                CURLE_SSL_CONNECT_ERROR,
                                CURLE_PEER_FAILED_VERIFICATION,
                                CURLE_SSL_CACERT_BADFILE,
                                CURLE_SSL_CIPHER,
                                CURLE_SSL_CERTPROBLEM,
                                CURLE_PROXY,
                                CURLE_INTERFACE_FAILED,
                                CURLE_TOO_MANY_REDIRECTS};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(const HttpOptions& options)
      : options_(options), curl_(Library::get()), handle_(curl_.easy_init()) {
    if (handle_ == nullptr) throw Error(ErrorKind::network, "publish.no-curl");
    if (options.ca_file.empty()) return;
    std::error_code error;
    os::open(options.ca_file, os::Open::read, error);
    if (!error) return;
    curl_.easy_cleanup(handle_);
    throw Error(ErrorKind::usage, "publish.cacert",
                {{"path", options.ca_file}, {"reason", error.message()}});
  }
  ~HttpTransport() override { curl_.easy_cleanup(handle_); }
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;

  Response perform(const Request& request) override {
    Exchange exchange{request, {}};
    if (!request.local.empty()) {
      std::error_code error;
      exchange.file = os::open(request.local, os::Open::read, error);
      if (error)
        throw Error(ErrorKind::network, "publish.local-changed", {{"path", request.local}});
    }
    refuse_plain_proxy(request);
    if (request.restart) request.restart();
    const Lists lists{headers_of(request), form_of(request)};
    prepare(exchange, lists);
    const CURLcode code = curl_.easy_perform(handle_);
    finish(exchange, code);
    curl_.slist_free_all(lists.headers);
    curl_.mime_free(lists.form);
    if (exchange.thrown) std::rethrow_exception(exchange.thrown);
    return std::move(exchange.response);
  }

 private:
  struct Lists {
    curl_slist* headers;
    curl_mime* form;
  };

  /// A proxy would read the credentials, and so would everybody on the way to it.
  void refuse_plain_proxy(const Request& request) const {
    if (request.secret_headers.empty() || !request.url.starts_with("http://")) return;
    if (net::proxy_for(request.url, options_.proxy).empty()) return;
    throw Error(ErrorKind::usage, "publish.http-proxy", {{"address", net::shown(request.url)}});
  }

  template <class Value>
  void set(CURLoption option, Value value) const {
    curl_.easy_setopt(handle_, option, value);
  }

  curl_slist* headers_of(const Request& request) const {
    curl_slist* list = nullptr;
    for (const auto* headers : {&request.headers, &request.secret_headers}) {
      for (const std::string& header : *headers) list = curl_.slist_append(list, header.c_str());
    }
    return list;
  }

  curl_mime* form_of(const Request& request) const {
    if (request.form.empty()) return nullptr;
    curl_mime* form = curl_.mime_init(handle_);
    for (const Part& part : request.form) {
      curl_mimepart* made = curl_.mime_addpart(form);
      curl_.mime_name(made, part.name.c_str());
      if (part.local.empty()) {
        curl_.mime_data(made, part.value.data(), part.value.size());
        continue;
      }
      curl_.mime_filedata(made, part.local.c_str());
      curl_.mime_filename(made, part.filename.c_str());
      curl_.mime_type(made, part.media_type.c_str());
    }
    return form;
  }

  void prepare(Exchange& exchange, const Lists& lists) const {
    const Request& request = exchange.request;
    curl_.easy_reset(handle_);  // keeps the connections
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_HTTPHEADER, lists.headers);
    set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_BUFFERSIZE, 256L << 10);
    set(CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10);
    set(CURLOPT_XFERINFOFUNCTION, &show_progress);
    set(CURLOPT_XFERINFODATA, &exchange);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    prepare_limits(request);
    prepare_way(exchange);
    prepare_body(exchange, lists);
  }

  void prepare_limits(const Request& request) const {
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min(options_.timeout, 30u)));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(slowest));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.timeout));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
    const std::uint64_t bytes = bytes_of(request) + (request.sink ? request.most_bytes : 0);
    const std::uint64_t seconds = std::uint64_t{10} * options_.timeout + bytes / slowest;
    set(CURLOPT_TIMEOUT, static_cast<long>(std::min<std::uint64_t>(seconds, 1 << 30)));
    // A redirect from https to http is no way to read what anybody should trust.
    const bool plain = request.url.starts_with("http://");
    const long protocols = CURLPROTO_HTTPS | (plain ? CURLPROTO_HTTP : 0L);
    set(option_protocols, protocols);
    set(option_redirect_protocols, protocols);
    if (request.follow && request.secret_headers.empty()) {
      set(CURLOPT_FOLLOWLOCATION, 1L);
      set(CURLOPT_MAXREDIRS, 5L);
    }
  }

  /// Directly or through a proxy.
  void prepare_way(Exchange& exchange) const {
    const Request& request = exchange.request;
    if (!options_.proxy.empty()) set(CURLOPT_PROXY, options_.proxy.c_str());
    const bool plain = request.url.starts_with("http://");
    const std::string proxy = net::proxy_for(request.url, options_.proxy);
    // Where it matters whether there is one, it is as proxy_for() says and not as libcurl reads the
    // environment.
    if (proxy.empty() && (options_.public_only || plain)) set(CURLOPT_PROXY, "");
    if (net::split_url(request.url).loopback()) set(CURLOPT_PROXY, "");
    if (!options_.public_only) return;
    if (proxy.empty()) {
      set(CURLOPT_OPENSOCKETFUNCTION, &open_public);
      set(CURLOPT_OPENSOCKETDATA, &exchange);
    } else {
      set(CURLOPT_PROXY, proxy.c_str());
      set(CURLOPT_NOPROXY, "");
    }
  }

  void prepare_body(Exchange& exchange, const Lists& lists) const {
    const Request& request = exchange.request;
    if (lists.form != nullptr) {
      set(CURLOPT_MIMEPOST, lists.form);
      exchange.progress_of_upload = true;
    } else if (exchange.file) {
      set(CURLOPT_UPLOAD, 1L);
      set(CURLOPT_READFUNCTION, &give_body);
      set(CURLOPT_READDATA, &exchange);
      set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.bytes));
      exchange.progress_of_upload = true;
    } else if (request.method == "POST" || !request.body.empty()) {
      set(CURLOPT_POSTFIELDS, request.body.data());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else if (request.method == "HEAD") {
      set(CURLOPT_NOBODY, 1L);
    }
    if (request.method != "HEAD" && request.method != "GET") {
      set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
      // On a connection that was used before, libcurl would send it again by itself when that
      // breaks; but not a file of which some was sent, because it cannot go back in it.
      if (!exchange.file) set(CURLOPT_FRESH_CONNECT, 1L);
    }
  }

  void finish(Exchange& exchange, CURLcode code) const {
    Response& response = exchange.response;
    if (code == CURLE_OK) {
      response.cancelled = false;
      return;
    }
    // Noise in the place of an answer is an unsupported protocol, too: HTTP/0.9.
    long request_bytes = 0;
    curl_.easy_getinfo(handle_, CURLINFO_REQUEST_SIZE, &request_bytes);
    const bool noise = code == CURLE_UNSUPPORTED_PROTOCOL && request_bytes > 0;
    response.reached = nothing_sent(code) && !noise ? Reached::nothing : Reached::sent;
    response.untrusted = code == CURLE_PEER_FAILED_VERIFICATION;
    response.reason = curl_.easy_strerror(code);
    if (code != CURLE_SSL_CACERT_BADFILE) return;
    exchange.thrown =
        std::make_exception_ptr(Error(ErrorKind::usage, "publish.cacert",
                                      {{"path", options_.ca_file}, {"reason", response.reason}}));
  }

  HttpOptions options_;
  const Library& curl_;
  CURL* handle_;
};

}  // namespace

std::unique_ptr<Transport> make_http_transport(const HttpOptions& options) {
  return std::make_unique<HttpTransport>(options);
}

}  // namespace edca::publish

#else

namespace edca::publish {

std::unique_ptr<Transport> make_http_transport(const HttpOptions&) {
  throw Error(ErrorKind::network, "publish.built-without");
}

}  // namespace edca::publish

#endif
