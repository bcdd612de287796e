#include "schema/versioned.hpp"

#include "base/embedded.hpp"
#include "catch.hpp"
#include "json/patch.hpp"
#include "json/pointer.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using edca::json::parse;
using edca::json::Value;
using edca::schema::versioned_release_schema;

/// The text below a pointer, "absent" where there is nothing.
std::string at(const Value& schema, std::string_view pointer) {
  const Value* value = edca::json::resolve(schema, pointer);
  return value == nullptr ? "absent" : write(*value);
}

std::vector<std::string> names(const Value& schema, std::string_view pointer) {
  std::vector<std::string> all;
  const Value* found = edca::json::resolve(schema, pointer);
  if (found == nullptr || !found->is_object()) return {"absent"};
  for (const auto& [name, value] : found->as_object()) all.push_back(name);
  return all;
}

/// Every reference of a schema, and every name of a member.
void collect(const Value& root, std::vector<std::string>& references, std::set<std::string>& keys) {
  std::vector<const Value*> open{&root};
  while (!open.empty()) {
    const Value& value = *open.back();
    open.pop_back();
    if (value.is_array()) {
      for (const Value& element : value.as_array()) open.push_back(&element);
    } else if (value.is_object()) {
      for (const auto& [key, member] : value.as_object()) {
        keys.insert(key);
        if (key == "$ref" && member.is_string()) references.push_back(member.as_string());
        open.push_back(&member);
      }
    }
  }
}

/// Every reference leads somewhere, every definition is used, and nothing speaks of merging.
void check_references(const Value& schema) {
  std::vector<std::string> references;
  std::set<std::string> keys;
  collect(schema, references, keys);
  std::set<std::string> used(references.begin(), references.end());
  for (const std::string& reference : used) {
    INFO(reference);
    CHECK(reference.starts_with("#/definitions/"));
    CHECK(at(schema, reference.substr(1)) != "absent");
  }
  for (const std::string& name : names(schema, "/definitions")) {
    CHECK(used.count("#/definitions/" + name) == 1);
  }
  for (const char* key : {"omitWhenMerged", "wholeListMerge", "versionId", "default"}) {
    CHECK(keys.count(key) == 0);
  }
}

Value embedded(const std::string& path) {
  return parse(edca::embedded_file(path), path);
}

Value core() {
  return embedded("schemas/ocds/1.1/release-schema.json");
}

Value edca_mx() {
  Value release = core();
  const Value profile = embedded("schemas/profiles/edca-mx.json");
  for (const Value& name : profile.find("extensions")->as_array()) {
    const std::string path = "schemas/extensions/" + name.as_string() + "/release-schema.json";
    if (edca::embedded_file(path).empty()) continue;
    Value patch = embedded(path);
    edca::json::strip_nulls(patch);
    edca::json::merge_patch(release, patch);
  }
  return release;
}

}  // namespace

TEST_CASE("versioned: the core release schema of OCDS 1.1") {
  const Value release = core();
  const Value made = versioned_release_schema(release);
  check_references(made);
  CHECK(made.text("id").ends_with("/versioned-release-validation-schema.json"));
  CHECK(at(made, "/properties/ocid") == at(release, "/properties/ocid"));
  for (const char* name : {"id", "date", "tag"}) {
    CHECK(at(made, "/properties/" + std::string(name)) == "absent");
  }
  CHECK(at(made, "/required") == R"(["initiationType","ocid"])");
  for (const char* name : {"Award", "Contract", "Document", "Item", "Milestone", "Organization",
                           "OrganizationReference", "RelatedProcess", "Transaction"}) {
    const std::string id = "/definitions/" + std::string(name) + "/properties/id";
    INFO(id);
    CHECK(at(made, id + "/type") == at(release, id + "/type"));
    CHECK(at(made, id + "/items") == "absent");
  }
  for (const char* name : {"Tender", "Budget", "Identifier", "OrganizationReferenceVersionedId"}) {
    CHECK(at(made, "/definitions/" + std::string(name) + "/properties/id/type") == R"("array")");
  }
  CHECK(at(made, "/properties/buyer/$ref") ==
        R"("#/definitions/OrganizationReferenceVersionedId")");
  CHECK(at(made, "/properties/buyer/x-title-es") == at(release, "/properties/buyer/x-title-es"));
  CHECK(at(made, "/definitions/Tender/properties/amendment/$ref") ==
        R"("#/definitions/Amendment")");
  CHECK(names(made, "/definitions").size() == 26);
}

TEST_CASE("versioned: the release schema with the extensions of EDCA-MX") {
  const Value made = versioned_release_schema(edca_mx());
  check_references(made);
  const auto reference = [&](const std::string& pointer) {
    const Value* schema = edca::json::resolve(made, "/definitions/" + pointer);
    return schema == nullptr ? std::string("absent") : std::string(schema->text("$ref"));
  };
  CHECK(reference("BudgetBreakdown/properties/budgetLines/items/properties/value/items") ==
        "#/definitions/BudgetLineUnversioned");
  CHECK(reference("Value/properties/exchangeRates/items/properties/value/items") ==
        "#/definitions/ExchangeRateUnversioned");
  CHECK(reference("Planning/properties/requestingUnits/items") ==
        "#/definitions/OrganizationReference");
  CHECK(reference("Organization/properties/memberOf/items") ==
        "#/definitions/OrganizationReference");
  CHECK(reference("Quote/properties/issuingSupplier") ==
        "#/definitions/OrganizationReferenceVersionedId");
  CHECK(reference("Item/properties/deliveryLocation") == "#/definitions/Location");
  CHECK(at(made, "/definitions/Guarantee/properties/id/items") == "absent");
  CHECK(at(made, "/definitions/BudgetLine") == "absent");
  CHECK(at(made, "/definitions/Location/properties/geometry/properties/coordinates/type") ==
        R"("array")");
}
