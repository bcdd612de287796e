#include "net/public_address.hpp"

#include <cstdint>

namespace edca::net {
namespace {

/// The first `bits` bits of an address.
struct Block {
  std::uint32_t start;
  unsigned bits;
};

constexpr std::uint32_t ip(unsigned a, unsigned b, unsigned c = 0) {
  return a << 24 | b << 16 | c << 8;
}

/// https://www.iana.org/assignments/iana-ipv4-special-registry
constexpr Block kept_apart[] = {{ip(0, 0), 8},       {ip(10, 0), 8},     {ip(100, 64), 10},
                                {ip(127, 0), 8},     {ip(169, 254), 16}, {ip(172, 16), 12},
                                {ip(192, 0, 0), 24}, {ip(192, 168), 16}, {ip(198, 18), 15},
                                {ip(224, 0), 4},     {ip(240, 0), 4}};

std::uint32_t number(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

bool is_public_4(std::string_view address) {
  const std::uint32_t value = number(address);
  for (const Block& block : kept_apart) {
    if ((value ^ block.start) >> (32 - block.bits) == 0) return false;
  }
  return true;
}

/// https://www.iana.org/assignments/iana-ipv6-special-registry
bool is_public_6(std::string_view address) {
  using namespace std::string_view_literals;
  const std::string_view last = address.substr(12);
  // Mapped (::ffff:0:0/96), compatible with IPv4 and ::, ::1 (::/96), NAT64 (64:ff9b::/96), 6to4.
  if (address.starts_with("\0\0\0\0\0\0\0\0\0\0\xff\xff"sv)) return is_public_4(last);
  if (address.starts_with("\0\0\0\0\0\0\0\0\0\0\0\0"sv)) return is_public_4(last);
  if (address.starts_with("\0\x64\xff\x9b\0\0\0\0\0\0\0\0"sv)) return is_public_4(last);
  if (address.starts_with("\x20\x02"sv)) return is_public_4(address.substr(2, 4));
  // All that is given out to the public is in 2000::/3, or has an IPv4 address in it.
  return number(address) >> 29 == 1;
}

}  // namespace

bool is_public(std::string_view address) {
  if (address.size() == 4) return is_public_4(address);
  return address.size() == 16 && is_public_6(address);
}

}  // namespace edca::net
