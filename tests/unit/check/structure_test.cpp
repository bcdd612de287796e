#include "check/structure.hpp"

#include "catch.hpp"
#include "judged.hpp"

#include <string>

using edca::test::Errors;
using edca::test::Schema;

TEST_CASE("type: an integer has neither fraction nor exponent", "[structure]") {
  const Schema schema(R"({"type": "integer"})");
  CHECK(schema.errors("1") == Errors{});
  CHECK(schema.errors("-0") == Errors{});
  CHECK(schema.errors("123456789012345678901234567890") == Errors{});
  CHECK(schema.errors("1.0") == Errors{":type"});
  CHECK(schema.errors("1e3") == Errors{":type"});
  CHECK(schema.errors("1E400") == Errors{":type"});
  CHECK(schema.errors("true") == Errors{":type"});
  CHECK(schema.errors(R"("1")") == Errors{":type"});
  CHECK(schema.errors("null") == Errors{":type"});
  CHECK(schema.errors("[]") == Errors{":type"});
  CHECK(schema.errors("{}") == Errors{":type"});
}

TEST_CASE("type: each of the others", "[structure]") {
  const Schema schema(R"({"properties": {
      "n": {"type": "number"}, "s": {"type": "string"}, "b": {"type": "boolean"}, "z": {"type": "null"},
      "a": {"type": "array"}, "o": {"type": "object"}, "sn": {"type": ["string", "null"]},
      "bi": {"type": ["boolean", "integer"]}}})");
  CHECK(
      schema.errors(R"({"n": 1, "s": "", "b": false, "z": null, "a": [], "o": {}, "sn": null})") ==
      Errors{});
  CHECK(schema.errors(R"({"n": 1.5e-7, "sn": "x", "bi": 3})") == Errors{});
  CHECK(schema.errors(
            R"({"n": "1", "s": 1, "b": 0, "z": false, "a": {}, "o": [], "sn": 0, "bi": 1.0})") ==
        Errors{"/a:type", "/b:type", "/bi:type", "/n:type", "/o:type", "/s:type", "/sn:type",
               "/z:type"});
  CHECK(
      schema.errors(
          R"({"n": null, "s": null, "b": null, "z": "null", "a": null, "o": null, "bi": null})") ==
      Errors{"/a:type", "/b:type", "/bi:type", "/n:type", "/o:type", "/s:type", "/z:type"});
  CHECK(schema.errors("[1]") == Errors{});
}

TEST_CASE("keywords of other types do not look at a value", "[structure]") {
  const Schema schema(
      R"({"minLength": 5, "pattern": "^x", "format": "uri", "minimum": 10, "multipleOf": 7,
      "minItems": 2, "uniqueItems": true, "required": ["a"], "minProperties": 3})");
  CHECK(schema.errors("null") == Errors{});
  CHECK(schema.errors("true") == Errors{});
  CHECK(schema.errors("3") == Errors{":minimum", ":multipleOf"});
  CHECK(schema.errors(R"("y")") == Errors{":format", ":minLength", ":pattern"});
  CHECK(schema.errors("[1]") == Errors{":minItems"});
  CHECK(schema.errors("[1, 1]") == Errors{":uniqueItems"});
  CHECK(schema.errors("{}") == Errors{":minProperties", ":required a"});
}

TEST_CASE("minimum and maximum, exclusive or not", "[structure]") {
  const Schema schema(R"({"properties": {
      "from": {"minimum": 1.5}, "above": {"minimum": 1.5, "exclusiveMinimum": true},
      "to": {"maximum": 100}, "below": {"maximum": 100, "exclusiveMaximum": true},
      "big": {"minimum": 9007199254740993, "exclusiveMinimum": false}}})");
  CHECK(schema.errors(R"({"from": 1.5, "above": 1.500001, "to": 1e2, "below": 99.99})") ==
        Errors{});
  CHECK(schema.errors(R"({"from": 1.49, "above": 1.5, "to": 100.01, "below": 1.0E2})") ==
        Errors{"/above:minimum", "/below:maximum", "/from:minimum", "/to:maximum"});
  CHECK(schema.errors(R"({"from": -1e400, "to": 1e400})") ==
        Errors{"/from:minimum", "/to:maximum"});
  CHECK(schema.errors(R"({"from": 1e-400, "to": -1e400})") == Errors{"/from:minimum"});
  CHECK(schema.errors(R"({"big": 9007199254740993})") == Errors{});
  CHECK(schema.errors(R"({"big": 9007199254740992})") == Errors{"/big:minimum"});
  CHECK(schema.errors(R"({"from": "0", "to": true})") == Errors{});
}

