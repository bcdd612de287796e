#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace edca::portal {

/// Packs bytes as they come (RFC 1951). The same bytes give the same result, whenever it is made.
class Deflater {
 public:
  enum class Form {
    raw,   ///< as a member of a zip
    gzip,  ///< RFC 1952, without a time or a name
  };
  explicit Deflater(Form form);
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void add(std::string_view bytes);
  /// Bytes so far; what is added last is in it only after a while.
  std::uint64_t packed() const { return out_.size(); }
  std::uint64_t size() const { return size_; }          ///< of what was added
  std::uint32_t checksum() const { return checksum_; }  ///< CRC-32 of it; of Form::raw alone
  /// All that was packed. Nothing may be added after it.
  std::string finish();

 private:
  void run(int flush);

  struct Stream;
  std::unique_ptr<Stream> stream_;
  Form form_;
  std::string out_;
  std::uint64_t size_ = 0;
  std::uint32_t checksum_ = 0;
};

/// A zip archive with one member, below 4 GiB. `date` ("2025-03-01T10:00:00-06:00") is the time of
/// the member as the zip has it; without a usable one, the first that a zip can have.
/// Throws Error(input, "portal.too-large") with argument path.
std::string zip(Deflater& member, const std::string& name, std::string_view date);

}  // namespace edca::portal
