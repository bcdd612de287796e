#include "publish/target.hpp"

#include "io/file.hpp"
#include "publish/folder_switch.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

std::string version_of(const struct stat& status) {
  return std::to_string(status.st_size) + "-" + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec) + "-" + std::to_string(status.st_ino);
}

/// Writes beside the file, and gives it its name when all of it is on disk. Answers an errno or 0.
int copy_into_place(const File& file, const fs::path& to, const Client::Progress& progress) {
  std::string temporary = (to.parent_path() / ".edca-XXXXXX").string();
  const int out = ::mkstemp(temporary.data());
  if (out < 0) return errno;
  const int in = ::open(file.local.c_str(), O_RDONLY | O_CLOEXEC);
  int error = in < 0 ? errno : 0;
  std::vector<char> buffer(std::size_t{1} << 18);
  std::uint64_t done = 0;
  while (error == 0) {
    const ssize_t got = ::read(in, buffer.data(), buffer.size());
    if (got < 0) error = errno;
    if (got <= 0) break;
    for (ssize_t at = 0; at < got && error == 0;) {
      const ssize_t put = ::write(out, buffer.data() + at, static_cast<std::size_t>(got - at));
      if (put < 0) error = errno;
      at += std::max<ssize_t>(put, 0);
    }
    done += static_cast<std::uint64_t>(got);
    if (progress && !progress(done)) error = ECANCELED;
  }
  if (in >= 0) ::close(in);
  if (error == 0 && (::fchmod(out, 0644) != 0 || ::fsync(out) != 0)) error = errno;
  ::close(out);
  if (error == 0 && ::rename(temporary.c_str(), to.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(temporary.c_str());
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
  ~FolderTarget() override {
    if (lock_ >= 0) ::close(lock_);
  }
  FolderTarget(const FolderTarget&) = delete;
  FolderTarget& operator=(const FolderTarget&) = delete;

  void open() override {
    std::error_code error;
    if (fs::exists(root_, error) && !fs::is_directory(root_, error)) {
      throw Failure(Result::usage, "publish.folder",
                    {{"path", root_.string()}, {"reason", std::strerror(ENOTDIR)}});
    }
  }

  std::string url(const std::string& path) const override {
    return base_url_.empty() ? std::string() : base_url_ + encode_path(path);
  }

  Remote look(const std::string& path) override {
    struct stat status {};
    if (::stat((root_ / path).c_str(), &status) != 0) {
      if (errno == ENOENT || errno == ENOTDIR) return {};
      fail(root_ / path, errno);
    }
    if (!S_ISREG(status.st_mode)) fail(root_ / path, EISDIR);
    return {true, static_cast<std::uint64_t>(status.st_size), version_of(status), {}};
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
      fail(root_ / path, fault.variant == "permission" ? EACCES : EIO);
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
    if (error) fail(root_.parent_path(), error.value());
    // A folder can be locked as it is, and no run that was killed leaves a lock behind.
    lock_ = ::open(root_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0) fail(root_.parent_path(), errno);
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
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
    std::error_code made;
    fs::create_directories(to.parent_path(), made);
    return reply_to(made ? made.value()
                         : copy_into_place(file, to,
                                           [&](std::uint64_t bytes) {
                                             return !client_.cancelled() &&
                                                    (!progress || progress(bytes));
                                           }),
                    to);
  }

  Reply remove(const std::string& path, const Remote&) override {
    const fs::path from = root_ / path;
    return reply_to(::unlink(from.c_str()) == 0 || errno == ENOENT ? 0 : errno, from);
  }

  bool at_once() const override { return switch_ != nullptr; }
  void commit() override {
    if (const int error = switch_->exchange()) fail(root_, error);
  }
  void revert() override {
    if (const int error = switch_->exchange_back()) fail(root_, error);
  }
  void end() noexcept override {
    if (switch_) switch_->clean_up();
    switch_.reset();
  }

 private:
  [[noreturn]] static void fail(const fs::path& path, int error) {
    throw Failure(Result::refused, "publish.folder",
                  {{"path", path.string()}, {"reason", std::strerror(error)}});
  }

  static Reply reply_to(int error, const fs::path& path) {
    Reply reply;
    if (error == 0) return reply;
    reply.fate = Reply::Fate::not_done;
    reply.failure = error == ECANCELED
                        ? Failure(Result::failed, "publish.cancelled")
                        : Failure(error == EIO ? Result::failed : Result::refused, "publish.folder",
                                  {{"path", path.string()}, {"reason", std::strerror(error)}});
    return reply;
  }

  Client& client_;
  std::string base_url_;
  fs::path root_;
  int lock_ = -1;
  std::unique_ptr<FolderSwitch> switch_;
};

}  // namespace

std::unique_ptr<Target> make_folder_target(const Settings& settings, Client& client) {
  return std::make_unique<FolderTarget>(settings, client);
}

}  // namespace edca::publish
