#include "catch.hpp"
#include "edca/error.hpp"
#include "net/url.hpp"

TEST_CASE("what is sent over the network is encrypted, but to this machine") {
  using edca::net::parse_url;
  CHECK(parse_url("https://datos.example/a/", false).text() == "https://datos.example/a/");
  CHECK(parse_url("http://127.0.0.1:8080/a", false).host == "127.0.0.1:8080");
  CHECK(parse_url("http://[::1]:8080/", false).loopback());
  CHECK(parse_url("http://datos.example", true).path == "/");
  for (const char* refused :
       {"http://datos.example/", "http://127.evil.example/", "http://localhost.example/",
        "ftp://127.0.0.1/", "https:///a", "https://ana:clave@datos.example/",
        "https://datos.example/?token=x", "https://datos.example/#x", "https://datos.example/a b",
        "https://datos.example/\r\nX: y", "https://datos.example/\xc3\xb1", "", "://"}) {
    CAPTURE(refused);
    CHECK_THROWS_AS(parse_url(refused, false), edca::Error);
  }
  CHECK(edca::net::encode_path("año = 1/b+c.json") == "a%C3%B1o%20%3D%201/b%2Bc.json");
  CHECK(edca::net::shown("dav+https://ana:clave@h/x?token=1") == "dav+https://***@h/x");
}
