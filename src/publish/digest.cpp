#include "publish/digest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace edca::publish {

SavedDigest::SavedDigest(std::string path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file_ < 0) fail(errno);
}

SavedDigest::~SavedDigest() {
  if (file_ >= 0) ::close(file_);
}

void SavedDigest::clear() {
  Digest::clear();
  if (::ftruncate(file_, 0) != 0 || ::lseek(file_, 0, SEEK_SET) != 0) fail(errno);
}

void SavedDigest::add(std::string_view bytes) {
  Digest::add(bytes);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void SavedDigest::finish() {
  if (::fdatasync(file_) != 0) fail(errno);
}

void SavedDigest::fail(int error) const {
  throw Failure(Result::usage, "publish.state",
                {{"path", path_}, {"reason", std::strerror(error)}});
}

}  // namespace edca::publish
