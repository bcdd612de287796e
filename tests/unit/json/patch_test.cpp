#include "json/patch.hpp"

#include "catch.hpp"

namespace {

using edca::json::merge_patch;
using edca::json::parse;
using edca::json::strip_nulls;
using edca::json::Value;

std::string patched(std::string_view target, std::string_view patch) {
  Value value = parse(target, "target");
  merge_patch(value, parse(patch, "patch"));
  return write(value);
}

std::string stripped(std::string_view text) {
  Value value = parse(text, "");
  strip_nulls(value);
  return write(value);
}

}  // namespace

TEST_CASE("merge_patch gives the results of RFC 7396 appendix A") {
  CHECK(patched(R"({"a":"b"})", R"({"a":"c"})") == R"({"a":"c"})");
  CHECK(patched(R"({"a":"b"})", R"({"b":"c"})") == R"({"a":"b","b":"c"})");
  CHECK(patched(R"({"a":"b"})", R"({"a":null})") == "{}");
  CHECK(patched(R"({"a":"b","b":"c"})", R"({"a":null})") == R"({"b":"c"})");
  CHECK(patched(R"({"a":["b"]})", R"({"a":"c"})") == R"({"a":"c"})");
  CHECK(patched(R"({"a":"c"})", R"({"a":["b"]})") == R"({"a":["b"]})");
  CHECK(patched(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})") == R"({"a":{"b":"d"}})");
  CHECK(patched(R"({"a":[{"b":"c"}]})", R"({"a":[1]})") == R"({"a":[1]})");
  CHECK(patched(R"(["a","b"])", R"(["c","d"])") == R"(["c","d"])");
  CHECK(patched(R"({"a":"b"})", R"(["c"])") == R"(["c"])");
  CHECK(patched(R"({"a":"foo"})", "null") == "null");
  CHECK(patched(R"({"a":"foo"})", R"("bar")") == R"("bar")");
  CHECK(patched(R"({"e":null})", R"({"a":1})") == R"({"e":null,"a":1})");
  CHECK(patched("[1,2]", R"({"a":"b","c":null})") == R"({"a":"b"})");
  CHECK(patched("{}", R"({"a":{"bb":{"ccc":null}}})") == R"({"a":{"bb":{}}})");
}

TEST_CASE("merge_patch keeps the order") {
  CHECK(patched(R"({"c":1,"x":{"y":1},"b":2,"a":3})",
                R"({"z":0,"a":{"q":1},"c":null,"x":{"w":2},"d":9})") ==
        R"({"x":{"y":1,"w":2},"b":2,"a":{"q":1},"z":0,"d":9})");
}

TEST_CASE("merge_patch leaves nulls inside arrays") {
  CHECK(patched("{}", R"({"a":[null,{"b":null}]})") == R"({"a":[null,{"b":null}]})");
}

TEST_CASE("merge_patch takes large objects in one go") {
  std::string target = "{";
  std::string patch = "{";
  for (int i = 0; i < 60000; ++i) {
    const std::string key = "\"k" + std::to_string(i) + "\":";
    target += key + (i % 2 == 0 ? "{\"old\":1}," : "0,");
    patch += key + (i % 3 == 0 ? "null," : "{\"new\":2},");
  }
  const std::string end = "\"end\":1}";
  Value value = parse(target + end, "");
  merge_patch(value, parse(patch + end, ""));
  CHECK(value.as_object().size() == 40001);
  CHECK(write(*value.find("k1")) == R"({"new":2})");
  CHECK(write(*value.find("k2")) == R"({"old":1,"new":2})");
  CHECK(value.find("k3") == nullptr);
}

TEST_CASE("strip_nulls removes null members at any depth") {
  CHECK(stripped(R"({"a":null,"b":{"c":null,"d":[{"e":null},null,[{"f":null,"g":0}]]}})") ==
        R"({"b":{"d":[{},null,[{"g":0}]]}})");
  CHECK(stripped("null") == "null");
  CHECK(stripped("[null]") == "[null]");
}
