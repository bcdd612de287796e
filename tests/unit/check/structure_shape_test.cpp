#include <string>

#include "catch.hpp"
#include "check/item_checker.hpp"
#include "ocds/shape.hpp"

using namespace edca;

// Judging and looking at the text tell the same of a release.
TEST_CASE("a release is of OCDS 1.0 when an organization is spelt out where 1.1 refers to one") {
  check::Scope scope;
  scope.enabled.assign(rules().size(), true);
  check::ItemChecker checker(scope, false);
  const auto old = [&](const std::string& text) {
    INFO(text);
    check::Findings findings;
    check::ItemTask task;
    task.text = text;
    REQUIRE(checker.check(task, findings));
    CHECK(checker.structure().has_shape_of_1_0() == ocds::has_shape_of_1_0(text));
    return checker.structure().has_shape_of_1_0();
  };
  CHECK(old(R"({"buyer":{"name":"A","identifier":{"id":"1"}}})"));
  CHECK(old(R"({"tender":{"id":"1","procuringEntity":{"address":null}}})"));
  CHECK(old(R"({"tender":{"tenderers":[{"name":"A"},{"contactPoint":{}}]}})"));
  CHECK(old(R"({"awards":[{"id":"1"},{"suppliers":[{"name":"A"},{"address":{}}]}]})"));
  CHECK_FALSE(old(R"({"buyer":{"name":"A","identifier":{"id":"1"}},"parties":[]})"));
  CHECK_FALSE(old(R"({"buyer":{"name":"A"},"identifier":{},"tender":{"address":{}}})"));
  CHECK_FALSE(old(R"({"buyer":[{"identifier":{}}],"tender":{"tenderers":{"address":{}}}})"));
  CHECK_FALSE(old(R"({"contracts":[{"suppliers":[{"address":{}}]}],"awards":{"suppliers":[]}})"));
  CHECK_FALSE(old(R"({"buyer":{"identifier":{}},"buyer":{"name":"A"}})"));
  CHECK_FALSE(old(R"({"awards":[[{"suppliers":[{"address":{}}]}]]})"));
}
