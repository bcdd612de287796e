#include "base/md5.hpp"

#include <algorithm>
#include <bit>

namespace edca::base {
namespace {

using Md5State = std::array<std::uint32_t, 4>;

constexpr std::size_t block_bytes = 64;

/// floor(2^32 * |sin(n + 1)|), RFC 1321 section 3.4.
constexpr std::array<std::uint32_t, 64> sines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

constexpr std::array<std::array<int, 4>, 4> shifts = {
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

std::uint32_t word(const char* at) {
  std::uint32_t value = 0;
  for (int byte = 3; byte >= 0; --byte) value = value << 8U | static_cast<unsigned char>(at[byte]);
  return value;
}

void add_block(Md5State& state, const char* block) {
  auto [a, b, c, d] = state;
  for (unsigned step = 0; step < 64; ++step) {
    const unsigned round = step / 16;
    std::uint32_t mix = 0;
    unsigned which = step;
    if (round == 0) {
      mix = (b & c) | (~b & d);
    } else if (round == 1) {
      mix = (d & b) | (~d & c);
      which = (5 * step + 1) % 16;
    } else if (round == 2) {
      mix = b ^ c ^ d;
      which = (3 * step + 5) % 16;
    } else {
      mix = c ^ (b | ~d);
      which = 7 * step % 16;
    }
    const std::uint32_t sum = a + mix + sines[step] + word(block + std::size_t{which} * 4);
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, shifts[round][step % 4]);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

}  // namespace

void Md5::add(std::string_view text) {
  bytes_ += text.size();
  if (!rest_.empty()) {
    const std::size_t more = std::min(block_bytes - rest_.size(), text.size());
    rest_ += text.substr(0, more);
    text = text.substr(more);
    if (rest_.size() < block_bytes) return;
    add_block(state_, rest_.data());
    rest_.clear();
  }
  for (; text.size() >= block_bytes; text = text.substr(block_bytes))
    add_block(state_, text.data());
  rest_ = text;
}

std::string Md5::finish() {
  rest_ += '\x80';
  while (rest_.size() % block_bytes != 56) rest_ += '\0';
  const std::uint64_t bits = bytes_ * 8;
  for (unsigned byte = 0; byte < 8; ++byte) rest_ += static_cast<char>(bits >> 8 * byte & 0xFF);
  for (std::size_t at = 0; at < rest_.size(); at += block_bytes)
    add_block(state_, rest_.data() + at);
  static constexpr char hex[] = "0123456789abcdef";
  std::string out;
  for (const std::uint32_t part : state_) {
    for (unsigned byte = 0; byte < 4; ++byte) {
      out += hex[part >> (8 * byte + 4) & 15];
      out += hex[part >> 8 * byte & 15];
    }
  }
  return out;
}

std::string md5(std::string_view text) {
  Md5 sum;
  sum.add(text);
  return sum.finish();
}

}  // namespace edca::base
