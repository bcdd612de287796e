#include "publish/target.hpp"

#include "base/sha256.hpp"
#include "publish/sigv4.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include <cstdlib>

namespace edca::publish {
namespace {

constexpr const char* sha256_header = "x-amz-meta-sha256";

/// The text of an XML element, where it is short and plain.
std::string element(const std::string& xml, const std::string& name) {
  const std::size_t start = xml.find("<" + name + ">");
  if (start == std::string::npos) return {};
  const std::size_t from = start + name.size() + 2;
  const std::size_t end = xml.find("</" + name + ">", from);
  return end == std::string::npos ? std::string() : xml.substr(from, end - from);
}

/// A bucket, or what is below a prefix of it. Requests are signed here: what libcurl makes of keys
/// with "=" is not accepted everywhere.
class S3Target final : public Target {
 public:
  S3Target(const Settings& settings, Client& client)
      : client_(client), secrets_(settings.secrets), region_(settings.region) {
    const std::string rest(behind_scheme(settings.address));
    const std::size_t slash = rest.find('/');
    const std::string bucket = rest.substr(0, slash);
    if (bucket.empty() || bucket.find_first_of("?#@:") != std::string::npos) {
      throw Failure(Result::usage, "publish.address", {{"address", settings.address}});
    }
    if (slash != std::string::npos) prefix_ = folder_url(rest.substr(slash + 1));
    endpoint_ = parse_url(
        settings.endpoint.empty() ? "https://s3." + region_ + ".amazonaws.com" : settings.endpoint,
        settings.allow_http);
    root_ = folder_url(endpoint_.path) + encode(bucket) + "/";
    readers_ = folder_url(settings.base_url);
    if (readers_.empty()) readers_ = origin() + root_ + encode_path(prefix_);
    parse_url(readers_, settings.allow_http);
    if (secrets_.access_key.empty() || secrets_.secret_key.empty()) {
      throw Failure(Result::usage, "publish.s3-keys");
    }
  }

  std::string url(const std::string& path) const override { return readers_ + encode_path(path); }

  Remote look(const std::string& path) override {
    const Request request = signed_request("HEAD", path, {}, empty_sha256);
    const Response response = client_.ask(request);
    if (response.status == 404) return {};
    if (!response.ok()) throw failure_of(response, path, request.url);
    return {true,
            std::strtoull(std::string(response.header("content-length")).c_str(), nullptr, 10),
            std::string(response.header("etag")), std::string(response.header(sha256_header))};
  }

  bool fetch(const std::string& path, Sink& sink) override {
    Request request = signed_request("GET", path, {}, empty_sha256);
    return client_.download(request.url, std::move(request.secret_headers), sink);
  }
  bool read(const std::string& path, Sink& sink) override {
    return client_.download(url(path), {}, sink);
  }
  std::optional<std::uint64_t> size(const std::string& path) override {
    return client_.size(url(path));
  }

  bool proves_bytes() const override { return true; }

  Reply write(const File& file, const Remote& before, const Client::Progress& progress) override {
    if (look(file.path) != before) {
      Reply reply;
      reply.fate = Reply::Fate::not_done;
      reply.failure = Failure(Result::conflict, "publish.changed", {{"path", file.path}});
      return reply;
    }
    // The server compares the bytes it gets with the sum that is signed, and refuses others.
    Request request = signed_request(
        "PUT", file.path, {{"content-type", file.media_type}, {sha256_header, file.sha256}},
        file.sha256);
    request.local = file.local;
    request.bytes = file.bytes;
    request.progress = progress;
    return reply_to(client_.send(request), file.path, request.url);
  }

  Reply remove(const std::string& path, const Remote&) override {
    const Request request = signed_request("DELETE", path, {}, empty_sha256);
    return reply_to(client_.send(request), path, request.url);
  }

 private:
  static constexpr const char* empty_sha256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  std::string origin() const { return endpoint_.scheme + "://" + endpoint_.host; }

  Request signed_request(const char* method, const std::string& path,
                         std::vector<std::pair<std::string, std::string>> headers,
                         const std::string& body_sha256) const {
    SigningInput input;
    input.method = method;
    input.host = endpoint_.host;
    input.path = root_ + encode_path(prefix_ + path);
    input.headers = std::move(headers);
    if (!secrets_.session_token.empty()) {
      input.headers.emplace_back("x-amz-security-token", secrets_.session_token);
    }
    input.body_sha256 = body_sha256;
    input.time = client_.now();
    input.region = region_;
    input.access_key = secrets_.access_key;
    input.secret_key = secrets_.secret_key;
    Request request;
    request.method = method;
    request.url = origin() + input.path;
    request.secret_headers = sign(input);
    return request;
  }

  /// The code of S3 says more than the status of HTTP.
  static Failure failure_of(const Response& response, const std::string& path,
                            const std::string& url) {
    return *reply_to(response, path, url).failure;
  }

  static Reply reply_to(const Response& response, const std::string& path, const std::string& url) {
    Reply reply = judge(response, path, url);
    const std::string code = element(response.body, "Code");
    if (reply.done() || response.reached != Reached::answered || code.empty()) return reply;
    const Arguments arguments =
        with_detail(*reply.failure, code + ". " + element(response.body, "Message"));
    if (code == "EntityTooLarge") {
      reply.failure = Failure(Result::refused, "publish.too-large", arguments);
    } else if (code == "RequestTimeTooSkewed") {
      reply.failure = Failure(Result::refused, "publish.clock", arguments);
    } else if (code == "BadDigest" || code == "XAmzContentSHA256Mismatch") {
      // Damaged on the way; the next attempt may come through.
      reply.failure = Failure(Result::failed, "publish.damaged", arguments);
      reply.again = true;
    } else {
      reply.failure = Failure(reply.failure->result(), reply.failure->key(), arguments);
    }
    return reply;
  }

  Client& client_;
  Secrets secrets_;
  std::string region_;
  Url endpoint_;
  std::string root_;  ///< path of the bucket
  std::string prefix_;
  std::string readers_;
};

}  // namespace

std::unique_ptr<Target> make_s3_target(const Settings& settings, Client& client) {
  return std::make_unique<S3Target>(settings, client);
}

}  // namespace edca::publish
