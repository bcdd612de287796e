#include "json/value.hpp"

#include <random>
#include <set>
#include <string>

#include "catch.hpp"
#include "edca/error.hpp"

namespace {

using edca::json::Array;
using edca::json::Member;
using edca::json::Number;
using edca::json::Object;
using edca::json::parse;
using edca::json::Value;
using edca::json::write;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// "line:column" of the syntax error, or "none".
std::string place_of_error(std::string_view text) {
  try {
    parse(text, "some name");
  } catch (const edca::Error& error) {
    const std::set<std::string> keys = {"json.depth", "json.encoding", "json.surrogate",
                                        "json.syntax"};
    CHECK(keys.count(error.key()) == 1);
    CHECK(error.kind() == edca::ErrorKind::schema);
    REQUIRE(error.arguments().size() == 4);
    CHECK(error.arguments()[0] == std::pair<std::string, std::string>{"name", "some name"});
    CHECK(error.arguments()[1].first == "line");
    CHECK(error.arguments()[2].first == "column");
    return error.arguments()[1].second + ":" + error.arguments()[2].second;
  }
  return "none";
}

std::string written(std::string_view text) {
  std::string out;
  edca::json::write_string(text, out);
  return out;
}

Value random_value(std::mt19937& random, int depth) {
  static const char* const texts[] = {"", "a", "ñ", "\"\\\n\x01", "😀", "key with space"};
  switch (random() % (depth > 0 ? 7 : 5)) {
    case 0:
      return {};
    case 1:
      return random() % 2 == 0;
    case 2:
      return Number{std::to_string(random()) + ".50"};
    case 3:
      return Value::integer(static_cast<std::int64_t>(random()) - 100000);
    case 4:
      return texts[random() % 6];
    case 5: {
      Array array;
      for (std::size_t i = random() % 4; i > 0; --i)
        array.push_back(random_value(random, depth - 1));
      return array;
    }
    default: {
      Object object;
      for (std::size_t i = random() % 20; i > 0; --i) {
        object.emplace_back("k" + std::to_string(i), random_value(random, depth - 1));
      }
      return object;
    }
  }
}

}  // namespace

TEST_CASE("parse keeps order and number texts") {
  const std::string text =
      R"({"z":1500000.10,"a":[1e2,-0,123456789012345678901234567890],"m":{"b":true,"a":null}})";
  CHECK(write(parse(text, "")) == text);
}

TEST_CASE("parse keeps numbers beyond double") {
  const std::string digits(1000, '7');
  const std::string text = R"({"a":[1e400,-1E+99999999999999999999,)" + digits + "," + digits +
                           "." + digits + ",2." + digits + "e" + digits +
                           R"(,1e-999999999999],"1e999\"1e999":"1e999","b":0.5})";
  CHECK(write(parse(text, "")) == text);
}

TEST_CASE("the last of duplicate keys stays in the place of the first") {
  CHECK(write(parse(R"({"a":1,"b":2,"a":3,"c":4,"a":5})", "")) == R"({"a":5,"b":2,"c":4})");
  std::string many = "{";
  for (int i = 0; i < 5000; ++i)
    many += R"("k)" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
  const Value value = parse(many + R"("k0":"last"})", "");
  REQUIRE(value.as_object().size() == 50);
  CHECK(value.as_object()[0].first == "k0");
  CHECK(value.as_object()[0].second.as_string() == "last");
  CHECK(value.as_object()[49].first == "k49");
  CHECK(value.as_object()[49].second.number_text() == "4999");
}

TEST_CASE("parse unescapes strings") {
  const Value value = parse(R"(["\u00f1\ud83d\ude00\"\\\/\b\f\n\r\t\u0000x"])", "");
  CHECK(value.as_array()[0].as_string() == std::string("ñ😀\"\\/\b\f\n\r\t\0x", 16));
}

TEST_CASE("parse skips a byte order mark") {
  CHECK(parse("\xEF\xBB\xBF[]", "").as_array().empty());
  CHECK(place_of_error("\xEF\xBB\xBF]") == "1:1");
}

