#include "schema/versioned.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "json/pointer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

using edca::Error;
using edca::json::parse;
using edca::json::Value;
using edca::schema::versioned_release_schema;

/// A release schema with these fields and definitions.
Value built(std::string_view properties, std::string_view definitions = "{}") {
  const std::string text = R"({"type":"object","properties":)" + std::string(properties) +
                           R"(,"definitions":)" + std::string(definitions) + "}";
  return versioned_release_schema(parse(text, "release"));
}

/// The text below a pointer, "absent" where there is nothing.
std::string at(const Value& schema, std::string_view pointer) {
  const Value* value = edca::json::resolve(schema, pointer);
  return value == nullptr ? "absent" : write(*value);
}

/// What a field becomes whose value is as `value` says.
std::string versions(std::string_view value, std::string_view titles = "") {
  return "{" + std::string(titles) + R"("type":"array","items":{"type":"object","properties":{)" +
         R"("releaseDate":{"format":"date-time","type":"string"},"releaseID":{"type":"string"},)" +
         R"("value":)" + std::string(value) +
         R"(,"releaseTag":{"type":"array","items":{"type":"string"}}}}})";
}

std::vector<std::string> names(const Value& schema, std::string_view pointer) {
  std::vector<std::string> all;
  const Value* found = edca::json::resolve(schema, pointer);
  if (found == nullptr || !found->is_object()) return {"absent"};
  for (const auto& [name, value] : found->as_object()) all.push_back(name);
  return all;
}

std::string missing(std::string_view properties, std::string_view definitions = "{}") {
  try {
    built(properties, definitions);
  } catch (const Error& error) {
    CHECK(error.kind() == edca::ErrorKind::schema);
    CHECK(error.key() == "schema.reference");
    REQUIRE(error.arguments().size() == 1);
    CHECK(error.arguments()[0].first == "reference");
    return error.arguments()[0].second;
  }
  return "no error";
}

}  // namespace

TEST_CASE("versioned: a plain field becomes a list of versions that keeps its titles") {
  const Value made = built(R"({"rate":{"title":"Rate","x-title-es":"Tasa","x-replaced-by":"x",
    "description":"Long","type":["number","null"],"minimum":0,"default":1,
    "deprecated":{"deprecatedVersion":"1.1"}}})");
  CHECK(
      at(made, "/properties/rate") ==
      versions(R"({"type":["number","null"],"minimum":0,"deprecated":{"deprecatedVersion":"1.1"}})",
               R"("title":"Rate","x-title-es":"Tasa","x-replaced-by":"x",)"));
}

TEST_CASE("versioned: nullable texts share a definition for each format") {
  const Value made = built(R"({
    "a":{"title":"A","type":["string","null"],"default":"en"},
    "b":{"type":["null","string"]},
    "c":{"format":"uri","type":["string","null"]},
    "d":{"type":["string","null"],"format":"date-time"},
    "e":{"type":["string","null"],"format":"email"},
    "f":{"type":["string","null"],"minLength":1},
    "g":{"type":["string"]},
    "h":{"type":["string","null","integer"]},
    "i":{"type":["string","integer"]}})");
  CHECK(at(made, "/properties/a") == R"({"title":"A","$ref":"#/definitions/StringNullVersioned"})");
  CHECK(at(made, "/properties/b/$ref") == R"("#/definitions/StringNullVersioned")");
  CHECK(at(made, "/properties/c/$ref") == R"("#/definitions/StringNullUriVersioned")");
  CHECK(at(made, "/properties/d/$ref") == R"("#/definitions/StringNullDateTimeVersioned")");
  for (const char* name : {"e", "f", "g", "h", "i"}) {
    CHECK(at(made, "/properties/" + std::string(name) + "/type") == R"("array")");
  }
  CHECK(names(made, "/definitions") == std::vector<std::string>{"StringNullDateTimeVersioned",
                                                                "StringNullUriVersioned",
                                                                "StringNullVersioned"});
  CHECK(at(made, "/definitions/StringNullUriVersioned/items/properties/value/format") ==
        R"("uri")");
  const std::string text = at(made, "/definitions/StringNullVersioned/items/properties/value");
  CHECK((text == R"({"type":["string","null"]})" || text == R"({"type":["null","string"]})"));
}

TEST_CASE("versioned: what merging leaves out is left out, of the required fields too") {
  const Value made = versioned_release_schema(parse(R"({
    "title":"Release","x-title-es":"Entrega","type":"object",
    "required":["id","ocid","tag","old"],
    "properties":{"ocid":{"title":"OCID","type":"string","minLength":1},
      "id":{"type":"string","omitWhenMerged":true},
      "tag":{"type":"array","items":{"type":"string"},"omitWhenMerged":true},
      "old":{"type":"string","mergeStrategy":"ocdsOmit"},
      "viaReference":{"$ref":"#/definitions/Note"},
      "part":{"type":"object","required":["x"],
        "properties":{"x":{"type":"string","omitWhenMerged":true}}}},
    "definitions":{"Note":{"type":"string","omitWhenMerged":true}}})",
                                                    "release"));
  CHECK(write(made) == R"({"type":"object","required":["ocid"],"properties":{)"
                       R"("ocid":{"title":"OCID","type":"string","minLength":1},)"
                       R"("part":{"type":"object","properties":{}}},"definitions":{}})");
}

TEST_CASE("versioned: the id of the schema names the versioned schema beside it") {
  const Value made = versioned_release_schema(parse(
      R"({"$schema":"http://json-schema.org/draft-04/schema#","properties":{},
          "id":"https://example.org/1.1/release-schema.json"})",
      "release"));
  CHECK(made.text("$schema") == "http://json-schema.org/draft-04/schema#");
  CHECK(made.text("id") == "https://example.org/1.1/versioned-release-validation-schema.json");
}

