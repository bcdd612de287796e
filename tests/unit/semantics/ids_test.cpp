#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

using edca::test::Judged;
using Found = std::vector<std::string>;

namespace {

/// What is said of ids and references to organizations.
Found about_ids(const Found& all) {
  Found some;
  for (const std::string& each : all)
    if (each.starts_with("id.") || each.starts_with("reference.without-id")) some.push_back(each);
  return some;
}

}  // namespace

// Merging goes by the ids of the objects in lists, whole lists apart:
// https://standard.open-contracting.org/1.1/en/schema/merging/
TEST_CASE("the schema tells which lists have objects with ids") {
  for (const char* profile : {"edca-mx", "ocds-1.1"}) {
    Judged judged(profile);
    INFO(profile);
    CHECK(
        about_ids(judged.release(
            R"({"tender":{"amendments":[{"x":1},{"id":null},{"id":"1"}]},"relatedProcesses":[{"x":1}],"contracts":[{"amendments":[{"x":1}],"relatedProcesses":[{"x":1}]}]})")) ==
        Found{"id.missing /tender/amendments/0", "id.missing /tender/amendments/1",
              "id.missing /relatedProcesses/0", "id.missing /contracts/0/amendments/0",
              "id.missing /contracts/0/relatedProcesses/0"});
    // The schema asks for these itself, or merging takes the whole list, or no id is foreseen.
    CHECK(
        about_ids(judged.release(
            R"({"awards":[{}],"tender":{"items":[{"additionalClassifications":[{}]}],"x":[{}]},"parties":[{"id":"1","additionalIdentifiers":[{}]}]})")) ==
        Found{});
    CHECK(about_ids(judged.release(R"({"parties":[{"name":"A"},{"id":null,"name":"B"}]})")) ==
          Found{"id.missing /parties/0"});
    CHECK(about_ids(judged.release(R"({"tender":{"amendments":[[{"x":1}],{},{"x":1}]}})")) ==
          Found{"id.missing /tender/amendments/2"});
  }
}

// https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/
TEST_CASE("in projects, costs and classifications have ids") {
  Judged judged("oc4ids-0.9.5");
  CHECK(
      about_ids(judged.project(
          R"({"costMeasurements":[{"id":"1","costGroups":[{"id":"1","costs":[{"x":1},{"id":"2"}]}]}],"environment":{"impactCategories":[{"scheme":"x"}]},"parties":[{"x":1}]})")) ==
      Found{"id.missing /costMeasurements/0/costGroups/0/costs/0",
            "id.missing /environment/impactCategories/0", "id.missing /parties/0"});
  Judged older("oc4ids-0.9.2");
  CHECK(
      about_ids(older.project(
          R"({"costMeasurements":[{"costGroups":[{"costs":[{"x":1}]}]}],"additionalClassifications":[{"x":1}]})")) ==
      Found{"id.missing /additionalClassifications/0"});
}

// https://standard.open-contracting.org/1.1/en/schema/reference/#organizationreference
TEST_CASE("references have ids, whether there are parties or not") {
  Judged judged;
  CHECK(
      about_ids(judged.release(
          R"({"buyer":{"name":"A"},"awards":[{"id":"1","suppliers":[{"name":"B"},{"name":"C"}]}]})")) ==
      Found{"reference.without-id /buyer", "reference.without-id /awards/0/suppliers/0",
            "reference.without-id /awards/0/suppliers/1"});
  CHECK(
      about_ids(judged.release(
          R"({"parties":[{"id":"1"}],"buyer":{"name":"A"},"tender":{"id":"1","tenderers":[{"name":"B"},{"identifier":{"id":"2"}}]}})")) ==
      Found{"reference.without-id /buyer", "reference.without-id /tender/tenderers/0",
            "id.missing /tender/tenderers/1"});
  // Of ids that are empty or of another type, other rules speak.
  CHECK(
      about_ids(judged.release(
          R"({"buyer":{"id":"","name":"A"},"awards":[{"id":"1","suppliers":[{"id":null,"name":"B"}]}]})")) ==
      Found{});
  // In OCDS 1.0, organizations stand where they act.
  Judged older("ocds-1.0");
  CHECK(about_ids(older.release(
            R"({"buyer":{"name":"A"},"awards":[{"suppliers":[{"name":"B"}]}]})")) == Found{});
}
