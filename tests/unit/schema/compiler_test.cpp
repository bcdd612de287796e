#include "schema/compiler.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/check/judged.hpp"

#include <string>

using edca::Error;
using edca::test::Errors;
using edca::test::Schema;

namespace json = edca::json;
namespace schema = edca::schema;

namespace {

/// The key of the Error that a schema is refused with, and its argument; "" when it is not.
std::string refusal(std::string_view text) {
  try {
    Schema compiled(text);
    return "";
  } catch (const Error& error) {
    return error.key() + " " + error.arguments().at(0).second;
  }
}

const schema::Codelist* no_codelist(std::string_view) {
  return nullptr;
}

}  // namespace

TEST_CASE("a schema without keywords allows everything", "[compiler]") {
  const Schema schema("{}");
  CHECK(schema.node().types == schema::type_any);
  CHECK(schema.node().simple);
  CHECK(schema.node().object == nullptr);
  CHECK(schema.node().array == nullptr);
  CHECK(schema.node().string == nullptr);
  CHECK(schema.node().number == nullptr);
  CHECK(schema.node().choices == nullptr);
}

TEST_CASE("types are bits", "[compiler]") {
  CHECK(Schema(R"({"type": "number"})").node().types ==
        (schema::type_integer | schema::type_fraction));
  CHECK(Schema(R"({"type": "integer"})").node().types == schema::type_integer);
  CHECK(Schema(R"({"type": ["string", "null"]})").node().types ==
        (schema::type_string | schema::type_null));
  CHECK(refusal(R"({"type": "any"})") == "schema.keyword type");
  CHECK(refusal(R"({"type": ["string", 1]})") == "schema.keyword type");
  CHECK(refusal(R"({"type": {}})") == "schema.keyword type");
}

TEST_CASE("names that required and dependencies mention are known, but not declared",
          "[compiler]") {
  const Schema schema(
      R"({"properties": {"a": {}}, "required": ["b", "a"], "dependencies": {"c": ["d"]}})");
  const schema::ObjectPlan& plan = *schema.node().object;
  CHECK(plan.names.size() == 4);
  CHECK(plan.properties[plan.names.find("a")].declared);
  CHECK_FALSE(plan.properties[plan.names.find("b")].declared);
  CHECK_FALSE(plan.properties[plan.names.find("c")].declared);
  CHECK(plan.names.find("e") == schema::NameTable::none);
  CHECK(plan.required.size() == 2);
  CHECK(plan.declares_properties);
  CHECK_FALSE(Schema(R"({"required": ["b"]})").node().object->declares_properties);
}

TEST_CASE("limits are integers of any spelling", "[compiler]") {
  CHECK(Schema(R"({"minItems": 3})").node().array->min_items == 3);
  CHECK(Schema(R"({"minItems": 3.0})").node().array->min_items == 3);
  CHECK(Schema(R"({"maxLength": 18446744073709551615})").node().string == nullptr);
  CHECK(refusal(R"({"minItems": 1e1})") == "schema.keyword minItems");
  CHECK(refusal(R"({"maxItems": 1.5})") == "schema.keyword maxItems");
  CHECK(refusal(R"({"minLength": -1})") == "schema.keyword minLength");
  CHECK(refusal(R"({"maxLength": "5"})") == "schema.keyword maxLength");
  CHECK(refusal(R"({"maxProperties": 99999999999999999999})") == "schema.keyword maxProperties");
}

TEST_CASE("keywords of the wrong shape are refused", "[compiler]") {
  CHECK(refusal(R"({"properties": []})") == "schema.keyword properties");
  CHECK(refusal(R"({"patternProperties": 1})") == "schema.keyword patternProperties");
  CHECK(refusal(R"({"required": [1]})") == "schema.keyword required");
  CHECK(refusal(R"({"dependencies": {"a": [1]}})") == "schema.keyword dependencies");
  CHECK(refusal(R"({"enum": {}})") == "schema.keyword enum");
  CHECK(refusal(R"({"minimum": "1"})") == "schema.keyword minimum");
  CHECK(refusal(R"({"multipleOf": null})") == "schema.keyword multipleOf");
  CHECK(refusal(R"({"pattern": 1})") == "schema.keyword pattern");
  CHECK(refusal(R"({"oneOf": {}})") == "schema.keyword oneOf");
  CHECK(refusal(R"({"dependencies": {"a": 1}})") == "schema.keyword dependencies");
  CHECK(refusal(R"({"multipleOf": 0})") == "schema.keyword multipleOf");
  CHECK(refusal(R"({"multipleOf": -2})") == "schema.keyword multipleOf");
  CHECK(refusal(R"({"items": 1})") != "");
  CHECK(refusal(R"({"not": []})") != "");
  CHECK(refusal(R"({"allOf": [null]})") != "");
}