TEST_CASE("versioned: the fields of objects are versioned where they are") {
  const Value made = built(
      R"({"unit":{"title":"Unit","type":"object","description":"no","minProperties":1,
        "properties":{"id":{"type":"string","versionId":true},"count":{"type":"integer"}},
        "patternProperties":{"^count_":{"title":"Count","type":"integer"}}},
        "address":{"title":"Address","$ref":"#/definitions/Address"},
        "free":{"type":["object","null"]}})",
      R"({"Address":{"title":"Where","type":"object","required":["street"],
        "properties":{"street":{"type":"integer"}}},"Unused":{"type":"object"}})");
  CHECK(at(made, "/properties/unit") ==
        R"({"title":"Unit","type":"object","minProperties":1,"properties":{"id":)" +
            versions(R"({"type":"string"})") + R"(,"count":)" + versions(R"({"type":"integer"})") +
            R"(},"patternProperties":{"^count_":{"title":"Count","type":"integer"}}})");
  CHECK(at(made, "/properties/address") == R"({"title":"Address","$ref":"#/definitions/Address"})");
  CHECK(at(made, "/properties/free") == versions(R"({"type":["object","null"]})"));
  CHECK(at(made, "/definitions") == R"({"Address":{"type":"object","required":["street"],)"
                                    R"("properties":{"street":)" +
                                        versions(R"({"type":"integer"})") + "}}}");
}

TEST_CASE("versioned: fields whose names are free are versioned where they are") {
  const Value made = built(
      R"({"measures":{"type":"object","minProperties":1,
        "patternProperties":{"[a-z]":{"type":["number","null"]}}}})");
  CHECK(at(made, "/properties/measures") ==
        R"({"type":"object","minProperties":1,"patternProperties":{"[a-z]":)" +
            versions(R"({"type":["number","null"]})") + "}}");
}

TEST_CASE("versioned: lists merged by id keep their items, and these their id") {
  const Value made = built(
      R"({"awards":{"title":"Awards","type":"array","minItems":1,"uniqueItems":true,
          "items":{"$ref":"#/definitions/Award"}},
        "inline":{"type":["array","null"],"items":{"title":"no","type":"object","properties":{
          "id":{"title":"Id","type":"string"},"n":{"type":"integer"}}}}})",
      R"({"Award":{"type":"object","properties":{"id":{"type":"string","minLength":1},
        "n":{"type":"integer"}}}})");
  const std::string number = versions(R"({"type":"integer"})");
  CHECK(at(made, "/properties/awards") == R"({"title":"Awards","type":"array","minItems":1,)"
                                          R"("uniqueItems":true,)"
                                          R"("items":{"$ref":"#/definitions/Award"}})");
  CHECK(at(made, "/definitions") == R"({"Award":{"type":"object","properties":{)"
                                    R"("id":{"type":"string","minLength":1},"n":)" +
                                        number + "}}}");
  CHECK(at(made, "/properties/inline") ==
        R"({"type":["array","null"],"items":{"type":"object","properties":{)"
        R"("id":{"title":"Id","type":"string"},"n":)" +
            number + "}}}");
}

