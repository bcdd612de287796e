#include "base/sha256.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "os/processor.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define EDCA_SHA_NI 1
#include <immintrin.h>
#endif

namespace edca::base {
namespace {

using Sha256State = std::array<std::uint32_t, 8>;

constexpr std::size_t block_size = 64;

// FIPS 180-4, 4.2.2
alignas(16) constexpr std::uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t word = 0;
  for (int at = 0; at < 4; ++at) word = word << 8 | static_cast<unsigned char>(bytes[at]);
  return word;
}

/// FIPS 180-4, 6.2.2, in plain C++.
void compress_portable(Sha256State& state, const char* data, std::size_t blocks) {
  for (; blocks > 0; --blocks, data += block_size) {
    std::uint32_t w[64];
    for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian(data + 4 * t);
    for (std::size_t t = 16; t < 64; ++t) {
      const std::uint32_t a = w[t - 15];
      const std::uint32_t b = w[t - 2];
      w[t] = w[t - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + w[t - 7] +
             (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
    }
    Sha256State s = state;
    for (std::size_t t = 0; t < 64; ++t) {
      const std::uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
      const std::uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
      const std::uint32_t one = s[7] + choice + constants[t] + w[t] +
                                (std::rotr(s[4], 6) ^ std::rotr(s[4], 11) ^ std::rotr(s[4], 25));
      const std::uint32_t two =
          majority + (std::rotr(s[0], 2) ^ std::rotr(s[0], 13) ^ std::rotr(s[0], 22));
      s = {one + two, s[0], s[1], s[2], s[3] + one, s[4], s[5], s[6]};
    }
    for (std::size_t at = 0; at < state.size(); ++at) state[at] += s[at];
  }
}

#ifdef EDCA_SHA_NI

/// The same with the processor's own instructions, which take the state as the words ABEF and CDGH
/// and do two rounds at a time. Ten times as fast.
__attribute__((target("sha,sse4.1"))) void compress_sha(Sha256State& state, const char* data,
                                                        std::size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const auto load_state = [](const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  };
  const __m128i cdab = _mm_shuffle_epi32(load_state(&state[0]), 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(load_state(&state[4]), 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; blocks > 0; --blocks, data += block_size) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i w[4];  // the last sixteen words of the schedule
    for (unsigned group = 0; group < 16; ++group) {
      __m128i& next = w[group % 4];
      if (group < 4) {
        next =
            _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + group), swap);
      } else {
        const __m128i back_two = w[(group + 2) % 4];
        const __m128i back_one = w[(group + 3) % 4];
        next = _mm_sha256msg1_epu32(next, w[(group + 1) % 4]);
        next = _mm_add_epi32(next, _mm_alignr_epi8(back_one, back_two, 4));
        next = _mm_sha256msg2_epu32(next, back_one);
      }
      const __m128i sum = _mm_add_epi32(next, load_state(&constants[std::size_t{4} * group]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[0]), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[4]), _mm_alignr_epi8(dchg, feba, 8));
}

#endif

void compress(Sha256State& state, const char* data, std::size_t blocks,
              [[maybe_unused]] bool portable) {
#ifdef EDCA_SHA_NI
  static const bool fast = os::has_sha_instructions();
  if (fast && !portable) return compress_sha(state, data, blocks);
#endif
  compress_portable(state, data, blocks);
}

}  // namespace

void Sha256::add(std::string_view bytes) noexcept {
  bytes_ += bytes.size();
  if (filled_ > 0) {
    const std::size_t taken = std::min(bytes.size(), block_size - filled_);
    std::memcpy(block_.data() + filled_, bytes.data(), taken);
    filled_ += taken;
    bytes.remove_prefix(taken);
    if (filled_ < block_size) return;
    compress(state_, block_.data(), 1, portable_);
    filled_ = 0;
  }
  compress(state_, bytes.data(), bytes.size() / block_size, portable_);
  bytes.remove_prefix(bytes.size() / block_size * block_size);
  if (!bytes.empty()) std::memcpy(block_.data(), bytes.data(), bytes.size());
  filled_ = bytes.size();
}

std::string Sha256::bytes() {
  const std::uint64_t bits = bytes_ * 8;
  std::string end(1, '\x80');
  end.append((block_size * 2 - 9 - filled_) % block_size, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) end += static_cast<char>(bits >> shift & 0xff);
  add(end);
  std::string digest;
  for (const std::uint32_t word : state_) {
    for (int shift = 24; shift >= 0; shift -= 8) digest += static_cast<char>(word >> shift & 0xff);
  }
  return digest;
}

std::string Sha256::hex() {
  return hexadecimal(bytes());
}

std::string sha256(std::string_view text) {
  Sha256 sum;
  sum.add(text);
  return sum.hex();
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::string padded(key);
  if (key.size() > block_size) {
    Sha256 sum;
    sum.add(key);
    padded = sum.bytes();
  }
  padded.resize(block_size, '\0');
  Sha256 inner;
  Sha256 outer;
  for (const char c : padded) {
    const char in = static_cast<char>(c ^ 0x36);
    const char out = static_cast<char>(c ^ 0x5c);
    inner.add({&in, 1});
    outer.add({&out, 1});
  }
  inner.add(text);
  outer.add(inner.bytes());
  return outer.bytes();
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += {digits[byte >> 4], digits[byte & 15]};
  }
  return hex;
}

}  // namespace edca::base
