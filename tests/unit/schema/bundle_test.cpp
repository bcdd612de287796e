#include "schema/bundle.hpp"

#include "catch.hpp"

#include <string>

namespace json = edca::json;
using edca::schema::Bundler;
using edca::schema::References;

namespace {

/// The bundle of a schema for texts with certain names, as compact JSON.
std::string bundled(std::string_view text, const std::set<std::string>& names = {}) {
  const json::Value schema = json::parse(text, "schema");
  References references;
  references.add("https://example.mx/a.json", schema);
  Bundler bundler(references, references.resolve("https://example.mx/a.json", ""));
  return json::write(bundler.bundle(names));
}

}  // namespace

TEST_CASE("a bundle refers to nothing outside and knows only what validates", "[bundle]") {
  CHECK(bundled(R"({"id": "https://example.mx/a.json", "title": "x", "items": {"$ref": "#"}})") ==
        R"({"$ref":"#/definitions/0","definitions":{"0":{"items":{"$ref":"#/definitions/0"}}}})");
  CHECK(bundled(R"({"properties": {"id": {"id": "b/", "items": {"$ref": "c.json"}},
                   "x": {"id": "https://example.mx/b/c.json", "type": "null"}}})") ==
        R"({"$ref":"#/definitions/0","definitions":{)"
        R"("0":{"properties":{"id":{"$ref":"#/definitions/1"},"x":{"$ref":"#/definitions/2"}}},)"
        R"("1":{"items":{"$ref":"#/definitions/2"}},"2":{"type":"null"}}})");
}

TEST_CASE("names of keywords are names where they stand among properties", "[bundle]") {
  CHECK(bundled(R"({"properties": {"pattern": {"pattern": "a"}, "$ref": {"format": "uri"}}})") ==
        R"({"$ref":"#/definitions/0","definitions":{"0":{"properties":{)"
        R"("pattern":{"x-edca-pattern":"a"},"$ref":{"x-edca-format":"uri"}}}}})");
}

TEST_CASE("patternProperties are written out for the names there are", "[bundle]") {
  constexpr std::string_view schema =
      R"({"properties": {"ab": {"type": "string"}}, "patternProperties": {"^a": {"minLength": 1}}})";
  CHECK(bundled(schema) ==
        R"({"$ref":"#/definitions/0","definitions":{"0":{"properties":{"ab":{"type":"string"}}},)"
        R"("1":{"minLength":1}}})");
  CHECK(bundled(schema, {"ab", "ac", "b"}) ==
        R"({"$ref":"#/definitions/0","definitions":{"0":{"properties":{)"
        R"("ab":{"allOf":[{"type":"string"},{"$ref":"#/definitions/1"}]},)"
        R"("ac":{"$ref":"#/definitions/1"}}},"1":{"minLength":1}}})");
}
