#include "publish/sigv4.hpp"

#include "base/instant.hpp"
#include "base/sha256.hpp"

#include <algorithm>

namespace edca::publish {
namespace {

/// "20261129T130500Z"
std::string timestamp(std::int64_t seconds) {
  std::string text = base::date_time(seconds);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

}  // namespace

std::vector<std::string> sign(const SigningInput& input) {
  const std::string time = timestamp(input.time);
  const std::string day = time.substr(0, 8);
  auto headers = input.headers;
  headers.emplace_back("x-amz-content-sha256", input.body_sha256);
  headers.emplace_back("x-amz-date", time);
  std::vector<std::string> result;
  result.reserve(headers.size() + 1);
  const auto line = [](const std::string& name, const char* between, const std::string& value) {
    std::string text = name;
    return text.append(between).append(value);
  };
  for (const auto& [name, value] : headers) result.push_back(line(name, ": ", value));
  headers.emplace_back("host", input.host);
  std::sort(headers.begin(), headers.end());
  std::string canonical = input.method + "\n" + input.path + "\n\n";
  std::string names;
  for (const auto& [name, value] : headers) {
    canonical.append(line(name, ":", value)).append("\n");
    names.append(names.empty() ? "" : ";").append(name);
  }
  canonical += "\n" + names + "\n" + input.body_sha256;
  const std::string scope = day + "/" + input.region + "/s3/aws4_request";
  const std::string text =
      "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + base::sha256(canonical);
  std::string key = "AWS4" + input.secret_key;
  for (const std::string& part :
       {day, input.region, std::string("s3"), std::string("aws4_request")}) {
    key = base::hmac_sha256(key, part);
  }
  result.push_back("Authorization: AWS4-HMAC-SHA256 Credential=" + input.access_key + "/" + scope +
                   ",SignedHeaders=" + names +
                   ",Signature=" + base::hexadecimal(base::hmac_sha256(key, text)));
  return result;
}

}  // namespace edca::publish
