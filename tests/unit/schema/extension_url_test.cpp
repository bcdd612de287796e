#include "schema/extension_url.hpp"

#include "catch.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;
using edca::schema::ExtensionUrl;
using edca::schema::parse_extension_url;

namespace {

std::string shown(std::string_view url) {
  const ExtensionUrl parsed = parse_extension_url(url);
  if (!parsed.valid()) {
    CHECK(parsed.owner.empty());
    CHECK(parsed.repository.empty());
    CHECK(parsed.reference.empty());
    return "invalid";
  }
  return parsed.owner + " " + parsed.repository + " " + parsed.reference;
}

}  // namespace

TEST_CASE("extension URL: raw files", "[extension_url]") {
  const std::string wanted = "contratacionesabiertas ocds_taxes_extension master";
  for (const auto url : {
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/"
           "extension.json",
           "http://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/"
           "extension.json",
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/"
           "release-schema.json",
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/",
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master",
           "HTTPS://RAW.GitHubUserContent.com/ContratacionesAbiertas/OCDS_taxes_extension/master/"
           "extension.json",
           " \t\r\nhttps://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/"
           "master/extension.json \n",
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/"
           "extension.json?raw=true#x",
           "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master?a/"
           "b",
       }) {
    CAPTURE(url);
    CHECK(shown(url) == wanted);
  }
  CHECK(shown("https://raw.githubusercontent.com/o/r/refs/heads/main/extension.json") ==
        "o r refs/heads/main");
  CHECK(shown("https://raw.githubusercontent.com/o/r/refs/tags/v1.1.1") == "o r refs/tags/v1.1.1");
  CHECK(shown("https://raw.githubusercontent.com/o/r/refs/x/extension.json") == "o r refs");
  CHECK(shown("https://raw.githubusercontent.com/O/R/V1.1.1/extension.json") == "o r V1.1.1");
  CHECK(shown("https://raw.githubusercontent.com/INAImexico/ocds_x_extension/"
              "0123456789abcdef0123456789abcdef01234567/extension.json") ==
        "inaimexico ocds_x_extension 0123456789abcdef0123456789abcdef01234567");
}

TEST_CASE("extension URL: pages and repositories", "[extension_url]") {
  CHECK(shown("https://github.com/open-contracting/ocds_location_extension") ==
        "open-contracting ocds_location_extension ");
  CHECK(shown("https://github.com/open-contracting/ocds_location_extension/") ==
        "open-contracting ocds_location_extension ");
  CHECK(shown("https://github.com/o/r.git") == "o r ");
  CHECK(shown("https://github.com/o/r.x") == "o r.x ");
  CHECK(shown("https://github.com/o/r#readme") == "o r ");
  CHECK(shown("https://github.com/o/r/extension.json") == "o r ");
  for (const auto view : {"raw", "blob", "tree"}) {
    const std::string url = std::string("https://github.com/o/r/") + view;
    CHECK(shown(url + "/v1.1.1/extension.json") == "o r v1.1.1");
    CHECK(shown(url + "/v1.1.1/") == "o r v1.1.1");
    CHECK(shown(url + "/refs/heads/main/extension.json") == "o r refs/heads/main");
    CHECK(shown(url) == "invalid");
    CHECK(shown(url + "/") == "invalid");
  }
}

TEST_CASE("extension URL: mirrors", "[extension_url]") {
  CHECK(shown("https://rawgit.com/o/r/v1/extension.json") == "o r v1");
  CHECK(shown("https://cdn.rawgit.com/o/r/v1/extension.json") == "o r v1");
  CHECK(shown("https://cdn.jsdelivr.net/gh/O/R@v1.1.1/extension.json") == "o r v1.1.1");
  CHECK(shown("https://cdn.jsdelivr.net/gh/o/r@v1.1.1") == "o r v1.1.1");
  CHECK(shown("https://cdn.jsdelivr.net/gh/o/r/extension.json") == "o r ");
  CHECK(shown("https://cdn.jsdelivr.net/gh/o/r@/extension.json") == "invalid");
  CHECK(shown("https://cdn.jsdelivr.net/npm/o/r@1/extension.json") == "invalid");
}