TEST_CASE("minimum zero knows no negative zero", "[structure]") {
  const Schema schema(R"({"minimum": 0, "exclusiveMinimum": true})");
  CHECK(schema.errors("-0") == Errors{":minimum"});
  CHECK(schema.errors("0.0") == Errors{":minimum"});
  CHECK(schema.errors("1e-999") == Errors{});
}

TEST_CASE("an exclusive limit without a limit means nothing", "[structure]") {
  const Schema schema(R"({"exclusiveMinimum": true, "exclusiveMaximum": true})");
  CHECK(schema.errors("0") == Errors{});
}

TEST_CASE("multipleOf is decimal", "[structure]") {
  const Schema schema(R"({"items": {"multipleOf": 0.01}})");
  CHECK(schema.errors("[0, 0.07, 1.1, 1e3, 0.290, 19.99, 4.35]") == Errors{});
  CHECK(schema.errors("[0.001, 1.015, 1e-3, 12345678901234567890.125]") ==
        Errors{"/0:multipleOf", "/1:multipleOf", "/2:multipleOf", "/3:multipleOf"});
  CHECK(schema.errors("[12345678901234567890.12, -0.03]") == Errors{});
}

TEST_CASE("minLength and maxLength count code points", "[structure]") {
  const Schema schema(R"({"minLength": 2, "maxLength": 3})");
  CHECK(schema.errors(R"("")") == Errors{":minLength"});
  CHECK(schema.errors(R"("a")") == Errors{":minLength"});
  CHECK(schema.errors(R"("ñ")") == Errors{":minLength"});
  CHECK(schema.errors(R"("😀")") == Errors{":minLength"});
  CHECK(schema.errors(R"("\ud83d\ude00")") == Errors{":minLength"});
  CHECK(schema.errors(R"("ñó")") == Errors{});
  CHECK(schema.errors(R"("😀😀😀")") == Errors{});
  CHECK(schema.errors(R"("\u0000\u0000")") == Errors{});
  CHECK(schema.errors(R"("áéíó")") == Errors{":maxLength"});
  CHECK(schema.errors(R"("abcd")") == Errors{":maxLength"});
}

TEST_CASE("maxLength zero", "[structure]") {
  const Schema schema(R"({"maxLength": 0})");
  CHECK(schema.errors(R"("")") == Errors{});
  CHECK(schema.errors(R"("a")") == Errors{":maxLength"});
}

TEST_CASE("pattern is looked for anywhere, by code point", "[structure]") {
  const Schema schema(R"({"properties": {
      "any": {"pattern": "b+"}, "one": {"pattern": "^.$"}, "digits": {"pattern": "^\\d{2}$"},
      "unicode": {"pattern": "^\\u00f1$"}}})");
  CHECK(schema.errors(R"({"any": "abc", "one": "ñ", "digits": "42", "unicode": "ñ"})") == Errors{});
  CHECK(schema.errors(R"({"one": "😀"})") == Errors{});
  CHECK(schema.errors(R"({"any": "ac", "one": "ab", "digits": "4", "unicode": "n"})") ==
        Errors{"/any:pattern", "/digits:pattern", "/one:pattern", "/unicode:pattern"});
  CHECK(schema.errors(R"({"digits": "42\n"})") == Errors{"/digits:pattern"});
  CHECK(schema.errors(R"({"digits": "٤٢"})") == Errors{"/digits:pattern"});
}

