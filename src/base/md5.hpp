#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace edca::base {

/// The MD5 digest (RFC 1321) of what comes in parts, as 32 hexadecimal digits. For ids and sums
/// that others make in the same way; it protects nothing.
class Md5 {
 public:
  void add(std::string_view text);
  /// Once, after the last add().
  std::string finish();

 private:
  std::array<std::uint32_t, 4> state_ = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  std::string rest_;  ///< less than a block
  std::uint64_t bytes_ = 0;
};

/// The same of a whole text.
std::string md5(std::string_view text);

}  // namespace edca::base
