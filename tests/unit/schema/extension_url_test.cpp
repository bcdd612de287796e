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

TEST_CASE("extension URL: archives", "[extension_url]") {
  for (const std::string_view url :
       {"https://github.com/O/R/archive/v1.1.zip"sv, "https://github.com/o/r/archive/v1.1.tar.gz"sv,
        "https://www.github.com/o/r/archive/v1.1.zip?x=1"sv,
        "https://github.com/o/r/zipball/v1.1"sv, "https://github.com/o/r/tarball/v1.1/"sv,
        "https://api.github.com/repos/o/r/zipball/v1.1"sv,
        "https://codeload.github.com/o/r/zip/v1.1"sv,
        "https://codeload.github.com/o/r/legacy.tar.gz/v1.1"sv}) {
    CAPTURE(url);
    CHECK(shown(url) == "o r v1.1");
  }
  CHECK(shown("https://github.com/o/r/archive/refs/heads/master.zip") == "o r refs/heads/master");
  CHECK(shown("https://github.com/o/r/archive/refs/tags/v1.1.zip") == "o r refs/tags/v1.1");
  CHECK(shown("https://codeload.github.com/o/r/zip/refs/heads/main") == "o r refs/heads/main");
}

TEST_CASE("extension URL: other hosts never stand for GitHub's", "[extension_url]") {
  for (const std::string_view url :
       {"https://gitlab.com/O/R/-/raw/main/extension.json"sv, "https://gitlab.com/o/r/raw/main/"sv,
        "https://gitlab.com/o/r/-/blob/main/extension.json"sv,
        "https://gitlab.com/o/r/-/tree/main"sv,
        "https://gitlab.com/o/r/-/archive/main/r-main.zip"sv}) {
    CAPTURE(url);
    CHECK(shown(url) == "o r main");
    CHECK(parse_extension_url(url).host == "gitlab.com");
  }
  for (const std::string_view url :
       {"https://bitbucket.org/O/R/raw/main/extension.json"sv,
        "https://bitbucket.org/o/r/src/main/"sv, "https://bitbucket.org/o/r/get/main.zip"sv}) {
    CAPTURE(url);
    CHECK(shown(url) == "o r main");
    CHECK(parse_extension_url(url).host == "bitbucket.org");
  }
  CHECK(shown("https://gitlab.com/o/r.git") == "o r ");
  CHECK(shown("https://bitbucket.org/o/r") == "o r ");
  CHECK_FALSE(parse_extension_url("https://gitlab.com/o/r").on_github());
  CHECK(parse_extension_url("https://github.com/o/r").on_github());
}

TEST_CASE("extension URL: pages of the registry and of the standard", "[extension_url]") {
  CHECK(shown("https://extensions.open-contracting.org/en/extensions/bids/v1.1.5/") ==
        "extensions bids v1.1.5");
  CHECK(shown("http://Extensions.Open-Contracting.org/es/extensions/Bids/master/schema/#x") ==
        "extensions bids master");
  CHECK(shown("https://extensions.open-contracting.org/en/extensions/bids") == "extensions bids ");
  for (const std::string_view url :
       {"https://standard.open-contracting.org/latest/en/extensions/bids/"sv,
        "https://standard.open-contracting.org/1.1/es/extensions/bids"sv,
        "http://standard.open-contracting.org/profiles/ppp/latest/en/extensions/bids/#bid"sv}) {
    CAPTURE(url);
    CHECK(shown(url) == "extensions bids ");
  }
}

TEST_CASE("extension URL: one text for all addresses of a place", "[extension_url]") {
  using edca::schema::place_of_extension;
  for (const std::string_view url :
       {"https://raw.githubusercontent.com/O/R/v1/extension.json"sv, "http://github.com/o/r"sv,
        "https://github.com/o/r/archive/master.zip"sv}) {
    CAPTURE(url);
    CHECK(place_of_extension(url) == "github.com/o/r");
  }
  for (const std::string_view url :
       {"https://A.example/X/extension.json"sv, "http://a.example/X"sv,
        "https://a.example/X/?v=2"sv, " https://a.example/X/release-package-schema.json"sv}) {
    CAPTURE(url);
    CHECK(place_of_extension(url) == "a.example/X/");
  }
  CHECK(place_of_extension("https://gitlab.com/o/r") !=
        place_of_extension("https://github.com/o/r"));
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
           "https://github.com/o/r/archive/"sv,
           "https://github.com/o/r/archive/master"sv,
           "https://github.com/o/r/archive/.zip"sv,
           "https://gist.github.com/o/r"sv,
           "https://codeload.github.com/o/r/x/master"sv,
           "https://api.github.com/o/r/zipball/master"sv,
           "https://gitlab.com/o/r/issues"sv,
           "https://gitlab.com/o/group/r/-/raw/master/extension.json"sv,
           "https://bitbucket.org/o/r/get/master"sv,
           "https://bitbucket.org/o/r/issues/1"sv,
           "https://extensions.open-contracting.org/"sv,
           "https://extensions.open-contracting.org/en/extensions/"sv,
           "https://extensions.open-contracting.org.evil.example/en/extensions/lots/"sv,
           "https://standard.open-contracting.org/latest/en/schema/release/"sv,
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
        "https://raw.githubusercontent.com/owner/repo/HEAD/");
  CHECK(extension_files_url("https://GitHub.com/Owner/Repo/archive/refs/heads/main.zip") ==
        "https://raw.githubusercontent.com/owner/repo/refs/heads/main/");
  CHECK(extension_files_url("https://rawgit.com/Owner/Repo/v1/extension.json") ==
        "https://raw.githubusercontent.com/owner/repo/v1/");
  CHECK(extension_files_url("https://gitlab.com/owner/repo") ==
        "https://gitlab.com/owner/repo/-/raw/HEAD/");
  CHECK(extension_files_url("https://bitbucket.org/owner/repo/get/v1.zip") ==
        "https://bitbucket.org/owner/repo/raw/v1/");
  CHECK(extension_files_url("https://a.example/myextension.json") ==
        "https://a.example/myextension.json/");
  CHECK(extension_files_url("https://github.com/Owner/Repo/tree/v1.1") ==
        "https://raw.githubusercontent.com/owner/repo/v1.1/");
  CHECK(extension_files_url("https://raw.githubusercontent.com/Owner/Repo/v1/extension.json") ==
        "https://raw.githubusercontent.com/Owner/Repo/v1/");
  CHECK(extension_files_url("") == "/");
}
