#include "publish/target.hpp"

#include "base/base64.hpp"
#include "publish/digest.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace edca::publish {
namespace {

constexpr std::int64_t lock_seconds = 1800;
constexpr const char* lock_file = ".edca-lock";

/// A folder on a web server that takes WebDAV (RFC 4918): nginx and Apache write beside a file and
/// rename, so that a PUT is seen whole or not at all.
class DavTarget final : public Target {
 public:
  DavTarget(const Settings& settings, Client& client)
      : client_(client),
        base_(folder_url(parse_url(behind_scheme(settings.address), settings.allow_http).text())),
        readers_(folder_url(settings.base_url)),
        lock_file_(settings.state_folder + "/remote-lock") {
    if (readers_.empty()) readers_ = base_;
    parse_url(readers_, settings.allow_http);
    const Secrets& secrets = settings.secrets;
    if (!secrets.user.empty() || !secrets.password.empty()) {
      secret_.push_back("Authorization: Basic " +
                        base::base64(secrets.user + ":" + secrets.password));
    }
  }

  void open() override { leave_old_lock(); }

  std::string url(const std::string& path) const override { return readers_ + encode_path(path); }

  Remote look(const std::string& path) override {
    Request request = about("HEAD", path);
    const Response response = client_.ask(request);
    if (response.status == 404 || response.status == 410) return {};
    if (!response.ok()) throw Failure(*judge(response, path, request.url).failure);
    for (std::string folder = folder_of(path);;
         folder = folder_of(folder.substr(0, folder.size() - 1))) {
      folders_.insert(folder);
      if (folder.empty()) break;
    }
    return {true,
            std::strtoull(std::string(response.header("content-length")).c_str(), nullptr, 10),
            without_weakness(response.header("etag")),
            {}};
  }

  bool proves_bytes() const override { return true; }

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
      if (!lock_.empty()) unlock(lock_);
    } catch (const std::exception&) {
      // It runs out.
    }
    lock_.clear();
  }

  Reply write(const File& file, const Remote& before, const Client::Progress& progress) override {
    if (const Response made = make_folders(file.path); !made.ok()) {
      return judge(made, file.path, base_);
    }
    keep_lock();
    // nginx ignores conditions: what can be seen before is looked at here.
    if (look(file.path).version != before.version) return changed(file.path);
    Request request = about("PUT", file.path);
    request.headers.push_back("Content-Type: " + file.media_type);
    if (before.exists && !before.version.empty() && !last_is_weak_)
      request.headers.push_back("If-Match: " + before.version);
    if (!before.exists) request.headers.emplace_back("If-None-Match: *");
    request.local = file.local;
    request.bytes = file.bytes;
    request.progress = progress;
    Digest sent;
    request.sent = [&](std::string_view bytes) { sent.add(bytes); };
    Reply reply = judge(client_.send(request), file.path, request.url);
    if (reply.done() && sent.bytes() == file.bytes && sent.sha256() != file.sha256) {
      reply.fate = Reply::Fate::unknown;
      reply.failure = Failure(Result::failed, "publish.local-changed", {{"path", file.local}});
    }
    return reply;
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

  /// The tag of a file that is younger than a second is weak (Apache), and later the same but
  /// strong.
  std::string without_weakness(std::string_view tag) {
    last_is_weak_ = tag.starts_with("W/");
    return std::string(last_is_weak_ ? tag.substr(2) : tag);
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

  /// An exclusive lock (RFC 4918, 9.10) of a name that nothing else uses, where the server has
  /// locks: it keeps other publishers out, on whatever machine. The folder itself is not locked,
  /// because Apache takes a folder with an index.html for that file.
  void lock() {
    make_folders({});
    Request request = about("LOCK", lock_file);
    request.headers = {"Depth: 0", "Timeout: Second-" + std::to_string(lock_seconds),
                       "Content-Type: application/xml; charset=utf-8"};
    request.body =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope>"
        "<D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>edca</D:owner>"
        "</D:lockinfo>";
    const Response response = client_.send(request);
    if (response.status == 423) throw Failure(*judge(response, {}, base_).failure);
    const std::string token(response.header("lock-token"));
    if (!response.ok() || token.size() < 3) return;
    lock_ = token;
    locked_ = client_.now();
    std::ofstream(std::filesystem::path(lock_file_), std::ios::binary) << token << "\n";
  }

  /// A run that was killed could not do it.
  void leave_old_lock() {
    std::ifstream file(std::filesystem::path(lock_file_), std::ios::binary);
    std::string token;
    if (std::getline(file, token) && !token.empty()) unlock(token);
  }

  void unlock(const std::string& token) {
    Request request = about("UNLOCK", lock_file);
    request.headers.push_back("Lock-Token: " + token);
    client_.send(request);
    // The server made a file for it; somebody who holds the lock by now keeps it.
    client_.send(about("DELETE", lock_file));
    std::error_code ignored;
    std::filesystem::remove(lock_file_, ignored);
  }

  void keep_lock() {
    if (lock_.empty() || client_.now() - locked_ < lock_seconds / 3) return;
    Request request = about("LOCK", lock_file);
    request.headers = {"Timeout: Second-" + std::to_string(lock_seconds), "If: (" + lock_ + ")"};
    if (client_.send(request).ok()) locked_ = client_.now();
  }

  Client& client_;
  std::string base_;
  std::string readers_;
  std::vector<std::string> secret_;
  std::string lock_file_;  ///< keeps the token of the lock while it is held
  std::string lock_;
  std::int64_t locked_ = 0;
  bool last_is_weak_ = false;      ///< the tag that look() saw last
  std::set<std::string> folders_;  ///< that exist; "" is the base
};

}  // namespace

std::unique_ptr<Target> make_dav_target(const Settings& settings, Client& client) {
  return std::make_unique<DavTarget>(settings, client);
}

}  // namespace edca::publish
