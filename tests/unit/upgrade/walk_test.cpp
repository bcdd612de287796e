#include "upgrade/walk.hpp"

#include "catch.hpp"

#include <string>

using edca::schema::Catalog;
using edca::schema::Profile;
using edca::upgrade::Changes;
using edca::upgrade::Document;
using edca::upgrade::Ids;
using edca::upgrade::Walk;

namespace {

const Profile& edca_mx() {
  static const Catalog catalog;
  static const Profile profile(catalog, edca::schema::profile_named(catalog, "edca-mx"));
  return profile;
}

const Profile& oc4ids() {
  static const Catalog catalog;
  static const Profile profile(catalog, edca::schema::profile_named(catalog, "oc4ids-0.9.5"));
  return profile;
}

std::string walked(const std::string& release, bool repair, const Profile& profile = edca_mx()) {
  Ids ids;
  ids.find(release);
  ids.end();
  ids.compare(release);
  ids.end();
  Document document(release);
  Changes changes;
  Walk walk(document, profile, repair ? &ids : nullptr, changes);
  walk.run(0, profile.plan(profile.is_oc4ids() ? "project" : "release"));
  std::string out;
  document.write(out);
  CHECK((out == release || !changes.list().empty()));
  CHECK((out == release || document.changed()));
  return out;
}

void stays(const std::string& release) {
  CHECK(walked(release, true) == release);
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
  CHECK(walked(R"({"tag":"award; contract"})", true) == R"({"tag":["award", "contract"]})");
  for (const std::string release :
       {R"({"tag":"planning,other"})", R"({"tag":""})", R"({"tag":","})",
        R"({"tag":"planning;other"})", R"({"tag":5})", R"({"tag":null})"}) {
    CHECK(walked(release, true) == release);
  }
}

TEST_CASE("an id and what refers to it lose their white space, or none of them does") {
  CHECK(walked(R"({"parties":[{"id":"1 "}],"buyer":{"id":"1 "},"x":{"orgID":"1 ","y":"1 "}})",
               true) ==
        R"({"parties":[{"id":"1"}],"buyer":{"id":"1"},"x":{"orgID":"1","y":"1 "}})");
  CHECK(walked(R"({"tender":{"items":[{"relatedLot":" L"}],"lots":[{"id":" L"}]}})", true) ==
        R"({"tender":{"items":[{"relatedLot":"L"}],"lots":[{"id":"L"}]}})");
  CHECK(walked(R"({"parties":[{"id":"1 "}],"x":{"\u0069d":"1 "}})", true) ==
        R"({"parties":[{"id":"1"}],"x":{"\u0069d":"1"}})");
  // Taken, or twice.
  CHECK(walked(R"({"parties":[{"id":"1 "},{"id":"2 "},{"id":"2"}]})", true) ==
        R"({"parties":[{"id":"1"},{"id":"2 "},{"id":"2"}]})");
  stays(R"({"parties":[{"id":"1 "},{"id":" 1"}]})");
  stays(R"({"parties":[{"id":"1 "}],"awards":[{"id":1}]})");
  stays(R"({"awards":[{"id":"1 "}],"contracts":[{"awardID":"1"}]})");
  stays(R"({"tender":{"lots":[{"id":"1 "}],"items":[{"relatedLots":["1"]}]}})");
}

TEST_CASE("the codes of identifiers and classifications are texts like others") {
  CHECK(
      walked(
          R"({"parties":[{"id":"1","identifier":{"scheme":"MX-RFC","id":"MVH8301014K5 "}},{"id":"2","identifier":{"scheme":"MX-RFC","id":"MVH8301014K5"}}]})",
          true) ==
      R"({"parties":[{"id":"1","identifier":{"scheme":"MX-RFC","id":"MVH8301014K5"}},{"id":"2","identifier":{"scheme":"MX-RFC","id":"MVH8301014K5"}}]})");
  stays(
      R"({"tender":{"items":[{"id":"1","additionalClassifications":[{"scheme":"COG","id":"24601 "},{"scheme":"COG","id":"24601"}]}]}})");
}

TEST_CASE("an OCID stays as it is, wherever it stands") {
  stays(R"({"ocid":"x-1 "})");
  stays(R"({"ocid":"x-1 ","id":"x-1 "})");
  stays(R"({"relatedProcesses":[{"id":"1","identifier":"ocds-mx0001-1 "}]})");
  CHECK(walked(R"({"contractingProcesses":[{"id":"ocds-mx0001-1 ","summary":{"title":" a"}}]})",
               true, oc4ids()) ==
        R"({"contractingProcesses":[{"id":"ocds-mx0001-1 ","summary":{"title":"a"}}]})");
}

TEST_CASE("a number becomes a text only where it is certain which") {
  CHECK(walked(R"({"tender":{"title":2025,"description":5.10},"buyer":{"name":1e3}})", true) ==
        R"({"tender":{"title":"2025","description":"5.10"},"buyer":{"name":"1e3"}})");
  CHECK(
      walked(
          R"({"parties":[{"id":"1","address":{"postalCode":44530,"countryName":"M\u00c9XICO"}}]})",
          true) ==
      R"({"parties":[{"id":"1","address":{"postalCode":"44530","countryName":"M\u00c9XICO"}}]})");
  CHECK(walked(R"({"parties":[{"contactPoint":{"telephone":5512345678}}]})", true) ==
        R"({"parties":[{"contactPoint":{"telephone":"5512345678"}}]})");
  // No dates, addresses and codes.
  stays(
      R"({"date":20150608,"tender":{"documents":[{"url":4530}],"tenderPeriod":{"startDate":0}}})");
  stays(R"({"language":5,"ocid":7,"tender":{"status":1,"value":{"currency":484}}})");
  // Zeros at their front are lost.
  stays(R"({"parties":[{"address":{"postalCode":4530,"region":9}}]})");
  stays(R"({"parties":[{"address":{"postalCode":50001,"countryName":"Colombia"}}]})");
  stays(R"({"parties":[{"contactPoint":{"telephone":1155512345,"faxNumber":551234567}}]})");
}

TEST_CASE("a number for an id becomes a text only with all that refers to it") {
  // In OCDS others may refer to a whole number.
  stays(R"({"parties":[{"id":5}],"buyer":{"id":5}})");
  CHECK(walked(R"({"parties":[{"id":1.5}],"buyer":{"id":1.5}})", true) ==
        R"({"parties":[{"id":"1.5"}],"buyer":{"id":"1.5"}})");
  stays(R"({"parties":[{"id":1.5},{"id":"1.5"}]})");
  stays(R"({"parties":[{"id":1.50},{"id":1e1}]})");
  // A field that no schema describes refers to it.
  stays(R"({"parties":[{"id":1.5}],"localID":1.5})");
  CHECK(walked(R"({"parties":[{"id":5},{"id":6}],"documents":[{"id":"6"}]})", true, oc4ids()) ==
        R"({"parties":[{"id":"5"},{"id":6}],"documents":[{"id":"6"}]})");
}

TEST_CASE("one element becomes a list only where it is one") {
  CHECK(walked(R"({"tender":{"items":{"id":"1","quantity":"2"}}})", true) ==
        R"({"tender":{"items":[{"id":"1","quantity":2}]}})");
  CHECK(walked(R"({"tender":{"submissionMethod":" electronico "}})", true) ==
        R"({"tender":{"submissionMethod":["electronico"]}})");
  stays(R"({"tender":{"items":{},"milestones":[{"id":"1","documents":{}}]}})");
  stays(R"({"tender":{"items":{"0":{"id":"1"},"1":{"id":"2"}},"documents":{"title":"x"}}})");
  stays(R"({"tender":{"submissionMethod":"No incluido."}})");
  stays(R"({"tender":{"submissionMethod":"[\"written\"]"}})");
}

