#include "publish/target.hpp"

#include "io/file.hpp"
#include "publish/folder_switch.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include "os/file.hpp"

#include <cstring>
#include <filesystem>
#include <vector>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

using std::errc;

std::string version_of(const os::Status& status) {
  return std::to_string(status.bytes) + "-" + std::to_string(status.modified) + "." +
         std::to_string(status.modified_nanoseconds) + "-" + std::to_string(status.number);
}

void copy(const os::File& from, const os::File& to, const Client::Progress& progress,
          std::error_code& error) {
  std::vector<char> buffer(std::size_t{1} << 18);
  for (std::uint64_t done = 0;;) {
    const std::size_t got = from.read(buffer.data(), buffer.size(), error);
    if (error || got == 0) return;
    to.write({buffer.data(), got}, error);
    if (error) return;
    done += got;
    if (progress && !progress(done)) {
      error = std::make_error_code(errc::operation_canceled);
      return;
    }
  }
}

/// Writes beside the file, and gives it its name when all of it is on disk.
std::error_code copy_into_place(const File& file, const fs::path& to,
                                const Client::Progress& progress) {
  std::error_code error;
  std::string temporary;
  os::File out = os::make_temporary((to.parent_path() / ".edca-").string(), os::Users::owner,
                                    temporary, error);
  if (error) return error;
  const os::File in = os::open(file.local, os::Open::read, error);
  if (!error) copy(in, out, progress, error);
  if (!error) out.let_read(error);
  if (!error) out.sync(error);
  out.close();
  if (!error) fs::rename(temporary, to, error);
  std::error_code ignored;
  if (error) fs::remove(temporary, ignored);
  return error;
}

/// A folder that any web server can serve. Where the file system can exchange two folders at once,
/// readers see the whole portal change in one moment; elsewhere file by file.
class FolderTarget final : public Target {
 public:
  FolderTarget(const Settings& settings, Client& client)
      : client_(client), base_url_(folder_url(settings.base_url)) {
    const fs::path given = behind_scheme(settings.address);
    if (given.empty()) {
      throw Failure(Result::usage, "publish.address", {{"address", settings.address}});
    }
    std::error_code error;
    root_ = fs::weakly_canonical(fs::absolute(given, error), error);
    if (root_.filename().empty()) root_ = root_.parent_path();
    if (!base_url_.empty()) parse_url(base_url_, settings.allow_http);
  }

  void open() override {
    std::error_code error;
    if (fs::exists(root_, error) && !fs::is_directory(root_, error)) {
      throw Failure(Result::usage, "publish.folder",
                    {{"path", root_.string()},
                     {"reason", std::make_error_code(errc::not_a_directory).message()}});
    }
  }

  std::string url(const std::string& path) const override {
    return base_url_.empty() ? std::string() : base_url_ + encode_path(path);
  }

  Remote look(const std::string& path) override {
    std::error_code error;
    const os::Status status = os::status((root_ / path).string(), error);
    if (error == errc::no_such_file_or_directory || error == errc::not_a_directory) return {};
    if (!error && status.kind != os::Kind::file) error = std::make_error_code(errc::is_a_directory);
    check(error, root_ / path);
    return {true, status.bytes, version_of(status), {}};
  }

  bool fetch(const std::string& path, Sink& sink) override {
    sink.clear();
    try {
      io::File file((root_ / path).string());
      std::vector<char> buffer(std::size_t{1} << 18);
      while (const std::size_t size = file.read(buffer.data(), buffer.size())) {
        sink.add({buffer.data(), size});
      }
    } catch (const io::InputFault& fault) {
      if (fault.variant == "missing") return false;
      check(std::make_error_code(fault.variant == "permission" ? errc::permission_denied
                                                               : errc::io_error),
            root_ / path);
    }
    return true;
  }

  bool read(const std::string& path, Sink& sink) override {
    return base_url_.empty() ? fetch(path, sink) : client_.download(url(path), {}, sink);
  }

  std::optional<std::uint64_t> size(const std::string& path) override {
    if (!base_url_.empty()) return client_.size(url(path));
    const Remote remote = look(path);
    return remote.exists ? std::optional(remote.bytes) : std::nullopt;
  }

  void begin() override {
    std::error_code error;
    fs::create_directories(root_.parent_path(), error);
    check(error, root_.parent_path());
    // A folder can be locked as it is, and no run that was killed leaves a lock behind.
    lock_ = os::open(root_.parent_path().string(), os::Open::read, error);
    check(error, root_.parent_path());
    if (!lock_.lock()) {
      throw Failure(Result::conflict, "publish.locked", {{"address", root_.string()}});
    }
    switch_ = FolderSwitch::prepare(root_);
  }

  Reply write(const File& file, const Remote& before, const Client::Progress& progress) override {
    Reply reply;
    if (look(file.path) != before) {
      reply.fate = Reply::Fate::not_done;
      reply.failure = Failure(Result::conflict, "publish.changed", {{"path", file.path}});
      return reply;
    }
    const fs::path to = (switch_ ? switch_->next() : root_) / file.path;
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) {
      error = copy_into_place(file, to, [&](std::uint64_t bytes) {
        return !client_.cancelled() && (!progress || progress(bytes));
      });
    }
    return reply_to(error, to);
  }

  Reply remove(const std::string& path, const Remote&) override {
    std::error_code error;
    fs::remove(root_ / path, error);
    return reply_to(error, root_ / path);
  }

  bool at_once() const override { return switch_ != nullptr; }
  void commit() override { check(switch_->exchange(), root_); }
  void revert() override { check(switch_->exchange_back(), root_); }
  void end() noexcept override {
    if (switch_) switch_->clean_up();
    switch_.reset();
  }

 private:
  static void check(const std::error_code& error, const fs::path& path) {
    if (!error) return;
    throw Failure(Result::refused, "publish.folder",
                  {{"path", path.string()}, {"reason", error.message()}});
  }

  static Reply reply_to(const std::error_code& error, const fs::path& path) {
    Reply reply;
    if (!error) return reply;
    reply.fate = Reply::Fate::not_done;
    const Result result = error == errc::io_error ? Result::failed : Result::refused;
    reply.failure = error == errc::operation_canceled
                        ? Failure(Result::failed, "publish.cancelled")
                        : Failure(result, "publish.folder",
                                  {{"path", path.string()}, {"reason", error.message()}});
    return reply;
  }

  Client& client_;
  std::string base_url_;
  fs::path root_;
  os::File lock_;
  std::unique_ptr<FolderSwitch> switch_;
};

}  // namespace

std::unique_ptr<Target> make_folder_target(const Settings& settings, Client& client) {
  return std::make_unique<FolderTarget>(settings, client);
}

}  // namespace edca::publish
