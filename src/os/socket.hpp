#pragma once

#include <cstdint>
#include <string>

namespace edca::os {

/// The bytes of the address of IP in a socket address of the system (`sockaddr`): 4 or 16, in the
/// order of the network; none of other kinds.
std::string address_bytes(const void* address);
/// A socket of the system, as socket(2) makes it; -1 where it cannot.
std::intptr_t open_socket(int family, int kind, int protocol) noexcept;

}  // namespace edca::os