TEST_CASE("format is asserted", "[structure]") {
  const Schema schema(R"({"properties": {
      "d": {"format": "date-time"}, "u": {"format": "uri"}, "e": {"format": "email"}, "x": {"format": "colour"}}})");
  CHECK(
      schema.errors(R"({"d": "2025-02-28T10:00:00-06:00", "u": "urn:x", "e": "a@b", "x": "?"})") ==
      Errors{});
  CHECK(schema.errors(R"({"d": "2025-02-29T10:00:00Z", "u": "x", "e": "a"})") ==
        Errors{"/d:format", "/e:format", "/u:format"});
  CHECK(schema.errors(R"({"d": "", "u": "", "e": "", "x": ""})") ==
        Errors{"/d:format", "/e:format", "/u:format"});
  CHECK(schema.errors(R"({"d": 1, "u": null, "e": []})") == Errors{});
}

TEST_CASE("required: one error for each absent name", "[structure]") {
  const Schema schema(R"({"required": ["a", "b", ""], "properties": {"a": {"required": ["c"]}}})");
  CHECK(schema.errors(R"({"a": 1, "b": null, "": 0})") == Errors{});
  CHECK(schema.errors("{}") == Errors{":required ", ":required a", ":required b"});
  CHECK(schema.errors(R"({"a": {}, "b": 1})") == Errors{"/a:required c", ":required "});
  CHECK(schema.errors(R"({"\u0061": {"c": 1}, "b": 1, "": 1})") == Errors{});
  CHECK(schema.errors("[]") == Errors{});
}

TEST_CASE("required: names that look alike", "[structure]") {
  const Schema schema(
      R"({"required": ["identificador de la contratación", "identificador-de-la-contratación",
      "a", "a\u0000"]})");
  CHECK(schema.errors(
            R"({"identificador de la contratación": 1, "identificador-de-la-contratación": 1,
      "a": 1, "a\u0000": 1})") == Errors{});
  CHECK(
      schema.errors(
          R"({"identificador de la contratación": 1, "identificador_de_la_contratación": 1, "a": 1})") ==
      Errors{std::string(":required a\0", 12), ":required identificador-de-la-contratación"});
}

TEST_CASE("required: more names than a machine word has bits", "[structure]") {
  std::string names;
  std::string object;
  for (int at = 0; at < 200; ++at) {
    names += (at == 0 ? "\"k" : ", \"k") + std::to_string(at) + "\"";
    if (at % 64 != 63) object += (at == 0 ? "\"k" : ", \"k") + std::to_string(at) + "\": 0";
  }
  const Schema schema("{\"required\": [" + names + "]}");
  CHECK(schema.errors("{" + object + "}") ==
        Errors{":required k127", ":required k191", ":required k63"});
}

TEST_CASE("minProperties and maxProperties", "[structure]") {
  const Schema schema(R"({"minProperties": 1, "maxProperties": 2})");
  CHECK(schema.errors("{}") == Errors{":minProperties"});
  CHECK(schema.errors(R"({"a": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 1, "b": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 1, "b": 1, "c": 1})") == Errors{":maxProperties"});
  CHECK(schema.errors(R"({"a": 1, "b": 1, "a": 1})") == Errors{});
}

TEST_CASE("additionalProperties false: one error an object", "[structure]") {
  const Schema schema(
      R"({"properties": {"a": {}, "o": {"properties": {"x": {}}, "additionalProperties": false}},
      "additionalProperties": false})");
  CHECK(schema.errors(R"({"a": 1, "o": {"x": 1}})") == Errors{});
  CHECK(schema.errors(R"({"b": 1})") == Errors{":additionalProperties"});
  CHECK(schema.errors(R"({"b": 1, "c": 1, "d": 1})") == Errors{":additionalProperties"});
  CHECK(schema.errors(R"({"": 1})") == Errors{":additionalProperties"});
  CHECK(schema.errors(R"({"o": {"y": 1, "z": 1}, "p": {"y": 1}})") ==
        Errors{"/o:additionalProperties", ":additionalProperties"});
  CHECK(schema.errors(R"({"p": {}, "o": {"": {}}})") ==
        Errors{"/o:additionalProperties", ":additionalProperties"});
  CHECK(schema.errors(R"({"A": 1})") == Errors{":additionalProperties"});
}

