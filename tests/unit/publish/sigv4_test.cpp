#include "publish/sigv4.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "catch.hpp"
#include "publish/client.hpp"
#include "publish/url.hpp"

namespace {

using namespace std::string_literals;

std::string hex(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

}  // namespace

TEST_CASE("HMAC-SHA-256 as RFC 4231 has it") {
  using edca::publish::hmac_sha256;
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex(hmac_sha256(std::string(131, '\xaa'),
                        "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a signature covers host, date and sum, and names the region") {
  edca::publish::SigningInput input;
  input.method = "PUT";
  input.host = "127.0.0.1:9000";
  input.path = "/bucket/a%C3%B1o%3D2025.json";
  input.headers = {{"content-type", "application/json"}};
  input.body_sha256 = std::string(64, 'a');
  input.time = 1750000000;
  input.region = "us-east-1";
  input.access_key = "access:with-colon";
  input.secret_key = "secret";
  const auto headers = edca::publish::sign(input);
  CHECK(std::count(headers.begin(), headers.end(), "x-amz-date: 20250615T150640Z") == 1);
  const std::string& last = headers.back();
  CHECK(
      last.starts_with("Authorization: AWS4-HMAC-SHA256 "
                       "Credential=access:with-colon/20250615/us-east-1/s3/aws4_request,"
                       "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"
                       "Signature="));
  input.body_sha256[0] = 'b';
  CHECK(edca::publish::sign(input).back() != last);
}

TEST_CASE("Base64 as RFC 4648 has it") {
  using edca::base::base64;
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe"s) == "//4=");
}

TEST_CASE("what is sent over the network is encrypted, but to this machine") {
  using edca::publish::parse_url;
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
    CHECK_THROWS_AS(parse_url(refused, false), edca::publish::Failure);
  }
  CHECK(edca::publish::encode_path("año = 1/b+c.json") == "a%C3%B1o%20%3D%201/b%2Bc.json");
  CHECK(edca::publish::shown("dav+https://ana:clave@h/x?token=1") == "dav+https://***@h/x");
}
