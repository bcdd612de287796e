#include "json/pointer.hpp"

#include <random>

#include "catch.hpp"

namespace {

using edca::json::append_index;
using edca::json::append_token;
using edca::json::parse;
using edca::json::resolve;
using edca::json::Value;

}  // namespace

TEST_CASE("tokens are escaped") {
  std::string pointer;
  append_token(pointer, "releases");
  append_index(pointer, 10);
  append_token(pointer, "a/b~c~1");
  append_token(pointer, "");
  CHECK(pointer == "/releases/10/a~1b~0c~01/");
}

TEST_CASE("the examples of RFC 6901 resolve") {
  const Value root = parse(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})",
      "");
  CHECK(resolve(root, "") == &root);
  CHECK(resolve(root, "/foo") == root.find("foo"));
  CHECK(resolve(root, "/foo/0")->as_string() == "bar");
  const char* const numbered[] = {"/",     "/a~1b", "/c%d", "/e^f", "/g|h",
                                  "/i\\j", "/k\"l", "/ ",   "/m~0n"};
  int expected = 0;
  for (const char* pointer : numbered) {
    const Value* found = resolve(root, pointer);
    REQUIRE(found != nullptr);
    CHECK(found->number_text() == std::to_string(expected++));
  }
}

TEST_CASE("what names nothing resolves to nothing") {
  const Value root = parse(R"({"a":[1,[2]],"m~n":8,"0":{"1":null}})", "");
  for (const char* pointer :
       {"a", "/b", "/a/2", "/a/-", "/a/00", "/a/01", "/a/+1", "/a/ 0", "/a/0x", "/a/", "/a/0/0",
        "/a/18446744073709551616", "/m~n", "/m~2n", "/m~", "/a/-1", "//"}) {
    INFO(pointer);
    CHECK(resolve(root, pointer) == nullptr);
  }
  CHECK(resolve(root, "/a/1/0")->number_text() == "2");
  CHECK(resolve(root, "/0/1")->is_null());
}

TEST_CASE("any key can be named") {
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    std::string key;
    for (std::size_t k = random() % 8; k > 0; --k) key += "~/01a"[random() % 5];
    Value root;
    root[key] = true;
    std::string pointer;
    append_token(pointer, key);
    CHECK(resolve(root, pointer) == root.find(key));
  }
}
