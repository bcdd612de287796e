#include "base/url.hpp"

#include "catch.hpp"

using edca::base::absolute_url;
using edca::base::percent_decoded;

TEST_CASE("references become absolute", "[url]") {
  const std::string base = "https://example.mx/a/b/c.json?q#/d";
  CHECK(absolute_url(base, "http://other.mx/x") == "http://other.mx/x");
  CHECK(absolute_url(base, "urn:x:1") == "urn:x:1");
  CHECK(absolute_url(base, "#") == "https://example.mx/a/b/c.json?q#");
  CHECK(absolute_url(base, "") == "https://example.mx/a/b/c.json?q");
  CHECK(absolute_url(base, "#/definitions/http://x") ==
        "https://example.mx/a/b/c.json?q#/definitions/http://x");
  CHECK(absolute_url(base, "d.json") == "https://example.mx/a/b/d.json");
  CHECK(absolute_url(base, "d/e.json#/f") == "https://example.mx/a/b/d/e.json#/f");
  CHECK(absolute_url(base, "/d.json") == "https://example.mx/d.json");
  CHECK(absolute_url("https://example.mx", "d.json") == "https://example.mx/d.json");
  CHECK(absolute_url("https://example.mx", "/d.json") == "https://example.mx/d.json");
  CHECK(absolute_url("schema.json", "d.json#/f") == "d.json#/f");
  CHECK(absolute_url("", "#/f") == "#/f");
}

TEST_CASE("steps up and on the spot are taken", "[url]") {
  const std::string base = "https://example.mx/a/b/c.json";
  CHECK(absolute_url(base, "../d.json") == "https://example.mx/a/d.json");
  CHECK(absolute_url(base, "../../../../d.json") == "https://example.mx/d.json");
  CHECK(absolute_url(base, "./d.json") == "https://example.mx/a/b/d.json");
  CHECK(absolute_url(base, "x/../d.json#/../e") == "https://example.mx/a/b/d.json#/../e");
  CHECK(absolute_url(base, "..") == "https://example.mx/a/");
  CHECK(absolute_url(base, ".hidden/..d.json") == "https://example.mx/a/b/.hidden/..d.json");
  CHECK(absolute_url("file:///a/b.json", "../c.json") == "file:///c.json");
}

TEST_CASE("percent escapes become bytes, broken ones stay", "[url]") {
  CHECK(percent_decoded("/a%20b%C3%b1") == "/a bñ");
  CHECK(percent_decoded("%2") == "%2");
  CHECK(percent_decoded("%zz%") == "%zz%");
  CHECK(percent_decoded("%2541") == "%41");
}
