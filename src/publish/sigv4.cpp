#include "publish/sigv4.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <ctime>

namespace edca::publish {
namespace {

std::string sha256(std::string_view text) {
  base::Sha256 hash;
  hash.add(text);
  return hash.hex();
}

unsigned digit(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes += static_cast<char>(digit(hex[at]) << 4 | digit(hex[at + 1]));
  }
  return bytes;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += {digits[byte >> 4], digits[byte & 15]};
  }
  return hex;
}

std::string timestamp(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts)};
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  constexpr std::size_t block = 64;
  std::string padded = key.size() > block ? bytes_of(sha256(key)) : std::string(key);
  padded.resize(block, '\0');
  std::string inner;
  std::string outer;
  for (const char c : padded) {
    inner += static_cast<char>(c ^ 0x36);
    outer += static_cast<char>(c ^ 0x5c);
  }
  return bytes_of(sha256(outer + bytes_of(sha256(inner + std::string(text)))));
}

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
  const std::string text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
  std::string key = "AWS4" + input.secret_key;
  for (const std::string& part :
       {day, input.region, std::string("s3"), std::string("aws4_request")}) {
    key = hmac_sha256(key, part);
  }
  result.push_back("Authorization: AWS4-HMAC-SHA256 Credential=" + input.access_key + "/" + scope +
                   ",SignedHeaders=" + names + ",Signature=" + hex_of(hmac_sha256(key, text)));
  return result;
}

}  // namespace edca::publish