TEST_CASE("a list made of a text is not taken for an empty one") {
  Document document(
      R"({"parties":[{"id":"1","roles":"publicAuthority, buyer"}],"sector":"","title":"x"})");
  const Ids ids;
  Changes changes;
  Walk walk(document, oc4ids(), &ids, changes);
  walk.run(0, oc4ids().plan("project"));
  walk.drop_empty();
  CHECK(document.text(0) ==
        R"({"parties":[{"id":"1","roles":["publicAuthority", "buyer"]}],"sector":"","title":"x"})");
}

TEST_CASE("what has to differ is not made equal") {
  stays(R"({"tender":{"items":[{"id":"1","description":"x "},{"id":"1","description":"x"}]}})");
  stays(R"({"tender":{"items":[{"id":"1","description":"x"},{"id":"1","description":"x "}]}})");
  CHECK(
      walked(
          R"({"tender":{"items":[{"id":"1","quantity":"1"},{"id":"1","quantity":"1"},{"id":"2","quantity":"3"}]}})",
          true) ==
      R"({"tender":{"items":[{"id":"1","quantity":1},{"id":"1","quantity":1},{"id":"2","quantity":3}]}})");
}

TEST_CASE("an error is mended although elements become equal: they were so before") {
  CHECK(
      walked(
          R"({"tender":{"documents":[{"id":"1","datePublished":"2024-10-25 12:00:00Z"},{"id":"1","datePublished":"2024-10-25T12:00:00Z\n"}]}})",
          true) ==
      R"({"tender":{"documents":[{"id":"1","datePublished":"2024-10-25T12:00:00Z"},{"id":"1","datePublished":"2024-10-25T12:00:00Z"}]}})");
  CHECK(
      walked(
          R"({"tender":{"items":[{"id":"1","quantity":"1","description":"x "},{"id":"1","quantity":1,"description":"x"}]}})",
          true) ==
      R"({"tender":{"items":[{"id":"1","quantity":1,"description":"x "},{"id":"1","quantity":1,"description":"x"}]}})");
  CHECK(walked(R"({"parties":[{"id":"1","roles":"buyer"},{"id":"1","roles":[" buyer"]}]})", true) ==
        R"({"parties":[{"id":"1","roles":["buyer"]},{"id":"1","roles":[" buyer"]}]})");
}

