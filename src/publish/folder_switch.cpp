#include "publish/folder_switch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

/// Exchanges two names; answers an errno, or 0.
int exchange_names(const fs::path& one, const fs::path& other) {
#if defined(SYS_renameat2)
  constexpr unsigned exchange_flag = 2;  // RENAME_EXCHANGE; not every libc names it
  if (::syscall(SYS_renameat2, AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), exchange_flag) ==
      0) {
    return 0;
  }
  return errno;
#else
  static_cast<void>(one), static_cast<void>(other);
  return ENOSYS;
#endif
}

std::string inode_of(const fs::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? std::to_string(status.st_ino) : std::string();
}

bool same_device(const fs::path& one, const fs::path& other) {
  struct stat first {};
  struct stat second {};
  return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 &&
         first.st_dev == second.st_dev;
}

/// Whether something is mounted there, be it a folder of the same file system.
bool is_mount_point(const fs::path& path) {
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    std::size_t start = 0;
    for (int field = 0; field < 4; ++field) start = line.find(' ', start) + 1;
    if (line.substr(start, line.find(' ', start) - start) == path.string()) return true;
  }
  return false;
}

void sync_folder(const fs::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
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
  if (existed_ && (!same_device(root_, work_) || is_mount_point(root_))) return false;
  std::error_code error;
  const fs::path other = work_ / "other";
  fs::create_directory(next_, error);
  fs::create_directory(other, error);
  const bool can = exchange_names(next_, other) == 0;
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

int FolderSwitch::exchange() {
  // Tells a later run which of the two it finds, should this one be killed.
  std::ofstream(work_ / "next.inode") << inode_of(next_);
  sync_folder(next_);
  sync_folder(work_);
  const int error = existed_ ? exchange_names(next_, root_)
                             : (::rename(next_.c_str(), root_.c_str()) == 0 ? 0 : errno);
  if (error == 0) sync_folder(root_.parent_path());
  return error;
}

int FolderSwitch::exchange_back() {
  if (!existed_) return ::rename(root_.c_str(), next_.c_str()) == 0 ? 0 : errno;
  return exchange_names(next_, root_);
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
