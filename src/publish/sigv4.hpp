#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::publish {

/// What AWS Signature Version 4 is made of.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
struct SigningInput {
  std::string method;
  std::string host;  ///< with the port, if it is not the usual one
  std::string path;  ///< encoded, as it is sent
  /// Further headers that are signed; names in lower case.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body_sha256;
  std::int64_t time = 0;  ///< seconds since 1970
  std::string region;
  std::string access_key;
  std::string secret_key;
};

/// The headers to be sent: "x-amz-date: …", "Authorization: …" and so on.
std::vector<std::string> sign(const SigningInput& input);

}  // namespace edca::publish