TEST_CASE("extension URL: what only looks alike is invalid", "[extension_url][hostile]") {
  for (const std::string_view url : {
           ""sv,
           " "sv,
           "https://"sv,
           "https:///o/r/master"sv,
           "ftp://raw.githubusercontent.com/o/r/m/"sv,
           "raw.githubusercontent.com/o/r/master/extension.json"sv,
           "//raw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com.evil.example/o/r/master/extension.json"sv,
           "https://evil.example/raw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com@evil.example/o/r/master/extension.json"sv,
           "https://user@raw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com:443/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com./o/r/master/extension.json"sv,
           "https://xraw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://evil.example\\raw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com\\@evil.example/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com?@evil.example/o/r/master/extension.json"sv,
           "https://evil.example#raw.githubusercontent.com/o/r/master/extension.json"sv,
           "https://raw.githubusercontent.com/o"sv,
           "https://raw.githubusercontent.com/o/r"sv,
           "https://raw.githubusercontent.com/o/r/"sv,
           "https://raw.githubusercontent.com//r/master/"sv,
           "https://raw.githubusercontent.com/o//master/"sv,
           "https://raw.githubusercontent.com/o/r//x"sv,
           "https://raw.githubusercontent.com/o/r/extension.json"sv,
           "https://raw.githubusercontent.com/o/r/refs/heads/"sv,
           "https://raw.githubusercontent.com/o/r/refs/heads/extension.json"sv,
           "https://raw.githubusercontent.com/o/extension.json/master"sv,
           "https://raw.githubusercontent.com/o/r/../../evil/r/master/extension.json"sv,
           "https://raw.githubusercontent.com/o/r/master/../extension.json"sv,
           "https://raw.githubusercontent.com/o/r/master/%2e%2E/extension.json"sv,
           "https://raw.githubusercontent.com/o/r/./extension.json"sv,
           "https://raw.githubusercontent.com/o/r/mas ter/extension.json"sv,
           "https://raw.githubusercontent.com/o/r/master\\..\\x"sv,
           "https://raw.githubusercontent.com/o%2Fr/r/master/extension.json"sv,
           "https://raw.githubusercontent.com/\xc3\xb3/r/master/extension.json"sv,
           "https://raw.githubusercontent.com/o/r\0/master/extension.json"sv,
           "https://raw.githubusercontent.com/o/r/master/extension.json\0"sv,
           "https://github.com"sv,
           "https://github.com/"sv,
           "https://github.com/o"sv,
           "https://github.com/o/.git"sv,
           "https://github.com/o/r/issues"sv,
           "https://github.com/o/r//x"sv,
           "https://github.com/o/r/raw/extension.json"sv,
           "https://github.com/o/r/archive/master.zip"sv,
           "https://gist.github.com/o/r"sv,
           "https://gitlab.com/o/r/raw/master/extension.json"sv,
       }) {
    CAPTURE(url);
    CHECK(shown(url) == "invalid");
  }
}

TEST_CASE("extension URL: long and random bytes", "[extension_url][hostile]") {
  const std::string base = "https://raw.githubusercontent.com/o/r/master/";
  for (const std::string_view piece :
       {"/"sv, "a"sv, "a/"sv, "../"sv, "%2e"sv, "@"sv, " "sv, "\0"sv, "\xff"sv}) {
    for (const std::string& begin : {std::string(), std::string("https://"), base}) {
      std::string url = begin;
      while (url.size() < 2'000'000) url += piece;
      (void)parse_extension_url(url);
    }
  }
  std::mt19937 random(7);
  for (int round = 0; round < 100'000; ++round) {
    std::string url = base + "extension.json";
    for (int change = 0; change < 3; ++change)
      url[random() % url.size()] = static_cast<char>(random() % 256);
    url.resize(random() % (url.size() + 1));
    const std::vector<char> exact(url.begin(), url.end());
    const ExtensionUrl parsed = parse_extension_url({exact.data(), exact.size()});
    if (parsed.valid() && parsed.owner.find_first_of("/@: \\") != std::string::npos)
      FAIL_CHECK(url);
  }
}

TEST_CASE("Every address of an extension leads to the folder of its files") {
  using edca::schema::extension_files_url;
  const std::string folder = "https://a.example/x/";
  for (const char* url :
       {"https://a.example/x", "https://a.example/x/", "https://a.example/x/extension.json",
        "https://a.example/x/extension.json?v=1", "https://a.example/x/release-schema.json#top"}) {
    INFO(url);
    CHECK(extension_files_url(url) == folder);
  }
  CHECK(extension_files_url("https://github.com/Owner/Repo") ==
        "https://raw.githubusercontent.com/owner/repo/master/");
  CHECK(extension_files_url("https://github.com/Owner/Repo/tree/v1.1") ==
        "https://raw.githubusercontent.com/owner/repo/v1.1/");
  CHECK(extension_files_url("https://raw.githubusercontent.com/Owner/Repo/v1/extension.json") ==
        "https://raw.githubusercontent.com/Owner/Repo/v1/");
  CHECK(extension_files_url("") == "/");
}
