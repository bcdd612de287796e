#include "ocds/metadata.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace {

using edca::ocds::Metadata;

Metadata joined(const std::vector<std::string>& packages) {
  Metadata metadata;
  int number = 0;
  for (const std::string& text : packages) {
    metadata.add(edca::json::parse(text, "package"), {std::to_string(++number), ""});
  }
  return metadata;
}

std::string value_of(const Metadata& metadata, const char* name) {
  const Metadata::Member* member = metadata.find(name);
  return member == nullptr ? "-" : edca::json::write(member->value);
}

}  // namespace

TEST_CASE("extensions and packages are joined in the order of first appearance") {
  const Metadata metadata = joined({R"({"extensions":["b","a"],"packages":["p"]})", R"({})",
                                    R"({"extensions":["a","c",7],"packages":["q","p"]})",
                                    R"({"extensions":"d"})", R"({"extensions":null})"});
  CHECK(value_of(metadata, "extensions") == R"(["b","a","c",7,"d"])");
  CHECK(value_of(metadata, "packages") == R"(["p","q"])");
  CHECK(metadata.packages() == 5);
}

TEST_CASE("the newest date is that of the latest instant") {
  CHECK(value_of(joined({R"({"publishedDate":"2025-01-01T23:00:00-06:00"})",
                         R"({"publishedDate":"2025-01-02T01:00:00Z"})"}),
                 "publishedDate") == R"("2025-01-01T23:00:00-06:00")");
  CHECK(value_of(joined({R"({"publishedDate":"yesterday"})",
                         R"({"publishedDate":"2001-01-01T00:00:00Z"})"}),
                 "publishedDate") == R"("2001-01-01T00:00:00Z")");
}

TEST_CASE("what packages agree about is kept, in their order, and what they do not is named") {
  const Metadata metadata = joined(
      {R"({"x_last":1.50,"license":"https://l.example/","publisher":{"name":"A"},"version":"1.1"})",
       R"({"license":"https://m.example/","x_last":1.50,"version":"1.1"})"});
  REQUIRE(metadata.members().size() == 4);
  CHECK(metadata.members()[0].name == "x_last");
  CHECK(value_of(metadata, "x_last") == "1.50");
  CHECK_FALSE(metadata.find("x_last")->differs);
  CHECK(metadata.find("publisher")->count == 1);
  const Metadata::Member& license = *metadata.find("license");
  REQUIRE(license.differs);
  CHECK(license.source.file == "1");
  CHECK(license.other_source.file == "2");
  CHECK(edca::json::write(license.other) == "\"https://m.example/\"");
  CHECK(metadata.without_version() == nullptr);
}

TEST_CASE("publishers of one name are put together unless they contradict each other") {
  const Metadata same =
      joined({R"({"publisher":{"name":"A","uid":null,"uri":"https://a.example/"}})",
              R"({"publisher":{"name":"A","uid":"1"}})"});
  CHECK(value_of(same, "publisher") == R"({"name":"A","uid":"1","uri":"https://a.example/"})");
  CHECK_FALSE(same.find("publisher")->differs);
  CHECK(
      joined({R"({"publisher":{"name":"A","uid":"2"}})", R"({"publisher":{"name":"A","uid":"1"}})"})
          .find("publisher")
          ->differs);
  CHECK(joined({R"({"publisher":{"name":"A"}})", R"({"publisher":{"name":"B"}})"})
            .find("publisher")
            ->differs);
  CHECK(
      joined({R"({"publisher":"A"})", R"({"publisher":{"name":"A"}})"}).find("publisher")->differs);
}

TEST_CASE("who contradicts a publisher is named with the one who is contradicted") {
  const Metadata metadata =
      joined({R"({"publisher":{"name":"A"}})", R"({"publisher":{"name":"A","uid":null}})",
              R"({"publisher":{"name":"A","uid":"1"}})",
              R"({"publisher":{"name":"A","uri":"u:a","uid":"1"}})",
              R"({"publisher":{"name":"A","uid":"2"}})"});
  const Metadata::Member& publisher = *metadata.find("publisher");
  REQUIRE(publisher.differs);
  CHECK(publisher.source.file == "3");
  CHECK(edca::json::write(publisher.value) == R"({"name":"A","uid":"1"})");
  CHECK(publisher.other_source.file == "5");
  CHECK(edca::json::write(publisher.other) == R"({"name":"A","uid":"2"})");
}

TEST_CASE("null is nothing said, and a package without a version is remembered") {
  const Metadata metadata = joined({R"({"license":null,"version":"1.1"})", R"({"license":null})"});
  CHECK(metadata.find("license") == nullptr);
  CHECK(metadata.members()[0].name == "license");
  REQUIRE(metadata.without_version() != nullptr);
  CHECK(metadata.without_version()->file == "2");
}
