#include "check/fingerprint.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>

using edca::check::below_item;
using edca::check::fingerprint;
using edca::check::identify;
using edca::check::plain_fingerprint;

namespace {

/// The hash of the place where `what` begins, the last time.
std::uint64_t place(std::string_view text, std::string_view what) {
  const std::size_t at = text.rfind(what);
  REQUIRE(at != std::string_view::npos);
  return identify(text, {at})[0];
}

edca::Finding finding(const char* rule, const char* pointer) {
  edca::Finding finding;
  finding.rule = edca::find_rule(rule);
  finding.pointer = pointer;
  return finding;
}

}  // namespace

TEST_CASE("a pointer below the item does not depend on the package around it") {
  CHECK(below_item("/releases/12/tender/id") == "/tender/id");
  CHECK(below_item("/records/0/releases/3/tender") == "/tender");
  CHECK(below_item("/3/data/0/tender/items/0") == "/tender/items/0");
  CHECK(below_item("/recordPackages/0/records/1/compiledRelease/id") == "/compiledRelease/id");
  CHECK(below_item("/arrayRecordPackage/2/records/0/ocid") == "/ocid");
  CHECK(below_item("/result/records/0/tender/id") == "/tender/id");
  CHECK(below_item("/results/0/record/releases/0/tender/id") == "/tender/id");
  CHECK(below_item("/releasePackage/releases/0/id") == "/id");
  CHECK(below_item("/tender/items/0") == "/tender/items/0");
  CHECK(below_item("/releases/0").empty());
  CHECK(below_item("").empty());
}

TEST_CASE("a place is known by names, ids and its value, not by numbers") {
  const auto one = place(R"({"parties":[{"id":"A","name":""}]})", R"("")");
  CHECK(one ==
        place(R"({"parties": [{"id":"B","name":""},{"name":"", "id":"A"}], "x":1})", R"("")"));
  CHECK(one == place(R"({"x":[[0]],"parties":[{"name":"","id":"\u0041"}]})", R"("")"));
  CHECK(one != place(R"({"parties":[{"id":"B","name":""}]})", R"("")"));
  CHECK(one != place(R"({"parties":[{"name":""}]})", R"("")"));
  CHECK(one != place(R"({"parties":[{"id":"A","nome":""}]})", R"("")"));
  CHECK(one != place(R"({"buyers":[{"id":"A","name":""}]})", R"("")"));
  CHECK(one != place(R"({"parties":{"id":"A","name":""}})", R"("")"));
  CHECK(one != place(R"({"parties":[{"id":"A","name":" "}]})", R"(" ")"));
}

TEST_CASE("a value is compared as JSON sees it; of objects and lists only the place") {
  CHECK(place(R"({"a":10})", "10") == place(R"({ "a" : 1e1 })", "1e1"));
  CHECK(place(R"({"a":10})", "10") != place(R"({"a":"10"})", "\"10"));
  CHECK(place(R"({"a":true})", "true") != place(R"({"a":false})", "false"));
  CHECK(place(R"({"a":null})", "null") == place(R"({"b":0,"a":null})", "null"));
  CHECK(place(R"({"a":{"b":1}})", R"({"b")") == place(R"({"a":{"c":[2]}})", R"({"c")"));
  CHECK(place("1e400", "1e400") == place(" 10e399", "10e399"));
}

TEST_CASE("elements without ids are told from their list, and the root by its id") {
  CHECK(place(R"([{"a":1},{"a":2}])", "2") == place(R"([{"a":2}])", "2"));
  CHECK(place(R"({"id":"p","a":[]})", "[") != place(R"({"id":"q","a":[]})", "["));
  CHECK(place(R"({"ocid":"p","a":[]})", "[") != place(R"({"ocid":"q","a":[]})", "["));
  CHECK(place(R"({"a":{},"id":"p","ocid":"q"})", "{}") ==
        place(R"({"ocid":"r","id":"p","a":{}})", "{}"));
}

TEST_CASE("several places are found in one pass; a key stands for its member") {
  const std::string text = R"([{"extra":1,"id":7},{"id":8,"extra":1}])";
  const std::size_t second = text.rfind("\"extra");
  const auto places = identify(text, {2, 2, second, text.size() - 3});
  CHECK(places[0] == places[1]);
  CHECK(places[0] != places[2]);
  CHECK(places[2] != places[3]);
  CHECK(places[2] == place(R"([{"extra":null,"id":8}])", "\"extra"));
  CHECK(identify("{}", {}).empty());
}

TEST_CASE("fingerprints tell findings apart by rule, release and name, and are never 0") {
  edca::Finding one = finding("schema.required", "/releases/0/tender");
  const auto print = fingerprint(one, 5);
  CHECK(print != 0);
  CHECK(print == fingerprint(finding("schema.required", "/tender"), 5));
  CHECK(print != fingerprint(one, 6));
  CHECK(print != fingerprint(finding("schema.type", ""), 5));
  one.property = "id";
  CHECK(print != fingerprint(one, 5));
  edca::Finding other = finding("schema.required", "");
  other.ocid = "o";
  const auto by_ocid = fingerprint(other, 5);
  other.ocid.clear();
  other.release = "o";
  CHECK(by_ocid != fingerprint(other, 5));
}

TEST_CASE("without a text, numbers on the way do not count, values do") {
  edca::Finding one = finding("text.spaces", "/releases/3/tender/items/0/description");
  one.value = "\" x\"";
  edca::Finding other = finding("text.spaces", "/releases/0/tender/items/7/description");
  other.value = one.value;
  CHECK(plain_fingerprint(one) == plain_fingerprint(other));
  other.value = "\" y\"";
  CHECK(plain_fingerprint(one) != plain_fingerprint(other));
}