TEST_CASE("syntax errors name line and column in code points") {
  CHECK(place_of_error("") == "1:1");
  CHECK(place_of_error("  ") == "1:3");
  CHECK(place_of_error("{\n  \"ñ\": x}") == "2:8");
  CHECK(place_of_error("[1,\n2,\n]") == "3:1");
  CHECK(place_of_error("[1] 2") == "1:5");
  CHECK(place_of_error(std::string_view("[1]\0", 4)) == "1:4");
  CHECK(place_of_error(std::string_view("[1\0]", 4)) == "1:3");
  for (const char* wrong : {"01",
                            "1.",
                            "1e",
                            "-",
                            "+1",
                            ".5",
                            "NaN",
                            "Infinity",
                            "[1,]",
                            "{\"a\"}",
                            "{a:1}",
                            "'a'",
                            "\"a",
                            "[1",
                            "{\"a\":1",
                            "nul",
                            "// x\n1",
                            "\"\t\"",
                            "\"\\x\"",
                            "\"\\ud800\"",
                            "\"\\udc00\"",
                            "{\"\\udc00\":1}",
                            "\"\xFF\"",
                            "\"\xC0\x80\"",
                            "\"\xED\xA0\x80\"",
                            "1e999x",
                            "[1e999,01]",
                            "1e999 1"}) {
    INFO(wrong);
    CHECK(place_of_error(wrong) != "none");
  }
}

TEST_CASE("parse stops at 512 levels") {
  CHECK(place_of_error(repeated("[", 512) + repeated("]", 512)) == "none");
  CHECK(place_of_error(repeated("[", 513) + repeated("]", 513)) != "none");
  CHECK(place_of_error(repeated("{\"a\":", 512) + "1" + repeated("}", 512)) == "none");
  CHECK(place_of_error(repeated("{\"a\":", 513) + "1" + repeated("}", 513)) != "none");
  CHECK(place_of_error(repeated("[", 5000000)) != "none");
}

TEST_CASE("members are found, made and removed") {
  Value value;
  CHECK(value.find("a") == nullptr);
  value["a"] = "text";
  value["b"] = true;
  value["a"] = Number{"1"};
  CHECK(write(value) == R"({"a":1,"b":true})");
  CHECK(value.flag("b"));
  CHECK_FALSE(value.flag("a"));
  CHECK_FALSE(value.flag("c"));
  CHECK(value.text("a", "none") == "none");
  value["c"] = std::string("x");
  CHECK(value.text("c") == "x");
  value.erase("a");
  value.erase("a");
  CHECK(write(value) == R"({"b":true,"c":"x"})");
  CHECK(Value("x").find("x") == nullptr);
}

TEST_CASE("equality ignores the order of members") {
  CHECK(parse(R"({"a":1,"b":[{"x":1,"y":2}]})", "") == parse(R"({"b":[{"y":2,"x":1}],"a":1})", ""));
  CHECK(parse(R"({"a":10})", "") == parse(R"({"a":1.0e1})", ""));
  CHECK_FALSE(parse(R"({"a":1})", "") == parse(R"({"a":1.01})", ""));
  CHECK_FALSE(parse(R"({"a":1})", "") == parse(R"({"b":1})", ""));
  CHECK_FALSE(parse(R"({"a":1})", "") == parse(R"({"a":1,"b":1})", ""));
  CHECK_FALSE(parse("[1,2]", "") == parse("[2,1]", ""));
  CHECK_FALSE(parse("[[]]", "") == parse("[{}]", ""));
  const char* const scalars[] = {"null", "true", "false", "1", "\"1\"", "\"\"", "[]", "{}"};
  for (const char* left : scalars) {
    for (const char* right : scalars) {
      CHECK((parse(left, "") == parse(right, "")) == (left == right));
    }
  }
}

TEST_CASE("write indents one member a line") {
  CHECK(write(parse(R"({"a":[1,{"b":[]}],"c":{}})", ""), 2) ==
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}");
}

TEST_CASE("write_string always gives valid JSON") {
  CHECK(written("plain ñ 😀") == "\"plain ñ 😀\"");
  CHECK(written(std::string("\"\\\b\f\n\r\t\0\x1f\x7f", 10)) ==
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\"");
  CHECK(written("a\xFFz") == "\"a\uFFFDz\"");
  CHECK(written("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");
  CHECK(written("a\xC3") == "\"a\uFFFD\"");
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    CHECK_NOTHROW(parse(written(bytes), ""));
  }
}

TEST_CASE("what is written is read back the same") {
  std::mt19937 random(42);
  for (int i = 0; i < 300; ++i) {
    const Value value = random_value(random, 5);
    CHECK(parse(write(value), "") == value);
    CHECK(parse(write(value, 3), "") == value);
    CHECK(write(parse(write(value), "")) == write(value));
  }
}