TEST_CASE("additionalProperties as a schema", "[structure]") {
  const Schema schema(
      R"({"properties": {"a": {"type": "null"}}, "additionalProperties": {"type": "string"}})");
  CHECK(schema.errors(R"({"a": null, "b": "x"})") == Errors{});
  CHECK(schema.errors(R"({"a": "x", "b": null, "c/~d": 1})") ==
        Errors{"/a:type", "/b:type", "/c~1~0d:type"});
  const Schema any(R"({"additionalProperties": true})");
  CHECK(any.errors(R"({"a": "x"})") == Errors{});
}

TEST_CASE("patternProperties with additionalProperties", "[structure]") {
  const Schema schema(R"({"properties": {"no": {"type": "integer"}, "name": {}},
      "patternProperties": {"^n": {"minimum": 5}, "o$": {"maximum": 7}}, "additionalProperties": false})");
  CHECK(schema.errors(R"({"no": 6, "n": 5, "o": 7, "name": 9})") == Errors{});
  CHECK(schema.errors(R"({"no": 4.5})") == Errors{"/no:minimum", "/no:type"});
  CHECK(schema.errors(R"({"no": 8})") == Errors{"/no:maximum"});
  CHECK(schema.errors(R"({"name": 1, "nacho": 9, "tango": 1})") ==
        Errors{"/nacho:maximum", "/name:minimum"});
  CHECK(schema.errors(R"({"x": 1})") == Errors{":additionalProperties"});
  CHECK(schema.errors(R"({"x": 1, "n": 1})") == Errors{"/n:minimum", ":additionalProperties"});
}

TEST_CASE("patternProperties report every failing member", "[structure]") {
  const Schema schema(
      R"({"patternProperties": {"^x-": {"type": "string"}, "^$": {"type": "null"}}})");
  CHECK(schema.errors(R"({"x-a": 1, "x-b": "", "x-c": {}, "X-d": 1, "": ""})") ==
        Errors{"/:type", "/x-a:type", "/x-c:type"});
}

TEST_CASE("dependencies on names", "[structure]") {
  const Schema schema(R"({"dependencies": {"a": ["b", "c"], "b": ["a"], "": ["d"]}})");
  CHECK(schema.errors("{}") == Errors{});
  CHECK(schema.errors(R"({"c": 1, "d": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 1, "b": 1, "c": 1})") == Errors{});
  CHECK(schema.errors(R"({"a": 1})") == Errors{":dependencies", ":dependencies"});
  CHECK(schema.errors(R"({"b": 1})") == Errors{":dependencies"});
  CHECK(schema.errors(R"({"": null})") == Errors{":dependencies"});
  CHECK(schema.errors(R"(["a"])") == Errors{});
}

TEST_CASE("dependencies on schemas are descended into", "[structure]") {
  const Schema schema(R"({"dependencies": {
      "card": {"required": ["address"], "properties": {"address": {"type": "string"}, "list": {"items": {"minimum": 1}}}},
      "both": {"dependencies": {"card": ["third"]}}}})");
  CHECK(schema.errors(R"({"address": 1, "list": [0]})") == Errors{});
  CHECK(schema.errors(R"({"card": 1, "address": "x"})") == Errors{});
  CHECK(schema.errors(R"({"card": 1})") == Errors{":required address"});
  CHECK(schema.errors(R"({"list": [1, 0, -1], "address": 5, "card": null})") ==
        Errors{"/address:type", "/list/1:minimum", "/list/2:minimum"});
  CHECK(schema.errors(R"({"card": 1, "both": 1, "address": ""})") == Errors{":dependencies"});
  CHECK(schema.errors(R"(["card"])") == Errors{});
  CHECK(schema.errors(R"("card")") == Errors{});
}

