#include "json/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <random>
#include <system_error>
#include <utility>

#include "edca/error.hpp"

namespace edca::json {
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

// Takes the descriptor over. Returns nullptr, and the reason in errno, where there is no stream.
std::FILE* open_stream(int descriptor) {
  if (descriptor < 0) return nullptr;
  std::FILE* file = ::fdopen(descriptor, "wb");
  if (file == nullptr) ::close(descriptor);
  return file;
}

// A stream of its own, so that closing it leaves the standard one open.
std::FILE* open_standard_output() {
  std::fflush(stdout);
  return open_stream(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3));
}

std::FILE* open_in_place(const std::string& path) {
  return open_stream(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
}

bool written_in_place(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

}  // namespace

Output::Output(std::string path, bool overwrite) : path_(std::move(path)), overwrite_(overwrite) {
  if (path_ == "-") path_.clear();
  if (path_.empty()) {
    file_ = open_standard_output();
  } else if (written_in_place(path_)) {
    file_ = open_in_place(path_);
  } else {
    open_temporary();
  }
  if (file_ == nullptr) raise("output.open", path_, errno);
  const bool terminal = ::isatty(::fileno(file_)) != 0;
  std::setvbuf(file_, nullptr, terminal ? _IOLBF : _IOFBF, buffer_size);
}

Output::~Output() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::open_temporary() {
  struct stat status {};
  if (::lstat(path_.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) raise("output.open", path_, EISDIR);
    if (!overwrite_) raise("output.exists", path_, EEXIST);
  }
  const std::string start = folder_of(path_) + ".edca-" + std::to_string(::getpid()) + "-";
  int descriptor = -1;
  for (int attempt = 0; descriptor < 0 && attempt < 16; ++attempt) {
    temporary_ = start + random_suffix();
    descriptor = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno != EEXIST) return;
  }
  if (descriptor < 0) return;
  file_ = open_stream(descriptor);
  if (file_ == nullptr) ::unlink(temporary_.c_str());
}

void Output::write(std::string_view text) {
  if (closed_) return;
  assert(file_ != nullptr);
  if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) return;
  if (errno != EPIPE || !temporary_.empty()) raise("output.write", path_, errno);
  closed_ = true;
}

void Output::flush() {
  if (std::fflush(file_) == 0) return;
  if (errno != EPIPE || !temporary_.empty()) raise("output.write", path_, errno);
  closed_ = true;
}

void Output::commit() {
  if (file_ == nullptr || closed_) return;
  flush();
  if (temporary_.empty()) return;
  if (::fsync(::fileno(file_)) != 0 && errno != EINVAL) raise("output.write", path_, errno);
  const int unclosed = std::fclose(std::exchange(file_, nullptr)) == 0 ? 0 : errno;
  int error = unclosed;
  if (error == 0 && overwrite_) {
    error = ::rename(temporary_.c_str(), path_.c_str()) == 0 ? 0 : errno;
  } else if (error == 0) {
    error = rename_new(temporary_, path_);
  }
  if (error != 0) {
    ::unlink(temporary_.c_str());
    raise(error == EEXIST && !overwrite_ ? "output.exists" : "output.write", path_, error);
  }
  sync_folder(folder_of(path_));
}

}  // namespace edca::json
