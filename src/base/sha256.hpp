#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace edca::base {

/// SHA-256 (FIPS 180-4) of a text that comes in pieces.
class Sha256 {
 public:
  /// `portable`: without the processor's own instructions, for tests.
  explicit Sha256(bool portable = false) noexcept : portable_(portable) {}

  void add(std::string_view bytes) noexcept;
  /// The digest in lower-case hexadecimal. Nothing may be added after it.
  std::string hex();

 private:
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t bytes_ = 0;
  bool portable_;
};

}  // namespace edca::base
