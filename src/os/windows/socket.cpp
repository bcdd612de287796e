#include "os/socket.hpp"

#include <cstring>
#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

/// A copy: what is given need not lie where such a thing may lie.
template <class Address>
Address copy_of(const void* address) {
  Address copy = {};
  std::memcpy(&copy, address, sizeof copy);
  return copy;
}

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  std::string text(sizeof bytes, '\0');
  std::memcpy(text.data(), &bytes, sizeof bytes);
  return text;
}

}  // namespace

std::string address_bytes(const void* address) {
  const auto family = copy_of<sockaddr>(address).sa_family;
  if (family == AF_INET) return text_of(copy_of<sockaddr_in>(address).sin_addr);
  if (family == AF_INET6) return text_of(copy_of<sockaddr_in6>(address).sin6_addr);
  return {};
}

std::intptr_t open_socket(int family, int kind, int protocol) noexcept {
  const SOCKET made = ::WSASocketW(family, kind, protocol, nullptr, 0,
                                   WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
  return made == INVALID_SOCKET ? -1 : static_cast<std::intptr_t>(made);
}

}  // namespace edca::os
