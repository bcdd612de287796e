#include "publish/target.hpp"

#include "publish/folder_path.hpp"
#include "publish/folder_work.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

using std::errc;

/// A folder that any web server can serve. It stays the same folder, and every file in it changes
/// in one moment.
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
                    {{"path", root_.generic_string()},
                     {"reason", std::make_error_code(errc::not_a_directory).message()}});
    }
    clear_former_work(root_.generic_string());
    FolderWork::recover(root_.generic_string());
    hold();
  }

  std::string url(const std::string& path) const override {
    return base_url_.empty() ? std::string() : base_url_ + encode_path(path);
  }

  Remote look(const std::string& path) override {
    if (!folder_) return {};
    std::error_code error;
    const FolderPlace place = find_place(folder_, path, error);
    os::Status status;
    if (!error && place.missing.empty()) status = place.folder.status(place.name, error);
    if (error == errc::no_such_file_or_directory || error == errc::not_a_directory) return {};
    if (!error && !place.missing.empty()) return {};
    if (!error && status.kind != os::Kind::file) error = misplaced(status);
    check_folder(error, shown(path));
    return {true, status.bytes, version_of(status), {}};
  }

  bool fetch(const std::string& path, Sink& sink) override {
    sink.clear();
    if (!look(path).exists) return false;
    std::error_code error;
    const FolderPlace place = find_place(folder_, path, error);
    const os::File file = error ? os::File() : place.folder.open(place.name, os::Open::read, error);
    const os::Status status = error ? os::Status() : file.status(error);
    if (!error && status.kind != os::Kind::file) error = misplaced(status);
    std::vector<char> buffer(std::size_t{1} << 18);
    while (!error) {
      const std::size_t size = file.read(buffer.data(), buffer.size(), error);
      if (size == 0) break;
      sink.add({buffer.data(), size});
    }
    if (error == errc::no_such_file_or_directory) return false;
    check_folder(error, shown(path));
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
    work_.emplace(root_.generic_string());
    work_->begin();
    hold();
  }

  Reply write(const File& file, const Remote& before, const Client::Progress& progress) override {
    Reply reply;
    try {
      work_->stage(file, before.version, [&](std::uint64_t bytes) {
        return !client_.cancelled() && (!progress || progress(bytes));
      });
    } catch (const Failure& failure) {
      reply.fate = Reply::Fate::not_done;
      reply.failure = failure;
    }
    return reply;
  }

  Reply remove(const std::string& path, const Remote&) override {
    Reply reply;
    std::error_code error;
    const FolderPlace place = find_place(folder_, path, error);
    if (!error && place.missing.empty()) place.folder.remove(place.name, error);
    if (!error) return reply;
    reply.fate = Reply::Fate::not_done;
    reply.failure = folder_failure(error, shown(path));
    return reply;
  }

  bool at_once() const override { return true; }
  void commit() override { work_->commit(); }
  void revert() override { work_->revert(); }
  void keep() override { work_->keep(); }
  void end() noexcept override {
    if (work_) work_->end();
    work_.reset();
  }

 private:
  /// What is wrong with something that is no file.
  static std::error_code misplaced(const os::Status& status) {
    return std::make_error_code(status.kind == os::Kind::link ? errc::too_many_symbolic_link_levels
                                : status.kind == os::Kind::folder ? errc::is_a_directory
                                                                  : errc::invalid_argument);
  }

  /// Keeps hold of the folder, if there is one.
  void hold() {
    std::error_code error;
    folder_ = os::HeldFolder(root_.generic_string(), error);
    if (error != errc::no_such_file_or_directory) check_folder(error, root_.generic_string());
  }

  std::string shown(const std::string& path) const { return (root_ / path).generic_string(); }

  Client& client_;
  std::string base_url_;
  fs::path root_;
  os::HeldFolder folder_;
  std::optional<FolderWork> work_;
};

}  // namespace

std::unique_ptr<Target> make_folder_target(const Settings& settings, Client& client) {
  return std::make_unique<FolderTarget>(settings, client);
}

}  // namespace edca::publish
