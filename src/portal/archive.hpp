#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/background.hpp"

namespace edca::portal {

/// Bytes one behind the other, too many to be moved about in one text.
using Pieces = std::vector<std::string>;

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
  std::uint64_t packed() const { return packed_; }
  std::uint64_t size() const { return size_; }          ///< of what was added
  std::uint32_t checksum() const { return checksum_; }  ///< CRC-32 of it; of Form::raw alone
  /// All that was packed. Nothing may be added after it.
  Pieces finish();

 private:
  void run(int flush);

  struct Stream;
  std::unique_ptr<Stream> stream_;
  Form form_;
  Pieces out_;
  std::uint64_t packed_ = 0;
  std::uint64_t size_ = 0;
  std::uint32_t checksum_ = 0;
};

/// A Deflater on a thread of its own, where there are several. What comes of it is the same.
class Packer {
 public:
  Packer(Deflater::Form form, const base::Workers& workers)
      : deflater_(form),
        relay_(workers, [this](std::string_view bytes) { deflater_.add(bytes); }) {}

  void add(std::string_view bytes) {
    unsettled_ += bytes.size();
    relay_.add(bytes);
  }
  /// Whether Deflater::packed() is above `most`; seldom has to wait for that.
  bool exceeds(std::uint64_t most);
  /// The packer itself, with all that was added.
  Deflater& settle();

 private:
  Deflater deflater_;
  std::uint64_t settled_ = 0;    ///< packed() at the last settle()
  std::uint64_t unsettled_ = 0;  ///< bytes added since
  base::Background relay_;       ///< last: its thread uses the rest
};

/// A zip archive with one member, below 4 GiB. `date` ("2025-03-01T10:00:00-06:00") is the time of
/// the member as the zip has it; without a usable one, the first that a zip can have.
/// Throws Error(input, "portal.too-large") with argument path.
Pieces zip(Deflater& member, const std::string& name, std::string_view date);

}  // namespace edca::portal