TEST_CASE("versioned: other lists are versioned as a whole, with plain definitions inside") {
  const Value made = built(
      R"({"flagged":{"title":"Flagged","type":"array","wholeListMerge":true,"uniqueItems":true,
          "items":{"$ref":"#/definitions/Line"}},
        "old":{"type":"array","mergeStrategy":"ocdsVersion","items":{"$ref":"#/definitions/Line"}},
        "texts":{"type":["array","null"],"items":{"type":"string"},"codelist":"a.csv"},
        "mixed":{"type":"array","items":{"type":["object","string"],
          "properties":{"id":{"type":"string"}}}},
        "noId":{"type":"array","items":{"type":"object","properties":{
          "text":{"title":"Text","description":"no","type":"string"}}}},
        "bare":{"type":"array"},
        "pair":{"type":"array","items":[{"$ref":"#/definitions/Line"},{"type":"string"}]}})",
      R"({"Line":{"title":"Line","type":"object","required":["id"],"properties":{
          "id":{"title":"Id","type":"string","omitWhenMerged":true},
          "lines":{"type":"array","items":{"$ref":"#/definitions/Line"}},
          "place":{"title":"Place","$ref":"#/definitions/Place"}}},
        "Place":{"type":"object","properties":{"name":{"type":["string","null"]}}}})");
  CHECK(at(made, "/properties/flagged") == versions(R"({"type":"array","uniqueItems":true,"items":)"
                                                    R"({"$ref":"#/definitions/LineUnversioned"}})",
                                                    R"("title":"Flagged",)"));
  CHECK(at(made, "/properties/old") ==
        versions(R"({"type":"array","items":{"$ref":"#/definitions/LineUnversioned"}})"));
  CHECK(at(made, "/properties/texts") ==
        versions(R"({"type":["array","null"],"items":{"type":"string"},"codelist":"a.csv"})"));
  CHECK(at(made, "/properties/mixed/items/properties/value/items/type") ==
        R"(["object","string"])");
  CHECK(at(made, "/properties/noId") ==
        versions(R"({"type":"array","items":{"type":"object","properties":)"
                 R"({"text":{"title":"Text","type":"string"}}}})"));
  CHECK(at(made, "/properties/bare") == versions(R"({"type":"array"})"));
  CHECK(at(made, "/properties/pair/items/properties/value/items") ==
        R"([{"$ref":"#/definitions/LineUnversioned"},{"type":"string"}])");
  CHECK(
      at(made, "/definitions") ==
      R"({"LineUnversioned":{"type":"object","required":["id"],"properties":{)"
      R"("id":{"title":"Id","type":"string"},)"
      R"("lines":{"type":"array","items":{"$ref":"#/definitions/LineUnversioned"}},)"
      R"("place":{"title":"Place","$ref":"#/definitions/PlaceUnversioned"}}},)"
      R"("PlaceUnversioned":{"type":"object","properties":{"name":{"type":["string","null"]}}}})");
}

TEST_CASE("versioned: the id of an object is versioned unless only lists have such objects") {
  const char* definitions = R"({"Party":{"type":"object","properties":{"id":{"type":"string"}}}})";
  const std::string versioned = versions(R"({"type":"string"})");
  SECTION("single") {
    const Value made = built(R"({"buyer":{"$ref":"#/definitions/Party"}})", definitions);
    CHECK(at(made, "/properties/buyer/$ref") == R"("#/definitions/Party")");
    CHECK(at(made, "/definitions/Party/properties/id") == versioned);
  }
  SECTION("both") {
    const Value made = built(R"({"buyer":{"$ref":"#/definitions/Party"},
      "parties":{"type":"array","items":{"$ref":"#/definitions/Party"}}})",
                             definitions);
    CHECK(at(made, "/properties/buyer/$ref") == R"("#/definitions/PartyVersionedId")");
    CHECK(at(made, "/properties/parties/items/$ref") == R"("#/definitions/Party")");
    CHECK(at(made, "/definitions/Party/properties/id") == R"({"type":"string"})");
    CHECK(at(made, "/definitions/PartyVersionedId/properties/id") == versioned);
  }
  SECTION("a deprecated single one takes the form of the members") {
    const Value made = built(R"({"old":{"$ref":"#/definitions/Party",
        "deprecated":{"deprecatedVersion":"1.1"}},
      "parties":{"type":"array","items":{"$ref":"#/definitions/Party"}}})",
                             definitions);
    CHECK(at(made, "/properties/old/$ref") == R"("#/definitions/Party")");
    CHECK(names(made, "/definitions") == std::vector<std::string>{"Party"});
    CHECK(at(made, "/definitions/Party/properties/id") == R"({"type":"string"})");
  }
  SECTION("a deprecated single one alone") {
    const Value made =
        built(R"({"old":{"$ref":"#/definitions/Party","deprecated":{}}})", definitions);
    CHECK(at(made, "/definitions/Party/properties/id") == versioned);
  }
}

TEST_CASE("versioned: references are followed for their keywords") {
  const Value made = built(
      R"({"link":{"title":"Link","$ref":"#/definitions/Link"},
        "lots":{"$ref":"#/definitions/Lots"},
        "whole":{"$ref":"#/definitions/Lots","wholeListMerge":true},
        "alias":{"$ref":"#/definitions/Alias"},
        "deep":{"$ref":"#/definitions/Lot/properties/name"},
        "tilde":{"$ref":"#/definitions/a~1b~0c"}})",
      R"({"Link":{"type":"string","format":"uri"},
        "Lots":{"type":"array","items":{"$ref":"#/definitions/Alias"}},
        "Alias":{"$ref":"#/definitions/Lot"},
        "Lot":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"integer"}}},
        "a/b~c":{"type":"object","properties":{"n":{"type":"integer"}}}})");
  CHECK(at(made, "/properties/link") ==
        versions(R"({"$ref":"#/definitions/LinkUnversioned"})", R"("title":"Link",)"));
  CHECK(at(made, "/properties/lots") == R"({"$ref":"#/definitions/Lots"})");
  CHECK(at(made, "/definitions/Lots/items/$ref") == R"("#/definitions/Alias")");
  CHECK(at(made, "/definitions/Alias/$ref") == R"("#/definitions/Lot")");
  CHECK(at(made, "/definitions/Lot/properties/id") == R"({"type":"string"})");
  CHECK(at(made, "/properties/whole") == versions(R"({"$ref":"#/definitions/LotsUnversioned"})"));
  CHECK(at(made, "/properties/alias/$ref") == R"("#/definitions/AliasVersionedId")");
  CHECK(at(made, "/definitions/AliasVersionedId/$ref") == R"("#/definitions/LotVersionedId")");
  CHECK(at(made, "/definitions/a~1b~0c/properties/n/type") == R"("array")");
  const std::string deep(
      edca::json::resolve(made, "/properties/deep/items/properties/value")->text("$ref"));
  REQUIRE(deep.starts_with("#"));
  CHECK(at(made, deep.substr(1)) == R"({"type":"integer"})");
}

TEST_CASE("versioned: combinations speak of the versioned object, or of the plain value") {
  const Value made = built(
      R"({"thing":{"type":"object","properties":{"a":{"type":"integer"}},
          "anyOf":[{"required":["a"]},{"properties":{"b":{"type":"integer"}}}],
          "dependencies":{"a":["b"],"b":{"required":["c"]}},
          "additionalProperties":{"$ref":"#/definitions/Value"}},
        "choice":{"oneOf":[{"type":"string"},{"$ref":"#/definitions/Value"}],
          "enum":["$ref",{"$ref":"#/nowhere","title":"kept"}]},
        "$ref":{"type":"integer"}})",
      R"({"Value":{"type":"object","properties":{"amount":{"type":"number"}}}})");
  CHECK(at(made, "/properties/thing/anyOf/0") == R"({"required":["a"]})");
  CHECK(at(made, "/properties/thing/anyOf/1/properties/b") == versions(R"({"type":"integer"})"));
  CHECK(at(made, "/properties/thing/dependencies") == R"({"a":["b"],"b":{"required":["c"]}})");
  CHECK(at(made, "/properties/thing/additionalProperties/$ref") ==
        R"("#/definitions/ValueUnversioned")");
  CHECK(at(made, "/properties/choice") ==
        versions(R"({"oneOf":[{"type":"string"},{"$ref":"#/definitions/ValueUnversioned"}],)"
                 R"("enum":["$ref",{"$ref":"#/nowhere","title":"kept"}]})"));
  CHECK(at(made, "/properties/$ref") == versions(R"({"type":"integer"})"));
}

TEST_CASE("versioned: changes of amendments stay as they are") {
  const Value made = built(
      R"({"amendment":{"$ref":"#/definitions/Amendment"}})",
      R"({"Amendment":{"type":"object","properties":{"changes":{"title":"Changes","type":"array",
        "items":{"type":"object","properties":{"property":{"type":"string"}}}}}}})");
  CHECK(at(made, "/definitions/Amendment/properties/changes") ==
        R"({"title":"Changes","type":"array","items":{"type":"object","properties":)"
        R"({"property":{"type":"string"}}}})");
}

TEST_CASE("versioned: names that are taken are not taken again") {
  const Value made = built(
      R"({"a":{"type":["string","null"]},"b":{"$ref":"#/definitions/StringNullVersioned"},
        "c":{"type":"array","items":{"$ref":"#/definitions/Part"}},
        "d":{"$ref":"#/definitions/PartUnversioned"}})",
      R"({"StringNullVersioned":{"type":"object","properties":{"n":{"type":"integer"}}},
        "Part":{"type":"string"},
        "PartUnversioned":{"type":"object","properties":{"n":{"type":"integer"}}}})");
  CHECK(names(made, "/definitions") ==
        std::vector<std::string>{"PartUnversioned", "PartUnversioned_", "StringNullVersioned",
                                 "StringNullVersioned_"});
  CHECK(at(made, "/definitions/PartUnversioned_") == R"({"type":"string"})");
  CHECK(at(made, "/properties/a/$ref") == R"("#/definitions/StringNullVersioned_")");
  CHECK(at(made, "/properties/b/$ref") == R"("#/definitions/StringNullVersioned")");
}

TEST_CASE("versioned: definitions may refer to themselves") {
  const Value made = built(
      R"({"tree":{"$ref":"#/definitions/Tree"},"whole":{"$ref":"#"},
        "items":{"type":"array","wholeListMerge":true,"items":{"$ref":"#/definitions/Tree"}}})",
      R"({"Tree":{"type":"object","properties":{"id":{"type":"string"},
        "left":{"$ref":"#/definitions/Tree"},
        "children":{"type":"array","items":{"$ref":"#/definitions/Tree"}}}}})");
  CHECK(at(made, "/definitions/Tree/properties/left/$ref") == R"("#/definitions/TreeVersionedId")");
  CHECK(at(made, "/definitions/TreeVersionedId/properties/children/items/$ref") ==
        R"("#/definitions/Tree")");
  CHECK(at(made, "/definitions/TreeUnversioned/properties/left/$ref") ==
        R"("#/definitions/TreeUnversioned")");
}

TEST_CASE("versioned: references that lead nowhere are errors") {
  CHECK(missing(R"({"a":{"$ref":"#/definitions/None"}})") == "#/definitions/None");
  CHECK(missing(R"({"a":{"type":"array","items":{"$ref":"#/definitions/None"}}})") ==
        "#/definitions/None");
  CHECK(missing(R"({"a":{"oneOf":[{"$ref":"#/definitions/None"}]}})") == "#/definitions/None");
  CHECK(missing(R"({"a":{"$ref":"#/definitions/A"}})",
                R"({"A":{"properties":{"b":{"$ref":"#/definitions/B"}}}})") == "#/definitions/B");
  CHECK(missing(R"({"a":{"$ref":"https://example.org/x.json"}})") == "https://example.org/x.json");
  CHECK(missing(R"({"a":{"$ref":""}})").empty());
  CHECK(missing(R"({"a":{"$ref":"#/definitions/A"}})",
                R"({"A":{"$ref":"#/definitions/B"},"B":{"$ref":"#/definitions/A"}})")
            .starts_with("#/definitions/"));
  CHECK(missing(R"({"a":{"type":"string"}})",
                R"({"Unused":{"properties":{"b":{"$ref":"#/definitions/B"}}}})") == "no error");
}

TEST_CASE("versioned: schemas of the wrong shape do no harm") {
  for (const char* text :
       {"null", "[]", "{}", R"({"properties":[],"required":{},"definitions":[]})",
        R"({"properties":{"a":null,"b":[1],"c":{"$ref":1},"d":{"type":1,"items":2,"enum":3}}})",
        R"({"properties":{"a":{"type":"array","items":[]},"b":{"allOf":{},"not":[1]}},
            "required":[1,null],"id":7})",
        R"({"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":[1]}})"}) {
    INFO(text);
    const Value made = versioned_release_schema(parse(text, "release"));
    CHECK(made.is_object());
    CHECK(parse(write(made), "again") == made);
  }
}

TEST_CASE("versioned: depth and size of a schema are no matter") {
  std::string nested = R"({"type":"integer"})";
  for (int i = 0; i < 250; ++i) nested = R"({"properties":{"p":)" + nested + "}}";
  std::string pointer;
  for (int i = 0; i < 250; ++i) pointer += "/properties/p";
  CHECK(at(versioned_release_schema(parse(nested, "nested")), pointer) ==
        versions(R"({"type":"integer"})"));

  const std::string properties = R"({"start":{"$ref":"#/definitions/D0"}})";
  std::string definitions = "{";
  for (int i = 0; i < 20000; ++i) {
    definitions += "\"D" + std::to_string(i) + R"(":{"type":"object","properties":{"next":)" +
                   R"({"$ref":"#/definitions/D)" + std::to_string(i + 1) + "\"}}},";
  }
  const Value made = built(properties, definitions + R"("D20000":{"type":"integer"}})");
  CHECK(names(made, "/definitions").size() == 20001);
}
