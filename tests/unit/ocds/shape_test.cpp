#include "ocds/shape.hpp"

#include "catch.hpp"

#include <string>

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

namespace {

/// "KIND POINTER" of an object.
std::string shape(std::string_view object) {
  const edca::ocds::Shape shape = edca::ocds::shape_of(object);
  const bool portal = shape.kind == edca::ocds::Kind::portal;
  return (portal ? "portal" : std::string(name(shape.kind))) +
         (shape.list.empty() ? "" : " " + shape.pointer());
}

}  // namespace

TEST_CASE("Packages and the answers of portals are told by their names") {
  CHECK(shape(R"({"uri":"u","releases":[]})") == "release-package /releases");
  CHECK(shape(R"({"arrayRecordPackage":[{"records":[]}]})") == "portal /arrayRecordPackage");
  CHECK(shape(R"({"arrayReleasePackage":[]})") == "portal /arrayReleasePackage");
  CHECK(shape(R"({"releasePackage":{"releases":[]}})") == "portal /releasePackage");
  CHECK(shape(R"({"recordPackage":{"records":[]}})") == "portal /recordPackage");
  CHECK(shape(R"({"record":{"ocid":"o","releases":[]}})") == "portal /record");
  CHECK(shape(R"({"ocid":"o","record":{"ocid":"o","releases":[]}})") == "portal /record");
  CHECK(shape(R"({"success":true,"data":{"releases":[]}})") == "portal /data");
  CHECK(shape(R"({"help":"h","result":{"records":[{"ocid":"o"}]}})") == "portal /result/records");
  CHECK(shape(R"({"result":{"uri":"u","publishedDate":"d","records":[]}})") == "portal /result");
  CHECK(shape(R"({"pagination":{},"results":[{"ocid":"o"}]})") == "portal /results");
}

TEST_CASE("What only has a name of a portal is none") {
  CHECK(shape(R"({"record":{"name":"x"}})") == "other");
  CHECK(shape(R"({"result":{"count":0}})") == "other");
  CHECK(shape(R"({"ocid":"o","tag":["tender"],"record":{"ocid":"o"}})") == "release");
  CHECK(shape(R"({"ocid":"o","record":"x","releases":[]})") == "record");
}

TEST_CASE("The answer of a server that failed is said") {
  const auto message = [](std::string_view object) {
    edca::Finding finding;
    edca::ocds::explain_unrecognized(object, finding);
    return finding.variant.empty() ? "" : finding.arguments[0].second;
  };
  CHECK(message(R"({"message":"No hay datos"})") == "No hay datos");
  CHECK(message(R"({"success":false,"error":{"__type":"X","message":"Not found"}})") ==
        "Not found");
  CHECK(message(R"({"success":false,"error":{"code":404}})") ==
        R"({"success":false,"error":{"code":404}})");
  CHECK(message(R"({"name":"x"})").empty());
}
