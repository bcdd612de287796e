#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/output.hpp"

namespace edca::io {

/// Writes a zip archive from front to back. The same members give the same bytes: all have the
/// first time that a zip can have.
class ZipWriter {
 public:
  /// `output` must outlive it.
  explicit ZipWriter(Output& output);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  // A member: begin(), write() in pieces, end(). Each throws as Output::write(), end() also
  // Error(input, "output.too-large") with argument path for a member above 4 GiB.
  void begin(const std::string& name);
  void write(std::string_view bytes);
  void end();
  /// After the last member: its directory. Throws as end() where the archive is above 4 GiB.
  void finish();

 private:
  struct Member {
    std::string name;
    std::uint32_t checksum = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
  };
  struct Stream;

  void put(std::string_view bytes);
  void deflate_some(int flush);

  Output& output_;
  std::unique_ptr<Stream> stream_;
  std::vector<Member> members_;
  std::uint64_t offset_ = 0;
};

}  // namespace edca::io