TEST_CASE("items: one schema for all", "[structure]") {
  const Schema schema(R"({"items": {"type": "integer", "maximum": 3}})");
  CHECK(schema.errors("[]") == Errors{});
  CHECK(schema.errors("[1, 2, 3]") == Errors{});
  CHECK(schema.errors("[4, null, 1.0, 5.5, [1]]") ==
        Errors{"/0:maximum", "/1:type", "/2:type", "/3:maximum", "/3:type", "/4:type"});
  CHECK(schema.errors(R"({"0": "x"})") == Errors{});
}

TEST_CASE("items as a list, and additionalItems", "[structure]") {
  const Schema forbidden(
      R"({"items": [{"type": "string"}, {"type": "null"}], "additionalItems": false})");
  CHECK(forbidden.errors("[]") == Errors{});
  CHECK(forbidden.errors(R"(["a"])") == Errors{});
  CHECK(forbidden.errors(R"(["a", null])") == Errors{});
  CHECK(forbidden.errors(R"([null, "a"])") == Errors{"/0:type", "/1:type"});
  CHECK(forbidden.errors(R"(["a", null, 1, 2])") == Errors{":additionalItems"});
  const Schema schema(R"({"items": [{"type": "string"}], "additionalItems": {"type": "boolean"}})");
  CHECK(schema.errors(R"(["a", true, false])") == Errors{});
  CHECK(schema.errors(R"([true, "a", 0])") == Errors{"/0:type", "/1:type", "/2:type"});
  const Schema allowed(R"({"items": [{"type": "string"}]})");
  CHECK(allowed.errors(R"(["a", 1, {}])") == Errors{});
  const Schema none(R"({"items": [], "additionalItems": false})");
  CHECK(none.errors("[1]") == Errors{":additionalItems"});
}

TEST_CASE("additionalItems without a list of items means nothing", "[structure]") {
  const Schema alone(R"({"additionalItems": false})");
  CHECK(alone.errors("[1, 2]") == Errors{});
  const Schema beside(R"({"items": {}, "additionalItems": false})");
  CHECK(beside.errors("[1, 2]") == Errors{});
}

TEST_CASE("minItems and maxItems", "[structure]") {
  const Schema schema(R"({"minItems": 1, "maxItems": 2.0})");
  CHECK(schema.errors("[]") == Errors{":minItems"});
  CHECK(schema.errors("[[]]") == Errors{});
  CHECK(schema.errors("[1, 2]") == Errors{});
  CHECK(schema.errors("[1, 2, 3]") == Errors{":maxItems"});
}

TEST_CASE("uniqueItems compares by value", "[structure]") {
  const Schema schema(R"({"uniqueItems": true})");
  CHECK(schema.errors("[]") == Errors{});
  CHECK(schema.errors("[1, 2, 1.5]") == Errors{});
  CHECK(schema.errors("[1, true, \"1\", [1], null, 0, false, \"\", [], {}]") == Errors{});
  CHECK(schema.errors("[1, 1.0]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[100, 1e2]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[0, -0.0]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[9007199254740992, 9007199254740993]") == Errors{});
  CHECK(schema.errors("[1e400, 10e399]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[true, true]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[null, 1, null]") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"(["ñ", "\u00f1"])") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"(["a", "a\u0000"])") == Errors{});
  CHECK(schema.errors("[[1, 2], [2, 1]]") == Errors{});
  CHECK(schema.errors("[[1, [true]], [1.0, [true]]]") == Errors{":uniqueItems"});
  CHECK(schema.errors("[[1], [true]]") == Errors{});
  CHECK(schema.errors("[[], []]") == Errors{":uniqueItems"});
}

TEST_CASE("uniqueItems: objects in any order of members", "[structure]") {
  const Schema schema(R"({"uniqueItems": true})");
  CHECK(schema.errors(R"([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}])") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"([{"a": 1}, {"a": "1"}])") == Errors{});
  CHECK(schema.errors(R"([{"a": 1}, {"a": 1, "b": null}])") == Errors{});
  CHECK(schema.errors(R"([{"id": 1, "a": 2}, {"id": 1, "a": 3}])") == Errors{});
  CHECK(schema.errors(R"([{"id": 1, "a": 2}, {"a": 2, "id": 1.0}])") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"([{"id": "1"}, {"id": 1}])") == Errors{});
  CHECK(schema.errors(R"([{"id": {"id": 1}}, {"id": {"id": 1}}])") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"([{"id": 1, "id": 2}, {"id": 2}])") == Errors{":uniqueItems"});
  CHECK(schema.errors(R"([{"id": 1, "id": 2}, {"id": 1}])") == Errors{});
  CHECK(schema.errors("[{}, [], {}]") == Errors{":uniqueItems"});
}

