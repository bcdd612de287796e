#include "net/public_address.hpp"

#include <arpa/inet.h>

#include <string>

#include "catch.hpp"

namespace {

std::string bytes(const std::string& text) {
  const bool six = text.find(':') != std::string::npos;
  std::string out(six ? 16 : 4, '\0');
  REQUIRE(::inet_pton(six ? AF_INET6 : AF_INET, text.c_str(), out.data()) == 1);
  return out;
}

}  // namespace

TEST_CASE("addresses of this machine and of networks behind a gate are not public") {
  for (const char* apart : {"0.0.0.0",
                            "10.1.2.3",
                            "100.64.0.1",
                            "127.0.0.1",
                            "127.255.0.1",
                            "169.254.169.254",
                            "172.16.0.1",
                            "172.31.255.255",
                            "192.0.0.1",
                            "192.168.1.1",
                            "198.19.0.1",
                            "224.0.0.1",
                            "255.255.255.255",
                            "::",
                            "::1",
                            "fe80::1",
                            "fec0::1",
                            "fc00::1",
                            "fd12:3456::1",
                            "ff02::1",
                            "::ffff:127.0.0.1",
                            "::ffff:10.0.0.1",
                            "::127.0.0.1",
                            "64:ff9b::10.0.0.1",
                            "2002:7f00:1::"}) {
    CAPTURE(apart);
    CHECK_FALSE(edca::net::is_public(bytes(apart)));
  }
  for (const char* open : {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                           "192.167.255.255", "223.255.255.255", "2606:4700::1111",
                           "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"}) {
    CAPTURE(open);
    CHECK(edca::net::is_public(bytes(open)));
  }
  CHECK_FALSE(edca::net::is_public(""));
  CHECK_FALSE(edca::net::is_public("12345"));
}