TEST_CASE("a second run decides as the first did") {
  // Equal but for an error, and trimmed alike: nothing is lost by the trim.
  const std::string twins = walked(
      R"({"tender":{"items":[{"id":"1","quantity":"1","description":"x "},{"id":"1","quantity":1,"description":"x "}]}})",
      true);
  CHECK(
      twins ==
      R"({"tender":{"items":[{"id":"1","quantity":1,"description":"x"},{"id":"1","quantity":1,"description":"x"}]}})");
  stays(twins);
  // A third that is another one without the trim: all three stay.
  const std::string three = walked(
      R"({"tender":{"items":[{"id":"1","quantity":"1","description":"x "},{"id":"1","quantity":1,"description":"x "},{"id":"1","quantity":1,"description":"x"}]}})",
      true);
  CHECK(
      three ==
      R"({"tender":{"items":[{"id":"1","quantity":1,"description":"x "},{"id":"1","quantity":1,"description":"x "},{"id":"1","quantity":1,"description":"x"}]}})");
  stays(three);
}

TEST_CASE("hostile texts cost neither stack nor quadratic time") {
  std::string deep = R"({"parties":)" + std::string(500, '[') + std::string(500, ']') + "}";
  CHECK(walked(deep, true) == deep);
  std::string many = R"({"parties":[{"identifier":{"legalPersonality":"x")";
  for (int i = 0; i < 50000; ++i) many += R"(,"juridicalPersonhood":"x")";
  many += "}}]}";
  CHECK(walked(many, true) == many);
  std::string ids = R"({"parties":[{"id":"x0 "})";
  for (int i = 1; i < 50000; ++i) ids += R"(,{"id":"x)" + std::to_string(i) + " \"}";
  CHECK(walked(ids + "]}", true).size() == ids.size() + 2 - 50000);
  std::string twins = R"({"tender":{"items":[{"id":"1","description":"x"})";
  for (int i = 0; i < 20000; ++i)
    twins += R"(,{"id":"1","description":"x )" + std::string(i % 9, ' ') + "\"}";
  stays(twins + "]}}");
  std::string lists = R"({"x":)" + std::string(400, '[');
  for (int i = 0; i < 20000; ++i) lists += R"({"id":"x "},)";
  stays(lists + "0" + std::string(400, ']') + R"(,"id":"x"})");
}
