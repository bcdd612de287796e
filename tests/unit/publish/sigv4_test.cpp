#include "publish/sigv4.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "catch.hpp"

namespace {

using namespace std::string_literals;

}  // namespace

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