TEST_CASE("a draft-03 required is passed over", "[compiler]") {
  const Schema schema(R"({"properties": {"a": {"required": true}}})");
  CHECK(schema.errors("{}") == Errors{});
  CHECK(schema.errors(R"({"a": {}})") == Errors{});
}

TEST_CASE("enum: numbers in one form, objects and arrays as hashes", "[compiler]") {
  const Schema schema(R"({"enum": ["a", 1.50, 2, null, true, {"x": 1}, [1]]})");
  const schema::EnumPlan& plan = *schema.node().choices;
  CHECK(plan.strings.names() == std::vector<std::string>{"a"});
  CHECK(plan.numbers.size() == 2);
  CHECK(plan.others.size() == 2);
  CHECK(plan.allows_null);
  CHECK(plan.allows_true);
  CHECK_FALSE(plan.allows_false);
}

TEST_CASE("a property that matches patterns is judged by all of their schemas", "[compiler]") {
  const Schema schema(R"({"properties": {"ab": {"type": "string"}, "c": {}},
      "patternProperties": {"^a": {"minLength": 3}, "b$": {"maxLength": 1}}})");
  const schema::ObjectPlan& plan = *schema.node().object;
  CHECK(plan.properties[plan.names.find("ab")].node->all_of.size() == 3);
  CHECK(plan.properties[plan.names.find("c")].node->simple);
  CHECK(schema.errors(R"({"ab": "xy"})") == Errors{"/ab:maxLength", "/ab:minLength"});
}

TEST_CASE("references: pointers into the document", "[compiler]") {
  const Schema schema(
      R"({"definitions": {"a b": {"type": "null"}, "c/d": {"type": "string"}, "%25": {"type": "array"},
        "list": {"anyOf": [{}, {"type": "boolean"}]}},
      "properties": {"1": {"$ref": "#/definitions/a%20b"}, "2": {"$ref": "#/definitions/c~1d"},
        "3": {"$ref": "#/definitions/list/anyOf/1"}, "4": {"$ref": "#/properties/2"}, "5": {"$ref": "#/definitions/%2525"}}})");
  CHECK(schema.errors(R"({"1": null, "2": "", "3": true, "4": "", "5": []})") == Errors{});
  CHECK(schema.errors(R"({"1": 0, "2": 0, "3": 0, "4": 0, "5": 0})") ==
        Errors{"/1:type", "/2:type", "/3:type", "/4:type", "/5:type"});
}

