#include "check/structure.hpp"

#include "catch.hpp"
#include "judged.hpp"

#include <string>

using edca::test::Errors;
using edca::test::Schema;

TEST_CASE("allOf is descended into", "[structure]") {
  const Schema schema(
      R"({"type": "object", "allOf": [{"required": ["a"]}, {"properties": {"a": {"minimum": 2}}},
      {"allOf": [{"properties": {"a": {"type": "integer"}}}, {"maxProperties": 1}]}]})");
  CHECK(schema.errors(R"({"a": 2})") == Errors{});
  CHECK(schema.errors(R"({"a": 1.5})") == Errors{"/a:minimum", "/a:type"});
  CHECK(schema.errors(R"({"b": 1, "c": 1})") == Errors{":maxProperties", ":required a"});
  CHECK(schema.errors("1") == Errors{":type"});
}

TEST_CASE("allOf: one error in two branches is two errors", "[structure]") {
  const Schema schema(
      R"({"allOf": [{"type": "string"}, {"type": "string"}, {"items": {"type": "null"}}, {"items": {"type": "null"}}]})");
  CHECK(schema.errors("1") == Errors{":type", ":type"});
  CHECK(schema.errors("[1]") == Errors{"/0:type", "/0:type", ":type", ":type"});
}

TEST_CASE("additionalProperties sees only the properties beside it", "[structure]") {
  const Schema schema(
      R"({"properties": {"a": {}}, "allOf": [{"properties": {"b": {}}, "additionalProperties": false}]})");
  CHECK(schema.errors(R"({"b": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 1, "b": 1})") == Errors{":additionalProperties"});
}

TEST_CASE("anyOf: one error at the value", "[structure]") {
  const Schema schema(
      R"({"items": {"anyOf": [{"type": "string", "minLength": 2}, {"minimum": 10, "type": "number"},
      {"type": "object", "required": ["a"], "properties": {"a": {"type": "null"}}}]}})");
  CHECK(schema.errors(R"(["ab", 10, {"a": null}])") == Errors{});
  CHECK(schema.errors(R"(["a", 9, {"a": 1}, {}, null, []])") ==
        Errors{"/0:anyOf", "/1:anyOf", "/2:anyOf", "/3:anyOf", "/4:anyOf", "/5:anyOf"});
}

TEST_CASE("oneOf: none or several", "[structure]") {
  const Schema schema(R"({"properties": {"v": {"oneOf": [{"type": "integer"}, {"minimum": 2}]}}})");
  CHECK(schema.errors(R"({"v": 1})") == Errors{});
  CHECK(schema.errors(R"({"v": 2.5})") == Errors{});
  CHECK(schema.errors(R"({"v": 3})") == Errors{"/v:oneOf"});
  CHECK(schema.errors(R"({"v": 1.5})") == Errors{"/v:oneOf"});
  CHECK(schema.errors(R"({"v": "x"})") == Errors{});
}

TEST_CASE("oneOf over lists of objects", "[structure]") {
  const Schema schema(
      R"({"oneOf": [{"items": {"required": ["url"]}}, {"items": {"required": ["id"]}}]})");
  CHECK(schema.errors(R"([{"url": 1}, {"url": 2}])") == Errors{});
  CHECK(schema.errors(R"([{"id": 1}])") == Errors{});
  CHECK(schema.errors(R"([{"id": 1}, {"url": 1}])") == Errors{":oneOf"});
  CHECK(schema.errors(R"([{"id": 1, "url": 1}])") == Errors{":oneOf"});
  CHECK(schema.errors("[]") == Errors{":oneOf"});
}

TEST_CASE("not", "[structure]") {
  const Schema schema(
      R"({"not": {"type": "string"}, "properties": {"a": {"not": {"not": {"type": "null"}}}}})");
  CHECK(schema.errors("1") == Errors{});
  CHECK(schema.errors(R"("x")") == Errors{":not"});
  CHECK(schema.errors(R"({"a": null})") == Errors{});
  CHECK(schema.errors(R"({"a": 1})") == Errors{"/a:not"});
  const Schema never(R"({"not": {}})");
  CHECK(never.errors("null") == Errors{":not"});
  CHECK(never.errors("{}") == Errors{":not"});
}

TEST_CASE("combinations within combinations", "[structure]") {
  const Schema schema(R"({"oneOf": [
      {"anyOf": [{"type": "string"}, {"allOf": [{"type": "number"}, {"not": {"maximum": 5}}]}]},
      {"properties": {"a": {"oneOf": [{"enum": [1]}, {"enum": [2]}]}}, "type": "object"},
      {"dependencies": {"b": {"required": ["c"]}}, "type": "object", "maxProperties": 2}]})");
  CHECK(schema.errors(R"("x")") == Errors{});
  CHECK(schema.errors("6") == Errors{});
  CHECK(schema.errors("5") == Errors{":oneOf"});
  CHECK(schema.errors(R"({"a": 3})") == Errors{});
  CHECK(schema.errors(R"({"a": 1})") == Errors{":oneOf"});
  CHECK(schema.errors(R"({"a": 1, "b": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 3, "b": 1})") == Errors{":oneOf"});
  CHECK(schema.errors(R"({"a": 1, "b": 1, "c": 1, "d": 1})") == Errors{});
}

TEST_CASE("several combinations in one schema", "[structure]") {
  const Schema schema(
      R"({"anyOf": [{"minimum": 10}], "oneOf": [{"type": "integer"}, {"type": "null"}],
      "not": {"multipleOf": 3}, "maximum": 8})");
  CHECK(schema.errors("9") == Errors{":anyOf", ":maximum", ":not"});
  CHECK(schema.errors("10") == Errors{":maximum"});
  CHECK(schema.errors("7.5") == Errors{":anyOf", ":oneOf"});
}

TEST_CASE("branches do not leak into values that follow", "[structure]") {
  const Schema schema(
      R"({"items": {"oneOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}})");
  CHECK(schema.errors(R"([[1], ["x"], null, [[]], [2], 3])") ==
        Errors{"/1:oneOf", "/3:oneOf", "/5:oneOf"});
}

TEST_CASE("references: recursion, siblings ignored", "[structure]") {
  const Schema schema(R"({"definitions": {"tree": {"type": "object", "required": ["id"],
      "properties": {"id": {"type": "string"}, "kids": {"items": {"$ref": "#/definitions/tree"}}}}},
      "properties": {"tree": {"$ref": "#/definitions/tree", "type": "string", "maxProperties": 0}, "self": {"$ref": "#"}}})");
  CHECK(schema.errors(R"({"tree": {"id": "a", "kids": [{"id": "b", "kids": []}]}})") == Errors{});
  CHECK(schema.errors(R"({"tree": {"id": "a", "kids": [{"id": 1, "kids": [{}]}, 0]}})") ==
        Errors{"/tree/kids/0/id:type", "/tree/kids/0/kids/0:required id", "/tree/kids/1:type"});
  CHECK(schema.errors(R"({"self": {"self": {"tree": 1}}})") == Errors{"/self/self/tree:type"});
  CHECK(schema.errors(R"({"tree": "x"})") == Errors{"/tree:type"});
}
