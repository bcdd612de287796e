#include "merge/rules.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/merge/merging.hpp"

#include <map>
#include <set>
#include <string>

using edca::merge::Rule;
using edca::merge::Rules;

namespace {

std::map<std::string, Rule> listed(const Rules& rules) {
  const auto list = rules.list();
  return {list.begin(), list.end()};
}

std::map<std::string, Rule> rules_of(std::string_view schema) {
  return listed(Rules(edca::json::parse(schema, "schema")));
}

std::set<std::string> paths(const std::map<std::string, Rule>& rules, Rule rule) {
  std::set<std::string> found;
  for (const auto& [path, each] : rules) {
    if (each == rule) found.insert(path);
  }
  return found;
}

const std::map<std::string, Rule> omitted = {{"a", Rule::omit}};
const std::map<std::string, Rule> whole = {{"a", Rule::whole_list}};
const std::map<std::string, Rule> nothing;

}  // namespace

TEST_CASE("merge rules: the 24 of OCDS 1.1", "[merge]") {
  const auto rules = listed(merging::rules());
  CHECK(rules.size() == 24);
  CHECK(paths(rules, Rule::omit) == std::set<std::string>{"id", "date", "tag"});
  std::set<std::string> lists = {
      "parties/roles", "tender/submissionMethod", "tender/additionalProcurementCategories",
      "relatedProcesses/relationship", "contracts/relatedProcesses/relationship"};
  for (const char* organization :
       {"parties", "buyer", "tender/procuringEntity", "tender/tenderers", "awards/suppliers",
        "contracts/implementation/transactions/payer",
        "contracts/implementation/transactions/payee"}) {
    lists.insert(std::string(organization) + "/additionalIdentifiers");
  }
  for (const char* section : {"tender", "awards", "contracts"}) {
    const std::string name = section;
    lists.insert({name + "/items/additionalClassifications", name + "/amendment/changes",
                  name + "/amendments/changes"});
  }
  CHECK(paths(rules, Rule::whole_list) == lists);
}

TEST_CASE("merge rules: the 15 of OCDS 1.0", "[merge]") {
  const auto rules = listed(merging::rules("ocds-1.0"));
  CHECK(rules.size() == 15);
  CHECK(paths(rules, Rule::omit) == std::set<std::string>{"id", "date", "tag", "ocid"});
  CHECK(rules.count("awards/suppliers") == 1);
  CHECK(rules.count("tender/tenderers") == 1);
  CHECK(rules.count("tender/amendments/changes") == 0);
}

TEST_CASE("merge rules: which keyword wins", "[merge]") {
  CHECK(rules_of(R"({"properties": {"a": {"omitWhenMerged": true, "wholeListMerge": true,
                     "type": "array"}}})") == omitted);
  CHECK(rules_of(R"({"properties": {"a": {"mergeStrategy": "ocdsOmit"}}})") == omitted);
  CHECK(rules_of(R"({"properties": {"a": {"omitWhenMerged": false}}})") == nothing);
  CHECK(rules_of(R"({"properties": {"a": {"wholeListMerge": true, "type": ["array", "null"]}}})") ==
        whole);
  CHECK(rules_of(R"({"properties": {"a": {"mergeStrategy": "ocdsVersion", "type": "array"}}})") ==
        whole);
  // No array: nothing to keep whole.
  CHECK(rules_of(R"({"properties": {"a": {"wholeListMerge": true, "type": "object"}}})") ==
        nothing);
  CHECK(rules_of(R"({"properties": {"a": {"omitWhenMerged": true, "type": "object",
                     "properties": {"b": {"omitWhenMerged": true}}}}})") == omitted);
}

TEST_CASE("merge rules: what the items of an array are", "[merge]") {
  const auto items = [](const std::string& schema) {
    return rules_of(R"({"properties": {"a": {"type": "array", "items": )" + schema + "}}}");
  };
  CHECK(items(R"({"type": "string"})") == whole);
  CHECK(items(R"({"type": ["object", "null"], "properties": {"id": {}}})") == whole);
  CHECK(items(R"({"type": "object", "properties": {"x": {}}})") == whole);
  CHECK(items(R"({"type": "object", "properties": {"id": {}}})") == nothing);
  CHECK(items(R"({"type": "object"})") == nothing);
  CHECK(items(R"({})") == nothing);
  CHECK(items(R"([{"type": "string"}])") == nothing);
  CHECK(items(R"({"type": "object", "properties": {"id": {"omitWhenMerged": true}}})") ==
        std::map<std::string, Rule>{{"a/id", Rule::omit}});
}

TEST_CASE("merge rules: references", "[merge]") {
  CHECK(rules_of(R"({"properties": {"a": {"$ref": "#/definitions/A"}},
                     "definitions": {"A": {"$ref": "#/definitions/B"},
                                     "B": {"omitWhenMerged": true}}})") == omitted);
  CHECK(rules_of(R"({"properties": {"a": {"$ref": "#/definitions/A", "wholeListMerge": true}},
                     "definitions": {"A": {"type": "array"}}})") == whole);
  CHECK(rules_of(R"({"id": "https://example.org/s.json",
                     "properties": {"a": {"$ref": "https://example.org/s.json#/definitions/A"}},
                     "definitions": {"A": {"omitWhenMerged": true}}})") == omitted);
  CHECK_THROWS_AS(rules_of(R"({"properties": {"a": {"$ref": "#/nowhere"}}})"), edca::Error);
  CHECK_THROWS_AS(rules_of(R"({"properties": {"a": {"$ref": "https://example.org/other"}}})"),
                  edca::Error);
  CHECK(rules_of(R"({})") == nothing);
  CHECK(rules_of(R"({"properties": {"a": true, "b": {"$ref": 1}}})") == nothing);
}

TEST_CASE("merge rules: a schema that refers to itself", "[merge]") {
  const Rules rules(edca::json::parse(R"({
    "properties": {"lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}},
                   "loop": {"$ref": "#/properties/loop"},
                   "self": {"$ref": "#"}},
    "type": "object",
    "definitions": {"Lot": {"type": "object", "properties": {
      "id": {"type": "string"}, "codes": {"type": "array", "items": {"type": "string"}},
      "lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}}}}}})",
                                      "schema"));
  CHECK(listed(rules) == std::map<std::string, Rule>{{"lots/codes", Rule::whole_list}});
  std::string out;
  edca::merge::Merger merger(rules);
  const std::vector<std::string_view> releases = {
      R"({"ocid": "o", "date": "1", "lots": [{"id": "1", "lots": [{"id": "2", "codes": ["a"]}]}]})",
      R"({"ocid": "o", "date": "2", "lots": [{"id": "1", "lots": [{"id": "2", "codes": []}]}]})"};
  CHECK(merger.merge(releases, edca::merge::Form::compiled, out).ok());
  CHECK(out == R"({"tag":["compiled"],"id":"o-2","date":"2","ocid":"o",)"
               R"("lots":[{"id":"1","lots":[{"id":"2","codes":[]}]}]})");
}
