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
  /// The digest as 32 bytes, or in lower-case hexadecimal. Nothing may be added after it.
  std::string bytes();
  std::string hex();

 private:
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t bytes_ = 0;
  bool portable_;
};

/// Of a whole text, in lower-case hexadecimal.
std::string sha256(std::string_view text);

/// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// Bytes in lower-case hexadecimal.
std::string hexadecimal(std::string_view bytes);

}  // namespace edca::base
