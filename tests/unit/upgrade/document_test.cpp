#include "upgrade/document.hpp"

#include "catch.hpp"

#include <string>

using edca::upgrade::Document;

namespace {

std::string written(const Document& document) {
  std::string out;
  document.write(out);
  return out;
}

}  // namespace

TEST_CASE("a text that is not changed leaves byte for byte") {
  for (const std::string text : {"1", " null\n", "\"\\u00e1\"", "{}", "[ ]",
                                 " { \"a\" : [ 1 , {\"b\":-0} ] ,\r\n\"c\":1E400} \n"}) {
    CHECK(written(Document(text)) == text);
    CHECK_FALSE(Document(text).changed());
  }
}

TEST_CASE("what was not changed stays as it was written") {
  Document document(" { \"a\" : \"x\" ,\n  \"b\":[ 1.50 , 2 ] , \"c\" : {} }\n");
  document.replace(document.find(0, "a"), "true");
  CHECK(written(document) == " { \"a\" : true ,\n  \"b\":[ 1.50 , 2 ] , \"c\" : {} }\n");
  document.rename(document.find(0, "b"), "list");
  document.append(document.find(0, "list"), {}, "3");
  document.append(document.find(0, "c"), "d", "[4]");
  CHECK(written(document) ==
        " { \"a\" : true ,\n  \"list\":[ 1.50 , 2, 3 ] , \"c\" : {\"d\": [4]} }\n");
  document.wrap(document.find(0, "c"), "[", "]");
  CHECK(document.text(document.find(0, "c")) == "[{\"d\": [4]}]");
}

TEST_CASE("members come and go at every place") {
  const std::string text = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}";
  const auto without = [&](const char* key) {
    Document document(text);
    document.remove(document.find(0, key));
    return written(document);
  };
  CHECK(without("a") == "{\n  \"b\": 2,\n  \"c\": 3\n}");
  CHECK(without("b") == "{\n  \"a\": 1,\n  \"c\": 3\n}");
  CHECK(without("c") == "{\n  \"a\": 1,\n  \"b\": 2\n}");
  Document document(text);
  document.insert(0, "first", "0", Document::none);
  document.insert(0, "new", "{}", document.find(0, "b"));
  CHECK(written(document) ==
        "{\n  \"first\": 0,\n  \"a\": 1,\n  \"b\": 2,\n  \"new\": {},\n  \"c\": 3\n}");
  Document one("{ \"a\" : 1 }");
  one.remove(one.find(0, "a"));
  CHECK(written(one) == "{}");
}

TEST_CASE("names are found without their escapes and written with them") {
  Document document(R"({"\u0061":{"\"\u00e9":1},"b":2})");
  const auto inner = document.first(document.find(0, "a"));
  CHECK(document.key(inner) == "\"\u00e9");
  CHECK(document.pointer(inner) == "/a/\"\u00e9");
  document.replace(inner, "3");
  CHECK(written(document) == R"({"\u0061":{"\"\u00e9":3},"b":2})");
  // Half a surrogate pair is no name that could be looked for.
  CHECK(Document(R"({"\ud800":1})").key(1) == "\\ud800");
}

TEST_CASE("what was replaced and wrapped can become what it was") {
  Document document(R"({"a":"x","b":{"c":1}})");
  document.replace(document.find(0, "a"), "5");
  document.wrap(document.find(0, "b"), "[", "]");
  document.restore(document.find(0, "a"));
  document.restore(document.find(0, "b"));
  CHECK(document.is(document.find(0, "a"), Document::Kind::string));
  CHECK_FALSE(document.is_wrapped(document.find(0, "b")));
  CHECK(written(document) == R"({"a":"x","b":{"c":1}})");
}

TEST_CASE("places and pointers are those of the text that was read") {
  Document document(R"({"a/b":[{"~":1},{"~":2}],"a/b\u0041":0})");
  const Document::Id list = document.first(0);
  const Document::Id second = document.next(document.first(list));
  CHECK(document.pointer(document.find(second, "~")) == "/a~1b/1/~0");
  CHECK(document.offset(document.find(second, "~")) == 21);
  document.rename(list, "x");
  CHECK(document.pointer(document.find(second, "~")) == "/a~1b/1/~0");
  CHECK(document.pointer(document.next(list)) == "/a~1bA");
  CHECK(document.pointer(0).empty());
}

TEST_CASE("of duplicate keys the last counts, and half a surrogate pair is no text") {
  const Document document(R"({"a":1,"a":2,"b":"\ud800","c":"\ud83d\ude00"})");
  CHECK(document.text(document.find(0, "a")) == "2");
  CHECK_FALSE(document.string(document.find(0, "b")).has_value());
  CHECK(document.string(document.find(0, "c")) == "\xF0\x9F\x98\x80");
  CHECK(document.find(0, "d") == Document::none);
  CHECK(document.find(document.find(0, "a"), "x") == Document::none);
}

TEST_CASE("depth and breadth cost no stack and no quadratic time") {
  std::string deep = std::string(512, '[') + std::string(512, ']');
  Document nested(deep);
  Document::Id inner = 0;
  while (!nested.empty(inner)) inner = nested.first(inner);
  nested.append(inner, {}, "1");
  CHECK(written(nested) == std::string(512, '[') + "1" + std::string(512, ']'));
  std::string broad = "[0";
  for (int i = 1; i < 200000; ++i) broad += ",0";
  Document list(broad + "]");
  std::size_t size = 0;
  for (Document::Id id = list.first(0); id != Document::none; id = list.next(id)) {
    size += list.pointer(id).size();
    list.replace(id, "\"0\"");
  }
  CHECK(size > 1000000);
  CHECK(written(list).size() == broad.size() + 1 + 400000);
}