TEST_CASE("uniqueItems false, and in lists within lists", "[structure]") {
  const Schema off(R"({"uniqueItems": false})");
  CHECK(off.errors("[1, 1]") == Errors{});
  const Schema schema(R"({"uniqueItems": true, "items": {"uniqueItems": true}})");
  CHECK(schema.errors("[[1, 2], [2, 1], 3]") == Errors{});
  CHECK(schema.errors("[[1, 1], [2], [1, 1]]") ==
        Errors{"/0:uniqueItems", "/2:uniqueItems", ":uniqueItems"});
}

TEST_CASE("enum of scalars", "[structure]") {
  const Schema schema(R"({"enum": ["a", "", 1, 2.50, null, true]})");
  CHECK(schema.errors(R"("a")") == Errors{});
  CHECK(schema.errors(R"("")") == Errors{});
  CHECK(schema.errors("1.0") == Errors{});
  CHECK(schema.errors("10e-1") == Errors{});
  CHECK(schema.errors("2.5") == Errors{});
  CHECK(schema.errors("null") == Errors{});
  CHECK(schema.errors("true") == Errors{});
  CHECK(schema.errors("false") == Errors{":enum"});
  CHECK(schema.errors("0") == Errors{":enum"});
  CHECK(schema.errors(R"("1")") == Errors{":enum"});
  CHECK(schema.errors(R"("A")") == Errors{":enum"});
  CHECK(schema.errors(R"("a ")") == Errors{":enum"});
  CHECK(schema.errors("[]") == Errors{":enum"});
  CHECK(schema.errors("{}") == Errors{":enum"});
  CHECK(schema.errors(R"(["a"])") == Errors{":enum"});
}

TEST_CASE("enum: one is not true and zero not false", "[structure]") {
  const Schema numbers(R"({"enum": [0, 1]})");
  CHECK(numbers.errors("true") == Errors{":enum"});
  CHECK(numbers.errors("false") == Errors{":enum"});
  CHECK(numbers.errors("-0.0") == Errors{});
  const Schema booleans(R"({"enum": [false, true]})");
  CHECK(booleans.errors("0") == Errors{":enum"});
  CHECK(booleans.errors("1") == Errors{":enum"});
}

TEST_CASE("enum of objects and arrays", "[structure]") {
  const Schema schema(R"({"enum": [{"a": [1, {"b": null}], "c": 2}, [], [1, "x"]]})");
  CHECK(schema.errors(R"({"c": 2.0, "a": [1e0, {"b": null}]})") == Errors{});
  CHECK(schema.errors(R"({"c": 2, "a": [1, {"b": 0}]})") == Errors{":enum"});
  CHECK(schema.errors(R"({"c": 2, "a": [true, {"b": null}]})") == Errors{":enum"});
  CHECK(schema.errors("{}") == Errors{":enum"});
  CHECK(schema.errors("[]") == Errors{});
  CHECK(schema.errors(R"([1.0, "x"])") == Errors{});
  CHECK(schema.errors(R"(["x", 1])") == Errors{":enum"});
  CHECK(schema.errors("0") == Errors{":enum"});
}

TEST_CASE("type and enum are judged on their own", "[structure]") {
  const Schema schema(R"({"type": "string", "enum": ["a"], "minLength": 2})");
  CHECK(schema.errors("3") == Errors{":enum", ":type"});
  CHECK(schema.errors(R"("a")") == Errors{":minLength"});
  CHECK(schema.errors(R"("b")") == Errors{":enum", ":minLength"});
}