TEST_CASE("references that lead nowhere are refused", "[compiler]") {
  CHECK(refusal(R"({"$ref": "#/definitions/x"})") == "schema.reference #/definitions/x");
  CHECK(refusal(R"({"items": {"$ref": "other.json"}})") == "schema.reference other.json");
  CHECK(refusal(R"({"definitions": {"x": {"$ref": "nowhere"}}})") == "");
  CHECK(refusal(R"({"items": [{"$ref": "#/items/1"}]})") == "schema.reference #/items/1");
  CHECK(refusal(R"({"items": {"$ref": "#definitions"}})") == "schema.reference #definitions");
}

TEST_CASE("references that only refer to each other are refused", "[compiler]") {
  CHECK(refusal(R"({"$ref": "#"})") == "schema.reference-chain #");
  CHECK(refusal(R"({"items": {"$ref": "#/items"}})") == "schema.reference-chain #/items");
  CHECK(refusal(
            R"({"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}},
      "not": {"$ref": "#/definitions/a"}})") != "");
}

TEST_CASE("a value that would have to satisfy a schema to satisfy it", "[compiler]") {
  CHECK(refusal(R"({"allOf": [{"$ref": "#"}]})") == "schema.keyword $ref");
  CHECK(refusal(R"({"not": {"$ref": "#"}})") == "schema.keyword $ref");
  CHECK(refusal(R"({"dependencies": {"a": {"$ref": "#"}}})") == "schema.keyword $ref");
  CHECK(
      refusal(
          R"({"properties": {"b": {"$ref": "#/definitions/b"}}, "anyOf": [{"$ref": "#/definitions/b"}],
      "definitions": {"b": {"oneOf": [{"type": "null"}, {"$ref": "#"}]}}})") ==
      "schema.keyword $ref");
  CHECK(refusal(
            R"({"allOf": [{"items": {"$ref": "#"}}, {"additionalProperties": {"$ref": "#"}}]})") ==
        "");
  CHECK(refusal(R"({"allOf": [{"$ref": "#/definitions/a"}, {"$ref": "#/definitions/a"}],
      "definitions": {"a": {"not": {"type": "null"}}}})") == "");
}

TEST_CASE("a chain of references made to exhaust the stack is refused", "[compiler]") {
  const auto chain = [](int links) {
    std::string text = R"({"$ref": "#/definitions/0", "definitions": {)";
    for (int at = 0; at < links; ++at) {
      text += "\"" + std::to_string(at) + R"(": {"items": {"$ref": "#/definitions/)" +
              std::to_string(at + 1) + "\"}},";
    }
    return text + "\"" + std::to_string(links) + R"(": {}}})";
  };
  CHECK(refusal(chain(500)) == "");
  CHECK(refusal(chain(50000)) == "schema.keyword $ref");
}

TEST_CASE("references to other documents", "[compiler]") {
  const Schema schema(
      {{"https://example.mx/a/main.json",
        R"({"properties": {"x": {"$ref": "other.json"}, "y": {"$ref": "../b/more.json#/definitions/d"},
                            "z": {"$ref": "https://example.mx/b/more.json#"}, "w": {"$ref": "/a/other.json#/items"}}})"},
       {"https://example.mx/a/other.json", R"({"type": "array", "items": {"$ref": "main.json"}})"},
       {"https://example.mx/b/more.json#",
        R"({"type": "string", "definitions": {"d": {"type": "null", "not": {"$ref": "#"}}}})"}});
  CHECK(schema.errors(R"({"x": [{"x": []}], "y": null, "z": "", "w": {}})") == Errors{});
  CHECK(schema.errors(R"({"x": [{"x": 1}], "y": "", "z": 0, "w": {"y": 1}})") ==
        Errors{"/w/y:type", "/x/0/x:type", "/y:not", "/y:type", "/z:type"});
}

TEST_CASE("id is the base of the references in it", "[compiler]") {
  const Schema schema({{"https://example.mx/main.json",
                        R"({"definitions": {"in": {"id": "folder/in.json", "type": "object",
                              "properties": {"a": {"$ref": "other.json"}, "b": {"$ref": "#/definitions/deep"}},
                              "definitions": {"deep": {"type": "null", "not": {"$ref": "other.json"}}}},
                            "named": {"id": "#named", "type": "boolean"}},
                          "properties": {"1": {"$ref": "folder/in.json"}, "2": {"$ref": "#/definitions/in"},
                            "3": {"$ref": "https://example.mx/folder/in.json#/definitions/deep"},
                            "4": {"$ref": "#/definitions/in/definitions/deep"}, "5": {"$ref": "#named"},
                            "6": {"$ref": "main.json#named"}}})"},
                       {"https://example.mx/folder/other.json", R"({"type": "string"})"}});
  CHECK(
      schema.errors(
          R"({"1": {"a": "", "b": null}, "2": {"a": ""}, "3": null, "4": null, "5": true, "6": false})") ==
      Errors{});
  CHECK(schema.errors(
            R"({"1": {"a": 1, "b": ""}, "2": {"a": 1}, "3": "", "4": "", "5": 0, "6": 0})") ==
        Errors{"/1/a:type", "/1/b:not", "/1/b:type", "/2/a:type", "/3:not", "/3:type", "/4:not",
               "/4:type", "/5:type", "/6:type"});
}

TEST_CASE("a reference into an id finds its base whatever is compiled first", "[compiler]") {
  const Schema schema(
      {{"https://example.mx/main.json",
        R"({"$ref": "#/definitions/in/items", "definitions": {"in": {"id": "sub/in.json",
                            "items": {"items": {"$ref": "leaf.json"}}}}})"},
       {"https://example.mx/sub/leaf.json", R"({"type": "string"})"},
       {"https://example.mx/leaf.json", R"({"type": "null"})"}});
  CHECK(schema.errors(R"(["a"])") == Errors{});
  CHECK(schema.errors("[null]") == Errors{"/0:type"});
}

TEST_CASE("id beside a reference is no base, and a property may be called id", "[compiler]") {
  const Schema schema(
      {{"https://example.mx/main.json",
        R"({"properties": {"id": {"type": "string"}, "a": {"id": "x/", "$ref": "other.json"}, "$ref": {"type": "null"},
                            "enum": {"items": {"$ref": "other.json"}}}})"},
       {"https://example.mx/other.json", R"({"type": "array"})"}});
  CHECK(schema.errors(R"({"id": "a", "a": [], "$ref": null, "enum": [[]]})") == Errors{});
  CHECK(schema.errors(R"({"id": 1, "a": 1, "$ref": 1, "enum": [1]})") ==
        Errors{"/$ref:type", "/a:type", "/enum/0:type", "/id:type"});
}

TEST_CASE("a document is known under its own id too", "[compiler]") {
  const Schema schema(
      {{"file:///tmp/copy.json",
        R"({"id": "https://example.mx/schema.json#", "items": {"$ref": "#/definitions/a"},
                            "additionalProperties": {"$ref": "https://example.mx/schema.json"},
                            "definitions": {"a": {"type": "null"}}})"},
       {"https://example.mx/other.json", "{}"}});
  CHECK(schema.errors(R"({"x": [1, null], "y": {"z": [2]}})") ==
        Errors{"/x/0:type", "/y/z/0:type"});
}

TEST_CASE("keywords beside a reference do not count", "[compiler]") {
  const Schema schema(
      R"({"properties": {"a": {"$ref": "#/definitions/s", "enum": [1], "minLength": 9, "type": "null"}},
      "definitions": {"s": {"type": "string"}}})");
  CHECK(schema.errors(R"({"a": ""})") == Errors{});
  CHECK(schema.errors(R"({"a": null})") == Errors{"/a:type"});
}

TEST_CASE("roles, hints and what is known of fields", "[compiler]") {
  const json::Value root = json::parse(R"({"properties": {
      "old": {"title": "Old", "x-title-es": "Viejo", "deprecated": {"deprecatedVersion": "1.1"}, "x-replaced-by": "new"},
      "list": {"type": "array", "items": {"type": "string", "codelist": "roles.csv", "openCodelist": true}}}})",
                                       "schema");
  const schema::Codelist roles("roles.csv", {});
  schema::Compiler compiler(
      [&](std::string_view file) { return file == "roles.csv" ? &roles : nullptr; });
  compiler.references().add("https://example.mx/s", root);
  compiler.set_role(root, schema::Role::release);
  compiler.set_hints(root, {"taxes", "list"});
  const schema::Node& node = *compiler.compile("https://example.mx/s");
  CHECK(node.role == schema::Role::release);
  const schema::ObjectPlan& plan = *node.object;
  CHECK(plan.properties[plan.names.find("taxes")].hint);
  CHECK_FALSE(plan.properties[plan.names.find("taxes")].declared);
  CHECK(plan.properties[plan.names.find("list")].hint);
  const schema::Field& old = *plan.properties[plan.names.find("old")].field;
  CHECK(old.title_es == "Viejo");
  CHECK(old.deprecated_since == "1.1");
  CHECK(old.replaced_by == "new");
  const schema::Field& list = *plan.properties[plan.names.find("list")].field;
  CHECK(list.codelist == &roles);
  CHECK(list.open_codelist);
}

TEST_CASE("compiling twice gives the same nodes", "[compiler]") {
  const json::Value root = json::parse(
      R"({"definitions": {"a": {"type": "null"}}, "items": {"$ref": "#/definitions/a"}})", "s");
  schema::Compiler compiler(no_codelist);
  compiler.references().add("https://example.mx/s", root);
  const schema::Node* node = compiler.compile("https://example.mx/s");
  CHECK(compiler.compile("https://example.mx/s#") == node);
  CHECK(compiler.compile("https://example.mx/s#/definitions/a") == node->array->items);
}
