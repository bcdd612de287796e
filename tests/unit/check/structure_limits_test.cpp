#include "check/structure.hpp"

#include "catch.hpp"
#include "judged.hpp"

#include <string>

using edca::test::Errors;
using edca::test::Schema;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t at = 0; at < count; ++at) all += text;
  return all;
}

}  // namespace

TEST_CASE("of equal keys the last value counts", "[structure]") {
  const Schema schema(
      R"({"properties": {"a": {"type": "string"}, "b": {"required": ["c"]}}, "additionalProperties": {"type": "null"}})");
  CHECK(schema.errors(R"({"a": 1, "a": "x"})") == Errors{});
  CHECK(schema.errors(R"({"a": "x", "a": 1})") == Errors{"/a:type"});
  CHECK(schema.errors(R"({"b": {"c": 1}, "a": "", "b": {}})") == Errors{"/b:required c"});
  CHECK(schema.errors(R"({"b": {"x": 1, "x": 2}, "b": {"c": 1}})") == Errors{});
  CHECK(schema.errors(R"({"z": 1, "\u007a": null})") == Errors{});
  CHECK(schema.errors(R"({"z": null, "y": null, "z": 1})") == Errors{"/z:type"});
  CHECK(schema.errors(R"({"a": 1, "a": 2, "a": 3})") == Errors{"/a:type"});
}

TEST_CASE("pointers escape, and stand for the right place", "[structure]") {
  const Schema schema(
      R"({"additionalProperties": {"items": {"additionalProperties": {"type": "null"}}}})");
  CHECK(schema.errors(R"({"a/b": [{"~": null}, {"": 1, "m~n/o": 2}], "": [0, {"x": []}]})") ==
        Errors{"//1/x:type", "/a~1b/1/:type", "/a~1b/1/m~0n~1o:type"});
}

TEST_CASE("numbers beyond double are judged as they stand", "[structure]") {
  const Schema schema(R"({"items": {"type": "integer", "maximum": 10}})");
  const std::string large(400, '9');
  CHECK(schema.errors("[" + large + ", 1e400, 3, -1e999999999999999999999]") ==
        Errors{"/0:maximum", "/1:maximum", "/1:type", "/3:type"});
}

TEST_CASE("depth is bounded", "[structure]") {
  const Schema schema(
      R"({"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}, "not": {"type": "null"}})");
  CHECK(schema.errors(repeated("[", 512) + repeated("]", 512)) == Errors{});
  CHECK(schema.errors(repeated("[", 513) + repeated("]", 513)) == Errors{"unreadable"});
  CHECK(schema.errors(repeated("{\"a\":", 100000)) == Errors{"unreadable"});
  const std::string deep = repeated("[{\"a\":", 255) + "[null]" + repeated("}]", 255);
  CHECK(schema.errors(deep) == Errors{repeated("/0/a", 255) + "/0:not"});
}

TEST_CASE("many members, elements and findings take no time", "[structure]") {
  const Schema schema(
      R"({"additionalProperties": false, "allOf": [{"additionalProperties": {"type": "object",
      "additionalProperties": false}}], "uniqueItems": true, "items": {"type": "null"}})");
  std::string object = "{";
  std::string array = "[";
  for (int at = 0; at < 50000; ++at) {
    object += (at == 0 ? "\"" : ",\"") + std::to_string(at) + "\":{\"x\":0}";
    array += (at == 0 ? "{\"id\":1,\"x\":" : ",{\"id\":1,\"x\":") + std::to_string(at) + "}";
  }
  CHECK(schema.errors(object + "}").size() == 10000);
  CHECK(schema.errors(array + "]").size() == 10000);
  CHECK(schema.findings("{" + repeated(R"("k":0,)", 50000) + R"("k":0})").size() == 10002);
  CHECK(schema.findings("[\"" + repeated(R"(\u0000\ud800)", 50000) + "\"]").size() == 20001);
}

TEST_CASE("a branch keeps what it needs, not more than there is", "[structure]") {
  const Schema schema(
      R"({"dependencies": {"a": {"properties": {"list": {"items": {"type": "null"}}}}}})");
  const std::string list = "[" + repeated("0,", 1999) + "0]";
  CHECK(schema.errors(R"({"list": )" + list + R"(, "a": 1})").size() == 2000);
  CHECK(schema.errors(R"({"list": )" + list + "}").empty());
}
