#include "upgrade/walk.hpp"

#include "catch.hpp"

#include <string>

using edca::schema::Catalog;
using edca::schema::Profile;
using edca::upgrade::Changes;
using edca::upgrade::Document;
using edca::upgrade::Walk;

namespace {

const Profile& edca_mx() {
  static const Catalog catalog;
  static const Profile profile(catalog, edca::schema::profile_named(catalog, "edca-mx"));
  return profile;
}

std::string walked(const std::string& release, bool repair) {
  Document document(release);
  Changes changes;
  Walk walk(document, edca_mx(), repair, changes);
  walk.run(0, edca_mx().plan("release"));
  std::string out;
  document.write(out);
  CHECK((out == release) == !document.changed());
  return out;
}

}  // namespace

TEST_CASE("old names change where the object has the new one, and only there") {
  CHECK(walked(
            R"({"parties":[{"identifier":{"juridicalPersonhood":"x"},"juridicalPersonhood":"y"}]})",
            false) ==
        R"({"parties":[{"identifier":{"legalPersonality":"x"},"juridicalPersonhood":"y"}]})");
  // What is below the new name is looked at with its schema.
  CHECK(walked(R"({"contracts":[{"guarantees":[{"guaranteeType":"creditLetter"}]}]})", false) ==
        R"({"contracts":[{"guarantees":[{"type":"letterOfCredit"}]}]})");
  // Twice the old name: there is one new name only.
  CHECK(walked(R"({"parties":[{"identifier":{"juridicalPersonhood":1,"juridicalPersonhood":2}}]})",
               false) ==
        R"({"parties":[{"identifier":{"legalPersonality":1,"juridicalPersonhood":2}}]})");
}

TEST_CASE("nothing is repaired unless asked, and nothing that the schema does not describe") {
  const std::string release =
      R"({"tag":"tender","x":{"date":"2020-01-01 00:00:00Z","amount":"5"},"tender":{"value":{"amount":"5"}}})";
  CHECK(walked(release, false) == release);
  CHECK(
      walked(release, true) ==
      R"({"tag":["tender"],"x":{"date":"2020-01-01 00:00:00Z","amount":"5"},"tender":{"value":{"amount":5}}})");
}

TEST_CASE("lists of codes are taken apart only where each part is a code") {
  CHECK(walked(R"({"tag":"planning,Tender , award"})", true) ==
        R"({"tag":["planning", "tender", "award"]})");
  for (const std::string release : {R"({"tag":"planning,other"})", R"({"tag":""})",
                                    R"({"tag":","})", R"({"tag":5})", R"({"tag":null})"}) {
    CHECK(walked(release, true) == release);
  }
}

TEST_CASE("an id keeps its white space where that tells it from another") {
  CHECK(walked(R"({"parties":[{"id":"1 "},{"id":"2 "},{"id":"2"}]})", true) ==
        R"({"parties":[{"id":"1"},{"id":"2 "},{"id":"2"}]})");
}

TEST_CASE("hostile texts cost neither stack nor quadratic time") {
  std::string deep = R"({"parties":)" + std::string(500, '[') + std::string(500, ']') + "}";
  CHECK(walked(deep, true) == deep);
  std::string many = R"({"parties":[{"identifier":{"legalPersonality":"x")";
  for (int i = 0; i < 50000; ++i) many += R"(,"juridicalPersonhood":"x")";
  many += "}}]}";
  CHECK(walked(many, true) == many);
  std::string ids = R"({"parties":[{"id":"0 "})";
  for (int i = 1; i < 50000; ++i) ids += R"(,{"id":")" + std::to_string(i) + " \"}";
  CHECK(walked(ids + "]}", true).size() == ids.size() + 2 - 50000);
}
