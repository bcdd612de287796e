#include "upgrade/ocds.hpp"

#include "base/md5.hpp"
#include "catch.hpp"

#include <string>

using edca::base::md5;
using edca::upgrade::Changes;
using edca::upgrade::Document;

namespace {

std::string upgraded(const std::string& release, Changes& changes) {
  Document document(release);
  edca::upgrade::release_to_1_1(document, 0, changes);
  std::string out;
  document.write(out);
  return out;
}

std::string upgraded(const std::string& release) {
  Changes changes;
  return upgraded(release, changes);
}

}  // namespace

TEST_CASE("the id of an organization is the MD5 of what tells it apart") {
  const std::string id = md5("A-S--L-u----6000-M");
  CHECK(
      upgraded(
          R"({"buyer":{"name":"A","identifier":{"scheme":"S","id":null,"legalName":"L","uri":"u"},)"
          R"("address":{"postalCode":6000,"countryName":"M"}}})")
          .find("\"id\": \"" + id + "\"") != std::string::npos);
  // An identifier that is no object, or that is empty, counts as it does for ocdskit.
  CHECK(upgraded(R"({"buyer":{"name":"A","identifier":{}}})").find(md5("A----")) !=
        std::string::npos);
  CHECK(upgraded(R"({"buyer":{"name":"A","identifier":"x"}})").find(md5("A")) != std::string::npos);
}

TEST_CASE("an organization that others describe in another way is told of") {
  Changes changes;
  upgraded(R"({"buyer":{"id":"1","name":"A"},"tender":{"procuringEntity":{"id":"1","name":"B"}}})",
           changes);
  std::size_t told = 0;
  for (const auto& change : changes.list()) {
    if (change.rule != "upgrade.party-differs") continue;
    ++told;
    CHECK(change.pointer == "/tender/procuringEntity");
    CHECK(change.old == R"({"id": "1", "name": "B"})");
  }
  CHECK(told == 1);
}

TEST_CASE("parties that are there get roles, and ids where they are referred to") {
  CHECK(
      upgraded(
          R"({"parties":[{"id":"1","name":"A","roles":["x"]}],"buyer":{"id":"1","name":"A"}})") ==
      R"({"parties":[{"id":"1","name":"A","roles":["x", "buyer"]}],"buyer":{"id":"1","name":"A"}})");
  CHECK(upgraded(R"({"parties":[{"name":"A"}],"buyer":{"name":"A"}})") ==
        R"({"parties":[{"name":"A","id": ")" + md5("A") +
            R"(","roles": ["buyer"]}],"buyer":{"id": ")" + md5("A") + R"(", "name": "A"}})");
}

TEST_CASE("what is not of the form of OCDS stays as it is") {
  for (const std::string release :
       {R"({"parties":{},"buyer":{"name":"A"}})",
        R"({"buyer":"A","tender":[],"awards":{},"contracts":"x"})",
        R"({"tender":{"tenderers":["A",1,null],"amendment":null}})", R"({"buyer":null})",
        R"({"buyer":{"id":[],"name":"A"}})",
        R"({"contracts":[{"implementation":{"transactions":[{"providerOrganization":"A"}]}}]})",
        R"({"tender":{"amendment":{},"amendments":{}}})"}) {
    CHECK(upgraded(release) == release);
  }
}

TEST_CASE("amendments come together once") {
  CHECK(upgraded(R"({"tender":{"amendment":{"a":1.0},"amendments":[{"a":1}]}})") ==
        R"({"tender":{"amendments":[{"a":1}]}})");
  CHECK(upgraded(R"({"awards":[{"amendment":{"a":2},"amendments":[{"a":1}]}]})") ==
        R"({"awards":[{"amendments":[{"a":1},{"a":2}]}]})");
}

TEST_CASE("many organizations cost linear time") {
  std::string release = R"({"tender":{"tenderers":[)";
  for (int i = 0; i < 20000; ++i) {
    release +=
        (i == 0 ? "" : ",") + std::string(R"({"name":"A)") + std::to_string(i % 10000) + "\"}";
  }
  Changes changes;
  const std::string out = upgraded(release + "]}}", changes);
  CHECK(changes.list().size() == 20001);
  CHECK(out.find(md5("A9999")) != std::string::npos);
}
