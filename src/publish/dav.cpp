#include "publish/target.hpp"

#include "publish/url.hpp"

#include <cstdlib>
#include <cstring>
#include <set>

namespace edca::publish {
namespace {

/// A folder on a web server that takes WebDAV (RFC 4918): nginx and Apache write beside a file and
/// rename, so that a PUT is seen whole or not at all.
class DavTarget final : public Target {
 public:
  DavTarget(const Settings& settings, Client& client)
      : client_(client),
        base_(folder_url(parse_url(settings.address.substr(std::strlen("dav+")), settings.allow_http)
                             .text())),
        readers_(folder_url(settings.base_url)) {
    if (readers_.empty()) readers_ = base_;
    parse_url(readers_, settings.allow_http);
    const Secrets& secrets = settings.secrets;
    if (!secrets.user.empty() || !secrets.password.empty()) {
      secret_.push_back("Authorization: Basic " + base64(secrets.user + ":" + secrets.password));
    }
  }

  std::string url(const std::string& path) const override { return readers_ + encode_path(path); }

  Remote look(const std::string& path) override {
    Request request = about("HEAD", path);
    const Response response = client_.ask(request);
    if (response.status == 404 || response.status == 410) return {};
    if (!response.ok()) throw Failure(*judge(response, path, request.url).failure);
    folders_.insert(folder_of(path));
    return {true, std::strtoull(std::string(response.header("content-length")).c_str(), nullptr, 10),
            std::string(response.header("etag")), {}};
  }

  bool fetch(const std::string& path, Sink& sink) override {
    return client_.download(base_ + encode_path(path), secret_, sink);
  }
  bool read(const std::string& path, Sink& sink) override {
    return client_.download(url(path), {}, sink);
  }
  std::optional<std::uint64_t> size(const std::string& path) override {
    return client_.size(url(path));
  }

  void begin() override { lock(); }
  void end() noexcept override {
    try {
      unlock();
    } catch (const Error&) {
      // It runs out.
    }
  }

  Reply write(const File& file, const Remote& before, const Client::Progress& progress) override {
    if (const Response made = make_folders(file.path); !made.ok()) {
      return judge(made, file.path, base_);
    }
    // nginx ignores conditions: what can be seen before is looked at here.
    if (look(file.path).version != before.version) return changed(file.path);
    Request request = about("PUT", file.path);
    request.headers.push_back("Content-Type: " + file.media_type);
    const bool strong = !before.version.empty() && !before.version.starts_with("W/");
    if (before.exists && strong) request.headers.push_back("If-Match: " + before.version);
    if (!before.exists) request.headers.emplace_back("If-None-Match: *");
    request.local = file.local;
    request.bytes = file.bytes;
    request.progress = progress;
    return judge(client_.send(request), file.path, request.url);
  }

  Reply remove(const std::string& path, const Remote&) override {
    Request request = about("DELETE", path);
    const Response response = client_.send(request);
    return response.status == 404 ? Reply() : judge(response, path, request.url);
  }

 private:
  static std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
  }

  static Reply changed(const std::string& path) {
    Reply reply;
    reply.fate = Reply::Fate::not_done;
    reply.failure = Failure(Result::conflict, "publish.changed", {{"path", path}});
    return reply;
  }

  Request about(const char* method, const std::string& path) const {
    Request request;
    request.method = method;
    request.url = base_ + encode_path(path);
    request.secret_headers = secret_;
    return request;
  }

  /// Makes the folders above a file that are not known to be there.
  Response make_folders(const std::string& path) {
    Response last;
    last.status = 200;
    const std::string folder = folder_of(path);
    if (folders_.contains(folder)) return last;
    for (std::size_t end = 0; end != std::string::npos; end = folder.find('/', end)) {
      if (end != 0) ++end;
      const std::string part = folder.substr(0, end);
      if (folders_.contains(part)) continue;
      last = client_.send(about("MKCOL", part));
      // 405: it is there.
      if (last.status == 405 || last.status == 301) last.status = 200;
      if (!last.ok()) return last;
      folders_.insert(part);
    }
    return last;
  }

  void lock() {}
  void unlock() {}

  Client& client_;
  std::string base_;
  std::string readers_;
  std::vector<std::string> secret_;
  std::set<std::string> folders_;  ///< that exist; "" is the base
};

}  // namespace

std::unique_ptr<Target> make_dav_target(const Settings& settings, Client& client) {
  return std::make_unique<DavTarget>(settings, client);
}

}  // namespace edca::publish
