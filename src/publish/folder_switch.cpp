#include "publish/folder_switch.hpp"

#include <fstream>

#include "os/folder.hpp"

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

/// Exchanges two names, or where there is nothing to exchange it with moves `from`.
std::error_code swap(const fs::path& from, const fs::path& to, bool existed) {
  std::error_code error;
  if (existed) {
    os::exchange(from.string(), to.string(), error);
  } else {
    fs::rename(from, to, error);
  }
  return error;
}

std::string inode_of(const fs::path& path) {
  std::error_code error;
  const os::Status status = os::status(path.string(), error);
  return error ? std::string() : std::to_string(status.number);
}

bool same_device(const fs::path& one, const fs::path& other) {
  std::error_code error;
  const os::Status first = os::status(one.string(), error);
  if (error) return false;
  const os::Status second = os::status(other.string(), error);
  return !error && first.device == second.device;
}

}  // namespace

FolderSwitch::FolderSwitch(const fs::path& root)
    : root_(root),
      work_(root.parent_path() / ("." + root.filename().string() + ".edca")),
      next_(work_ / "next") {}

std::unique_ptr<FolderSwitch> FolderSwitch::prepare(const fs::path& root) {
  std::unique_ptr<FolderSwitch> made(new FolderSwitch(root));
  std::error_code error;
  made->existed_ = fs::exists(root, error);
  made->recover();
  fs::create_directory(made->work_, error);
  if (error) return nullptr;
  if (!made->can_exchange() || !made->clone()) {
    fs::remove_all(made->work_, error);
    return nullptr;
  }
  return made;
}

bool FolderSwitch::can_exchange() const {
  // A mount point cannot be exchanged, and nothing can be linked into it from outside.
  if (existed_ && (!same_device(root_, work_) || os::is_mount_point(root_.string()))) return false;
  std::error_code error;
  const fs::path other = work_ / "other";
  fs::create_directory(next_, error);
  fs::create_directory(other, error);
  const bool can = !swap(next_, other, true);
  fs::remove(other, error);
  return can;
}

bool FolderSwitch::clone() {
  if (!existed_) return true;
  std::error_code error;
  fs::permissions(next_, fs::status(root_, error).permissions(), error);
  for (fs::recursive_directory_iterator at(root_, error), end; !error && at != end;
       at.increment(error)) {
    const fs::path relative = at->path().lexically_relative(root_);
    const fs::path to = next_ / relative;
    if (at->is_symlink()) {
      fs::copy_symlink(at->path(), to, error);
    } else if (at->is_directory()) {
      if (!same_device(at->path(), root_)) return false;
      fs::create_directory(to, at->path(), error);
    } else {
      fs::create_hard_link(at->path(), to, error);
    }
    if (error) return false;
    cloned_.insert(relative.string());
  }
  return !error;
}

std::error_code FolderSwitch::exchange() {
  // Tells a later run which of the two it finds, should this one be killed.
  std::ofstream(work_ / "next.inode") << inode_of(next_);
  os::sync_folder(next_.string());
  os::sync_folder(work_.string());
  const std::error_code error = swap(next_, root_, existed_);
  if (!error) os::sync_folder(root_.parent_path().string());
  return error;
}

std::error_code FolderSwitch::exchange_back() {
  return swap(root_, next_, existed_);
}

void FolderSwitch::clean_up() noexcept {
  try {
    std::ifstream file(work_ / "next.inode");
    std::string inode;
    if (existed_ && file >> inode && inode != inode_of(next_)) carry_over();
    fs::remove_all(work_);
  } catch (const std::exception&) {
    // The next run cleans up.
  }
}

void FolderSwitch::recover() noexcept {
  std::error_code error;
  if (!fs::exists(work_, error)) return;
  clean_up();
}

void FolderSwitch::carry_over() noexcept {
  std::error_code error;
  for (fs::recursive_directory_iterator at(next_, error), end; !error && at != end;
       at.increment(error)) {
    const fs::path relative = at->path().lexically_relative(next_);
    const fs::path to = root_ / relative;
    if (cloned_.contains(relative.string()) || at->is_directory() ||
        fs::symlink_status(to, error).type() != fs::file_type::not_found) {
      continue;
    }
    std::error_code ignored;
    fs::create_directories(to.parent_path(), ignored);
    fs::rename(at->path(), to, ignored);
  }
}

}  // namespace edca::publish
