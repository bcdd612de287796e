#include <random>
#include <string>

#include "catch.hpp"
#include "json/scan.hpp"

namespace {

using edca::json::ValueSkipper;

/// Where a value that begins with a bracket ends, byte by byte. A quote behind a backslash is none,
/// in what is no JSON too.
std::optional<std::size_t> end_of_value(std::string_view text) {
  std::size_t depth = 0;
  bool inside = false;
  bool escaped = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' && !escaped) inside = !inside;
    escaped = c == '\\' && !escaped;
    if (inside) continue;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at + 1;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("the end of a value is found alike with and without wide instructions") {
  std::mt19937 random(3);
  const std::string_view bytes = "{}[]\"\"\\ab,: \xC3\xB1";
  unsigned ended = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "{";
    for (auto left = random() % 300; left > 0; --left) {
      // Brackets are rare where values are to be long.
      const std::size_t from = round % 2 == 0 || random() % 8 == 0 ? 0 : 4;
      text += bytes[from + random() % (bytes.size() - from)];
    }
    const auto end = end_of_value(text);
    ended += end ? 1 : 0;
    INFO(text);
    REQUIRE(ValueSkipper().feed(text) == end);
    REQUIRE(ValueSkipper().feed_plain(text) == end);
    ValueSkipper plain;
    ValueSkipper wide;
    const std::size_t half = text.size() / 2 / ValueSkipper::piece * ValueSkipper::piece;
    const auto head = std::string_view(text).substr(0, half);
    REQUIRE(wide.feed(head) == plain.feed_plain(head));
    REQUIRE(wide.depth() == plain.depth());
    if (!end || *end > half) {
      const auto rest = std::string_view(text).substr(half);
      const auto expected = end ? std::optional(*end - half) : std::nullopt;
      REQUIRE(plain.feed_plain(rest) == expected);
      REQUIRE(wide.feed(rest) == expected);
    }
  }
  CHECK(ended > 1000);
  CHECK(ended < 19'000);
}
