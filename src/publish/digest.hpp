#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "os/file.hpp"
#include "publish/target.hpp"

namespace edca::publish {

/// Size and SHA-256 of what was read.
class Digest : public Sink {
 public:
  void clear() override {
    hash_ = base::Sha256();
    bytes_ = 0;
  }
  void add(std::string_view bytes) override {
    hash_.add(bytes);
    bytes_ += bytes.size();
  }
  std::uint64_t bytes() const { return bytes_; }
  /// Once, at the end.
  std::string sha256() { return hash_.hex(); }

 private:
  base::Sha256 hash_;
  std::uint64_t bytes_ = 0;
};

/// Keeps what was read in a file, too.
class SavedDigest final : public Digest {
 public:
  /// Throws Failure(usage, "publish.state") when the file cannot be written; so does add().
  explicit SavedDigest(std::string path);

  void clear() override;
  void add(std::string_view bytes) override;
  /// All of it is on disk. Throws the same.
  void finish();

 private:
  void check(const std::error_code& error) const;

  std::string path_;
  os::File file_;
};

}  // namespace edca::publish
