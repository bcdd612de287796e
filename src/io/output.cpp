#include "io/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <filesystem>
#include <random>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "edca/error.hpp"

namespace edca::io {
namespace {

constexpr std::size_t buffer_size = std::size_t{256} << 10;

[[noreturn]] void raise(std::string key, const std::string& path, int error) {
  throw Error(
      ErrorKind::input, std::move(key),
      {{"path", path.empty() ? "-" : path}, {"reason", std::generic_category().message(error)}});
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

std::string random_suffix() {
  static constexpr char digits[] = "0123456789abcdef";
  std::random_device random;
  std::string suffix;
  for (int i = 0; i < 12; ++i) suffix += digits[random() & 15];
  return suffix;
}

// The name under which the system shows an open file without a name.
std::string shown_as(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

// Renames only where nothing is at `to`. Returns an errno, 0 for success.
int rename_new(const std::string& from, const std::string& to) {
#if defined(__linux__) && defined(SYS_renameat2)
  constexpr unsigned no_replace = 1;
  if (::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), no_replace) == 0) {
    return 0;
  }
  if (errno == EEXIST) return errno;
#endif
  if (::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());
    return 0;
  }
  if (errno == EEXIST) return errno;
  // A file system without hard links: a look before the rename is the best there is.
  struct stat status {};
  if (::lstat(to.c_str(), &status) == 0) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// Makes the new name itself survive a crash, as far as the file system can.
void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

// Open files that this program may keep beside those it reads.
int most_descriptors() {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 128;
  return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 4096) / 2);
}

bool written_in_place(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

}  // namespace

Output::Output(std::string path, bool overwrite, bool lasting)
    : path_(std::move(path)), overwrite_(overwrite), lasting_(lasting) {
  if (path_ == "-") path_.clear();
  if (path_.empty()) {
    // A descriptor of its own, so that closing it leaves the standard one open.
    descriptor_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  } else if (written_in_place(path_)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    struct stat status {};
    if (::lstat(path_.c_str(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) raise("output.open", path_, EISDIR);
      if (!overwrite_) raise("output.exists", path_, EEXIST);
    }
    if (!open_nameless()) open_temporary();
  }
  if (descriptor_ < 0) raise("output.open", path_, errno);
  line_by_line_ = ::isatty(descriptor_) != 0;
}

Output::~Output() {
  close();
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

bool Output::open_nameless() {
#ifdef O_TMPFILE
  descriptor_ = ::open(folder_of(path_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor_ < 0) return false;
  // Without /proc it could never be given a name.
  nameless_ = ::access(shown_as(descriptor_).c_str(), F_OK) == 0;
  if (!nameless_) close();
#endif
  return nameless_;
}

void Output::open_temporary() {
  const std::string start = folder_of(path_) + ".edca-" + std::to_string(::getpid()) + "-";
  for (int attempt = 0; descriptor_ < 0 && attempt < 16; ++attempt) {
    temporary_ = start + random_suffix();
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST) break;
  }
  if (descriptor_ < 0) temporary_.clear();
}

void Output::write(std::string_view text) {
  if (closed_) return;
  assert(descriptor_ >= 0);
  buffer_ += text;
  if (buffer_.size() >= buffer_size || line_by_line_) flush();
}

void Output::flush() {
  std::string_view left = buffer_;
  while (!left.empty() && !closed_) {
    const ::ssize_t count = ::write(descriptor_, left.data(), left.size());
    if (count >= 0) {
      left.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE && !is_file()) {
      closed_ = true;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // Whoever shares our standard output may have made it non-blocking.
      struct pollfd waiting = {descriptor_, POLLOUT, 0};
      ::poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      raise("output.write", path_, errno);
    }
  }
  buffer_.clear();
}

void Output::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

/// Gives a file without a name a hidden one. Returns an errno, 0 for success.
int Output::name_hidden() {
  const std::string shown = shown_as(descriptor_);
  const std::string start = folder_of(path_) + ".edca-" + std::to_string(::getpid()) + "-";
  for (int attempt = 0; attempt < 16; ++attempt) {
    std::string name = start + random_suffix();
    if (::linkat(AT_FDCWD, shown.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      temporary_ = std::move(name);
      nameless_ = false;
      return 0;
    }
    if (errno != EEXIST) break;
  }
  return errno;
}

void Output::park() {
  flush();
  buffer_ = std::string();
  if (!is_file() || descriptor_ < 0) return;
  if (lasting_ && ::fsync(descriptor_) != 0 && errno != EINVAL) raise("output.write", path_, errno);
  if (descriptor_ < most_descriptors()) return;
  if (const int error = nameless_ ? name_hidden() : 0; error != 0) {
    raise("output.write", path_, error);
  }
  close();
}

/// Returns an errno, 0 for success.
int Output::give_name() {
  if (nameless_ && !overwrite_) {
    const std::string shown = shown_as(descriptor_);
    const int linked =
        ::linkat(AT_FDCWD, shown.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW);
    return linked == 0 ? 0 : errno;
  }
  if (nameless_) {
    if (const int error = name_hidden(); error != 0) return error;
  }
  if (!overwrite_) return rename_new(temporary_, path_);
  return ::rename(temporary_.c_str(), path_.c_str()) == 0 ? 0 : errno;
}

void Output::commit() {
  if (finish() && lasting_) sync_folder(folder_of(path_));
}

void Output::commit_all(std::span<const std::unique_ptr<Output>> outputs) {
  std::set<std::string> folders;
  std::vector<std::string> made;
  try {
    for (const auto& output : outputs) {
      if (!output->finish()) continue;
      folders.insert(folder_of(output->path_));
      if (!output->overwrite_) made.push_back(output->path_);
    }
  } catch (...) {
    std::error_code ignored;
    for (const std::string& path : made) std::filesystem::remove(path, ignored);
    throw;
  }
  for (const std::string& folder : folders) sync_folder(folder);
}

/// Whether a file has got its name now.
bool Output::finish() {
  if (closed_ || (descriptor_ < 0 && temporary_.empty())) return false;
  park();
  if (!is_file()) return false;
  const int error = give_name();
  close();
  if (error != 0) {
    if (!temporary_.empty()) ::unlink(std::exchange(temporary_, {}).c_str());
    raise(error == EEXIST && !overwrite_ ? "output.exists" : "output.write", path_, error);
  }
  temporary_.clear();
  nameless_ = false;
  return true;
}

void try_output(const std::string& path, bool overwrite) {
  struct stat status {};
  if (path.empty() || path == "-") return;
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return;
  const Output probe(path, overwrite);
}

}  // namespace edca::io
