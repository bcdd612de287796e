#include "json/escapes.hpp"

#include "catch.hpp"

#include <string>

using edca::json::Escapes;
using edca::json::replace_surrogates;
using edca::json::scan_escapes;

namespace {

using Offsets = std::vector<std::size_t>;

std::string mended(std::string text) {
  replace_surrogates(text, scan_escapes(text).surrogates);
  return text;
}

}  // namespace

TEST_CASE("escaped NULs are found", "[escapes]") {
  CHECK(scan_escapes(R"("a\u0000b\u0000")").nul == Offsets{2, 9});
  CHECK(scan_escapes(R"("a\\u0000")").nul.empty());
  CHECK(scan_escapes(R"("a\\\u0000")").nul == Offsets{4});
  CHECK(scan_escapes(R"("\u00000")").nul == Offsets{1});
  CHECK(scan_escapes("no escape").nul.empty());
}

TEST_CASE("halves of surrogate pairs become U+FFFD, nothing else changes", "[escapes]") {
  CHECK(mended(R"("\ud83d\ude00")") == R"("\ud83d\ude00")");
  CHECK(mended(R"("\uD800")") == R"("\uFFFD")");
  CHECK(mended(R"("\uDFFFa")") == R"("\uFFFDa")");
  CHECK(mended(R"("\ud83d\ud83d\ude00\ude00")") == R"("\uFFFD\ud83d\ude00\uFFFD")");
  CHECK(mended(R"("\ud83dx\ude00")") == R"("\uFFFDx\uFFFD")");
  CHECK(mended(R"("\ud83d\\ude00")") == R"("\uFFFD\\ude00")");
  CHECK(mended(R"("\\ud800")") == R"("\\ud800")");
  CHECK(mended(R"("\ud7ff\ue000")") == R"("\ud7ff\ue000")");
}

TEST_CASE("texts that end within an escape", "[escapes]") {
  for (const std::string text :
       {"\\", "\\u", "\\u00", "\\u000", "\\ud80", "\\ud800\\", "\\ud800\\udc0", "\\uzzzz"}) {
    const Escapes found = scan_escapes(text);
    CHECK(found.nul.empty());
    CHECK(found.surrogates == (text.starts_with("\\ud800") ? Offsets{0} : Offsets{}));
  }
}
