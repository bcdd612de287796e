#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace edca::sheets {

/// Finds certain signs in a text one after the other, a block of bytes at a time. Not to be used by
/// two threads.
class SignScan {
 public:
  static constexpr std::size_t none = ~std::size_t{0};

  explicit SignScan(const std::array<char, 4>& signs) : signs_(signs) {}

  /// Looks from a place of a text on, which must not change behind what was found.
  void begin(const char* text, std::size_t size, std::size_t at) {
    text_ = text;
    size_ = size;
    base_ = at;
    signs_left_ = at + block <= size ? look(text + at) : 0;
  }
  /// The place of the next sign; `none` where less than a block is left to look at.
  std::size_t next() {
    while (signs_left_ == 0) {
      if (base_ + 2 * block > size_) return none;
      base_ += block;
      signs_left_ = look(text_ + base_);
    }
    const auto at = static_cast<std::size_t>(std::countr_zero(signs_left_));
    signs_left_ &= signs_left_ - 1;
    return base_ + at;
  }

 private:
  static constexpr std::size_t block = 64;

  /// A bit for each byte of a block that is one of the signs.
#ifdef __SSE2__
  std::uint64_t look(const char* bytes) const {
    std::uint64_t found = 0;
    for (unsigned part = 0; part < 4; ++part) {
      const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
      __m128i same = _mm_setzero_si128();
      for (const char sign : signs_)
        same = _mm_or_si128(same, _mm_cmpeq_epi8(all, _mm_set1_epi8(sign)));
      found |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(same)))
               << (16 * part);
    }
    return found;
  }
#else
  std::uint64_t look(const char* bytes) const {
    std::uint64_t found = 0;
    for (unsigned at = 0; at < block; ++at) {
      const char c = bytes[at];
      const bool is = c == signs_[0] || c == signs_[1] || c == signs_[2] || c == signs_[3];
      found |= std::uint64_t{is} << at;
    }
    return found;
  }
#endif

  std::array<char, 4> signs_;
  const char* text_ = nullptr;
  std::size_t size_ = 0;
  std::size_t base_ = 0;          ///< of the block
  std::uint64_t signs_left_ = 0;  ///< of the block, those not given yet
};

}  // namespace edca::sheets
