#include "check/locate.hpp"

#include "catch.hpp"

using edca::check::offsets_of;

TEST_CASE("values are found by their pointers, in one pass", "[locate]") {
  constexpr std::string_view text =
      R"({"a": [1, {"x/y": true, "m~n": "s"}, null], "": 1e999, "ñ": {"0": []}})";
  const std::vector<std::size_t> offsets =
      offsets_of(text, {"", "/a", "/a/0", "/a/1", "/a/1/x~1y", "/a/1/m~0n", "/a/2", "/", "/ñ/0"});
  const std::vector<std::string_view> starts = {"{\"a", "[1",   "1,",  "{\"x", "true",
                                                "\"s",  "null", "1e9", "[]}"};
  for (std::size_t at = 0; at < starts.size(); ++at) {
    CHECK(text.substr(offsets[at], starts[at].size()) == starts[at]);
  }
}

TEST_CASE("a pointer to nothing gives the start", "[locate]") {
  CHECK(offsets_of("[1]", {"/1", "/0", "/x", "/0/0"}) == std::vector<std::size_t>{0, 1, 0, 0});
  CHECK(offsets_of("7", {}).empty());
}
