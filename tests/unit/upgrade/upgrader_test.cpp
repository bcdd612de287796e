#include "edca/upgrader.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/language.hpp"

namespace {

struct Heard final : edca::FindingSink {
  std::vector<edca::Finding> findings;
  void finding(const edca::Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary&) override {}
};

}  // namespace

TEST_CASE("a text in memory is upgraded, and each change has its values and a sentence") {
  Heard heard;
  edca::UpgradeOptions options;
  options.read.profile = "edca-mx";
  const edca::Upgrader upgrader(options);
  const std::string release =
      R"({"ocid":"o-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"],"parties":[],)"
      R"("contracts":[{"id":"1","implementation":{"transactions":[{"id":"1","paymentMethod":"wireTransfer"}]}}]})";
  const std::string upgraded = upgrader.upgrade(release, heard);
  CHECK(upgraded.find("\"wireTransfe\"") != std::string::npos);
  REQUIRE(heard.findings.size() == 1);
  CHECK(heard.findings[0].rule->id == "upgrade.code");
  CHECK(heard.findings[0].old_value == "\"wireTransfer\"");
  CHECK(heard.findings[0].new_value == "\"wireTransfe\"");
  CHECK_FALSE(describe(heard.findings[0], edca::Language::spanish).empty());
}

TEST_CASE("what needs no change comes back byte for byte, and so does what is broken off") {
  Heard heard;
  const edca::Upgrader upgrader({});
  for (const std::string text :
       {" {\"ocid\" : \"o-1\", \"id\":\"1\",\"tag\":[], \"parties\":[ ] , \"x\":1.0}\r\n",
        "[{\"ocid\":\"o-1\",\"parties\":[]}\n,{\"ocid\":\"o-2\",\"parties\":[]}]",
        "{\"releases\":[{\"ocid\":\"o-1\"", ""}) {
    CHECK(upgrader.upgrade(text, heard) == text);
  }
}
