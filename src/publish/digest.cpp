#include "publish/digest.hpp"

namespace edca::publish {

SavedDigest::SavedDigest(std::string path) : path_(std::move(path)) {
  std::error_code error;
  file_ = os::open(path_, os::Open::empty, error);
  check(error);
}

void SavedDigest::clear() {
  Digest::clear();
  std::error_code error;
  file_.cut(error);
  check(error);
}

void SavedDigest::add(std::string_view bytes) {
  Digest::add(bytes);
  std::error_code error;
  file_.write(bytes, error);
  check(error);
}

void SavedDigest::finish() {
  std::error_code error;
  file_.sync_data(error);
  check(error);
}

void SavedDigest::check(const std::error_code& error) const {
  if (!error) return;
  throw Failure(Result::usage, "publish.state", {{"path", path_}, {"reason", error.message()}});
}

}  // namespace edca::publish
