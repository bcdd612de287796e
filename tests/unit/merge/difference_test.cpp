#include "merge/difference.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"
#include "json/writer.hpp"

namespace {

using edca::base::Arena;
using edca::json::Node;
using edca::json::ReadError;
using edca::json::Tree;
using edca::json::Writer;
using namespace edca::merge;  // NOLINT(google-build-using-namespace)

std::string text_of(const Node* value) {
  if (value == nullptr) return "-";
  Writer writer;
  writer.value(*value);
  return std::string(writer.view());
}

// "pointer[<old pointer]: before > after", one a line.
std::string differences_of(std::string_view before, std::string_view after) {
  Tree tree;
  const Tree::Read one = tree.parse(before);
  const Tree::Read other = tree.parse(after);
  REQUIRE(one.error == ReadError::none);
  REQUIRE(other.error == ReadError::none);
  std::string text;
  for (const Difference& each : differences(tree.at(one.root), tree.at(other.root))) {
    text += each.pointer + (each.old_pointer.empty() ? "" : "<" + each.old_pointer) + ": " +
            text_of(each.before) + " > " + text_of(each.after) + "\n";
  }
  return text;
}

std::string nested(std::size_t depth, const std::string& inside) {
  std::string text;
  for (std::size_t at = 0; at < depth; ++at) text += at % 2 == 0 ? "{\"a\":" : "[[],";
  text += inside;
  for (std::size_t at = depth; at-- > 0;) text += at % 2 == 0 ? "}" : "]";
  return text;
}

}  // namespace

TEST_CASE("equal values have no differences, however they are written") {
  CHECK(differences_of("{}", " { } ").empty());
  CHECK(differences_of(R"({"a":1,"b":[1,2]})", R"({"b":[1,2],"a":1})").empty());
  CHECK(
      differences_of(R"({"a":1500000.10,"b":-0,"c":1E400})", R"({"a":1500000.1,"b":0,"c":10e399})")
          .empty());
  CHECK(differences_of(R"(["\u00e9","\ud83d\ude00"])", R"(["é","😀"])").empty());
  CHECK(differences_of("null", "null").empty());
}

TEST_CASE("values differ by kind and exactly") {
  CHECK(differences_of("1", "\"1\"") == ": 1 > \"1\"\n");
  CHECK(differences_of("true", "false") == ": true > false\n");
  CHECK(differences_of("null", "{}") == ": null > {}\n");
  CHECK(differences_of("[]", "{}") == ": [] > {}\n");
  CHECK(differences_of("[12345678901234567890123456789012345678901]",
                       "[12345678901234567890123456789012345678902]") ==
        ": [12345678901234567890123456789012345678901] > "
        "[12345678901234567890123456789012345678902]\n");
  CHECK(differences_of(R"({"a":0.10000000000000001})", R"({"a":0.1})") ==
        "/a: 0.10000000000000001 > 0.1\n");
}

TEST_CASE("members come in the order of the newer object, those that are gone last") {
  CHECK(differences_of(R"({"gone":1,"a/b":{"~":1},"same":[{"id":1}]})",
                       R"({"new":{"x":[]},"a/b":{"~":2},"same":[{"id":1}]})") ==
        "/new: - > {\"x\":[]}\n/a~1b/~0: 1 > 2\n/gone: 1 > -\n");
  CHECK(differences_of(R"({"a":1,"a":2})", R"({"a":2})").empty());
}

TEST_CASE("objects of a list are the same by their id") {
  CHECK(differences_of(R"([{"id":"1","v":1},{"id":"2","v":1}])",
                       R"([{"id":"3"},{"id":"2","v":5},{"id":"1","v":1}])") ==
        "/0: - > {\"id\":\"3\"}\n/1/v: 1 > 5\n");
  CHECK(differences_of(R"([{"id":"1","v":1},{"id":"2","v":1}])", R"([{"id":"2","v":3}])") ==
        "/0/v</1/v: 1 > 3\n/0: {\"id\":\"1\",\"v\":1} > -\n");
  CHECK(differences_of(R"([{"id":1}])", R"([{"id":1.0}])").empty());
  CHECK(differences_of(R"([{"id":1}])", R"([{"id":"1"}])") ==
        "/0: - > {\"id\":\"1\"}\n/0: {\"id\":1} > -\n");
}

TEST_CASE("where ids do not identify, elements are compared by their place") {
  CHECK(differences_of(R"([{"id":"1","v":1},{"id":"1","v":2}])", R"([{"id":"1","v":2}])") ==
        "/0/v: 1 > 2\n/1: {\"id\":\"1\",\"v\":2} > -\n");
  CHECK(differences_of(R"([{"v":1}])", R"([{"v":1},{"v":2}])") == "/1: - > {\"v\":2}\n");
  CHECK(differences_of(R"([{"id":null}])", R"([{"id":[]}])") == "/0/id: null > []\n");
  CHECK(differences_of("[[1],[2]]", "[[1],[3],[4]]") == "/1: [2] > [3]\n/2: - > [4]\n");
}

TEST_CASE("a list of plain values is one value") {
  CHECK(differences_of(R"({"tag":["a","b"]})", R"({"tag":["b"]})") ==
        "/tag: [\"a\",\"b\"] > [\"b\"]\n");
  CHECK(differences_of("[1,2]", "[1.0,2e0]").empty());
}

TEST_CASE("depth and width are no danger to a comparison") {
  const std::string before = nested(500, "1");
  std::string pointer;
  for (std::size_t at = 0; at < 500; ++at) pointer += at % 2 == 0 ? "/a" : "/1";
  CHECK(differences_of(before, nested(500, "2")) == pointer + ": 1 > 2\n");
  std::string wide = "{";
  std::string list = "[";
  for (int at = 0; at < 100000; ++at) {
    wide += "\"k" + std::to_string(at) + "\":" + std::to_string(at) + ",";
    list += "{\"id\":" + std::to_string(at) + "},";
  }
  wide.back() = '}';
  list.back() = ']';
  CHECK(differences_of(wide, "{}").size() > 100000);
  CHECK(differences_of(list, list).empty());
}
