#include "json/compact.hpp"

#include "catch.hpp"

namespace {

std::string compact(std::string_view text) {
  std::string out = "+";
  edca::json::append_compact(text, out);
  return out;
}

}  // namespace

TEST_CASE("only the white space between tokens goes") {
  CHECK(compact("") == "+");
  CHECK(compact(" \r\n\t{ \"a b\" : [ 1.50 ,\n -0e+1 , true ] }\n") ==
        R"(+{"a b":[1.50,-0e+1,true]})");
  CHECK(compact(R"( {"a\" b\\" : "\n c"} )") == R"(+{"a\" b\\":"\n c"})");
  CHECK(compact("\"ñ \u00a0\"") == "+\"ñ \u00a0\"");
}

TEST_CASE("broken texts end where they end") {
  CHECK(compact(R"("a b)") == R"(+"a b)");
  CHECK(compact(R"("a \)") == R"(+"a \)");
  CHECK(compact(R"( " )") == R"(+" )");
}
