#include "json/tree.hpp"

#include "catch.hpp"
#include "json/writer.hpp"
#include "unit/merge/merging.hpp"

#include <string>

using edca::json::ReadError;
using edca::json::Tree;
using edca::json::Writer;
using merging::compiled;
using merging::versioned;

namespace {

/// A text through tree and writer.
std::string rewritten(std::string_view text) {
  Tree tree;
  const Tree::Read read = tree.parse(text);
  if (read.error != ReadError::none) return read.error == ReadError::depth ? "too deep" : "no JSON";
  Writer writer;
  writer.value(tree.at(read.root));
  return std::string(writer.view());
}

}  // namespace

TEST_CASE("merge text: numbers leave as they came", "[merge]") {
  const std::string digits(5000, '7');
  for (const std::string& number :
       {std::string("1500000.10"), std::string("1E400"), std::string("-1e-400"), std::string("-0"),
        std::string("0.30000000000000004"), std::string("1234567890123456789012345678901234567890"),
        std::string("1e0000000000000000001"), "0." + digits, digits, "-" + digits + "E" + digits}) {
    INFO(number.substr(0, 50));
    CHECK(rewritten(number) == number);
    CHECK(rewritten("[" + number + ",\"1e999\"," + number + "]") ==
          "[" + number + ",\"1e999\"," + number + "]");
    CHECK(compiled({"\"x\":1", "\"x\":" + number}) == "\"x\":" + number);
    CHECK(compiled({"\"x\":[{\"id\":1,\"y\":" + number + "}]"}) ==
          "\"x\":[{\"id\":1,\"y\":" + number + "}]");
    CHECK(versioned({"\"x\":" + number}) == "\"x\":[1=" + number + "]");
  }
}

TEST_CASE("merge text: strings come out as UTF-8, escaped where they must be", "[merge]") {
  CHECK(rewritten(R"("a\u00f1\u0041\/\ud83d\ude00")") == "\"a\u00f1A/\U0001F600\"");
  CHECK(rewritten(R"("\"\\\b\f\n\r\t\u0000\u001f")") == R"("\"\\\b\f\n\r\t\u0000\u001f")");
  CHECK(rewritten("\"\U0001F600 \u00f1 \u2028\"") == "\"\U0001F600 \u00f1 \u2028\"");
  CHECK(rewritten(R"({"\u00e1\"":"b","c\\":"\\"})") == "{\"\u00e1\\\"\":\"b\",\"c\\\\\":\"\\\\\"}");
  CHECK(rewritten(R"(["a\\","b","\\c","d"])") == R"(["a\\","b","\\c","d"])");
  CHECK(rewritten("\"\"") == "\"\"");
  const std::string_view del = "\"\x7f\"";
  CHECK(rewritten(del) == del);
  for (std::size_t size = 0; size < 100; ++size) {
    const std::string plain = '"' + std::string(size, 'x') + '"';
    CHECK(rewritten(plain) == plain);
    const std::string mixed = '"' + std::string(size, 'x') + R"(\n")";
    CHECK(rewritten(mixed) == mixed);
  }
}

TEST_CASE("merge text: half a surrogate pair stays an escape", "[merge]") {
  CHECK(rewritten(R"("\uD83D")") == R"("\ud83d")");
  CHECK(rewritten(R"("\udc00a")") == R"("\udc00a")");
  CHECK(rewritten(R"({"\ud83dx":["\ud83d\u0041\ude00",1E400,"\\ud83d"]})") ==
        R"({"\ud83dx":["\ud83dA\ude00",1E400,"\\ud83d"]})");
  CHECK(compiled({R"("x":"\ud83d","y":"\ud83d\ude00")"}) ==
        "\"x\":\"\\ud83d\",\"y\":\"\U0001F600\"");
}

TEST_CASE("merge text: of duplicate keys the last value counts, in the first place", "[merge]") {
  CHECK(rewritten(R"({"a":1,"b":2,"a":3})") == R"({"a":3,"b":2})");
  CHECK(rewritten(R"([{"a":{"x":1},"\u0061":{"y":[1,{"z":1,"z":2}]}},{"a":1}])") ==
        R"([{"a":{"y":[1,{"z":2}]}},{"a":1}])");
  std::string many = "{";
  for (int i = 0; i < 100; ++i) many += "\"k" + std::to_string(i) + "\":1,";
  std::string expected = many;
  expected.replace(expected.find("\"k7\":1"), 6, "\"k7\":2");
  expected.back() = '}';
  CHECK(rewritten(many + "\"k7\":2}") == expected);
  CHECK(compiled({R"("x":[{"id":"1","id":"2","a":1}])", R"("x":[{"id":"2","a":2}])"}) ==
        R"("x":[{"id":"2","a":2}])");
  CHECK(rewritten(R"({"":1,"":2})") == R"({"":2})");
}

TEST_CASE("merge text: depth and broken texts", "[merge]") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(rewritten(nested(512)) == nested(512));
  CHECK(rewritten(nested(513)) == "too deep");
  CHECK(rewritten(std::string(100000, '[')) == "too deep");
  std::string objects;
  for (int i = 0; i < 511; ++i) objects += "{\"a\":";
  objects += "[1]" + std::string(511, '}');
  CHECK(rewritten(objects) == objects);
  for (const char* text :
       {"", " ", "nul", "[1", "\"a", "01", "1.", "{\"a\" 1}", "[1]]", "\"\x01\""}) {
    CHECK(rewritten(text) == "no JSON");
  }
  CHECK(rewritten(" [ 1 , { } , [ ] ] ") == "[1,{},[]]");
}

TEST_CASE("merge text: a tree is used again", "[merge]") {
  Tree tree;
  for (int round = 0; round < 3; ++round) {
    const auto first = tree.parse(R"({"a":[1,2]})");
    CHECK(tree.parse("{\"a\":").error == ReadError::syntax);
    const auto second = tree.parse("[true]");
    Writer writer;
    writer.value(tree.at(first.root));
    writer.value(tree.at(second.root));
    CHECK(writer.view() == R"({"a":[1,2]}[true])");
    tree.clear();
  }
}

TEST_CASE("merge text: keys stand in the order of their first appearance", "[merge]") {
  CHECK(compiled({R"("z":1,"a":{"y":1,"b":2})", R"("n":1,"a":{"c":3,"y":2},"z":2)"}) ==
        R"("z":2,"a":{"y":2,"b":2,"c":3},"n":1)");
  CHECK(compiled({R"("x":[{"id":"2"},{"id":"1"}])", R"("x":[{"id":"3"},{"id":"1","a":1}])"}) ==
        R"("x":[{"id":"2"},{"id":"1","a":1},{"id":"3"}])");
}
