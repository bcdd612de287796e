#include "ocds/shape.hpp"

#include "catch.hpp"

using edca::ocds::has_shape_of_1_0;

TEST_CASE("An organization spelt out where OCDS 1.1 refers to one is the shape of 1.0") {
  CHECK(has_shape_of_1_0(R"({"buyer": {"name": "A", "identifier": {"id": "1"}}})"));
  CHECK(has_shape_of_1_0(R"({"tender": {"procuringEntity": {"address": {}}}})"));
  CHECK(has_shape_of_1_0(R"({"tender": {"tenderers": [{"id": "1"}, {"contactPoint": {}}]}})"));
  CHECK(has_shape_of_1_0(R"({"awards": [{}, {"suppliers": [{"id": "1"}, {"address": {}}]}]})"));
}

TEST_CASE("References, parties and other places are not the shape of 1.0") {
  CHECK_FALSE(has_shape_of_1_0(R"({"buyer": {"id": "1", "name": "A"}})"));
  CHECK_FALSE(has_shape_of_1_0(R"({"parties": [], "buyer": {"identifier": {}}})"));
  CHECK_FALSE(has_shape_of_1_0(R"({"buyer": {"identifier": {}}, "parties": []})"));
  CHECK_FALSE(has_shape_of_1_0(R"({"planning": {"buyer": {"identifier": {}}}})"));
  CHECK_FALSE(has_shape_of_1_0(R"({"buyer": "identifier", "tender": [], "awards": {}})"));
}

TEST_CASE("Of a broken text the shape is what can be seen") {
  CHECK_FALSE(has_shape_of_1_0(""));
  CHECK_FALSE(has_shape_of_1_0("[]"));
  CHECK_FALSE(has_shape_of_1_0(R"({"buyer")"));
  CHECK_FALSE(has_shape_of_1_0(R"({"awards": [{"suppliers": [{"addr)"));
  CHECK(has_shape_of_1_0(R"({"buyer": {"address": {}}, "tender": [)"));
}
