#include "check/structure.hpp"

#include "catch.hpp"
#include "judged.hpp"

#include <string>
#include <vector>

using edca::test::Schema;

namespace {

/// "RULE POINTER[ SUGGESTION]" of what is said of names, and of those that are missing.
std::vector<std::string> names(const Schema& schema, const char* text) {
  std::vector<std::string> found;
  for (const edca::Finding& finding : schema.findings(text)) {
    std::string line = std::string(finding.rule->id) + " " + finding.pointer;
    for (const auto& [key, value] : finding.arguments)
      if (key == "suggestion" || key == "typed") line += " " + value;
    found.push_back(line);
  }
  return found;
}

using Found = std::vector<std::string>;

const char* const organization = R"({"properties": {
    "id": {"type": "string"}, "title": {"type": "string"}, "description": {"type": ["string", "null"]},
    "roles": {"type": "array"}, "legalName": {}, "value": {"type": "object"}, "quantity": {"type": "integer"},
    "endDate": {"type": "string"}}, "required": ["id", "title"]})";

}  // namespace

// A name of no schema is an additional field, foreseen by
// https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/
TEST_CASE("names: a suggestion is for a name that is not there and holds such a value") {
  const Schema schema(organization);
  CHECK(names(schema, R"({"id":"","title":"","rolles":["x"]})") ==
        Found{"field.near-miss /rolles roles"});
  CHECK(names(schema, R"({"id":"","title":"","rolles":"x"})") == Found{"field.additional /rolles"});
  CHECK(names(schema, R"({"id":"","title":"","rolles":["x"],"roles":["x"]})") ==
        Found{"field.additional /rolles"});
  CHECK(names(schema, R"({"roles":["x"],"rolles":["x"],"title":"","id":""})") ==
        Found{"field.additional /rolles"});
  CHECK(names(schema, R"({"id":"","title":"","Value" :
      {},"Quantity":1.5,"legalname":true,"descripcion":null})") ==
        Found{"field.near-miss /Value value", "field.near-miss /Quantity quantity",
              "field.near-miss /legalname legalName", "field.near-miss /descripcion description"});
  CHECK(names(schema, R"({"id":"","title":"","valu\u0065s":[1]})") ==
        Found{"field.additional /values"});
}

// https://standard.open-contracting.org/1.1/en/schema/reference/#language
TEST_CASE("names: a language variant is not its base misspelt") {
  const Schema schema(organization);
  for (const char* name :
       {"description_es", "legalNameEn", "legalNameEN", "legalName-en", "endDate_maz"}) {
    const std::string text = R"({"id":"","title":"",")" + std::string(name) + R"(":"x"})";
    CHECK(names(schema, text.c_str()) == Found{"field.additional /" + std::string(name)});
  }
  CHECK(names(schema, R"({"id":"","title":"","descriptions":"x"})") ==
        Found{"field.near-miss /descriptions description"});
}

TEST_CASE("names: of a required field that is misspelt, one rule speaks") {
  const Schema schema(organization);
  CHECK(names(schema, R"({"id":"","titel":"x"})") == Found{"schema.required  titel"});
  CHECK(names(schema, R"({"id":"","titel":["x"]})") ==
        Found{"schema.required ", "field.additional /titel"});
  CHECK(names(schema, R"({"titel":"x","rolles":[]})") ==
        Found{"schema.required ", "schema.required  titel", "field.near-miss /rolles roles"});
}

TEST_CASE("names: an object within another does not mix up their names") {
  const Schema schema(
      R"({"properties": {"aaaa": {"type": "object", "properties": {"bbbb": {}, "cccc": {}}},
                                         "bbbb": {}, "cccc": {}, "dddd": {}}})");
  CHECK(names(schema, R"({"bbbx":1,"aaaa":{"cccc":1,"bbbx":1,"cccx":1},"cccx":1,"bbbb":1})") ==
        Found{"field.additional /bbbx", "field.near-miss /aaaa/bbbx bbbb",
              "field.additional /aaaa/cccx", "field.near-miss /cccx cccc"});
}
