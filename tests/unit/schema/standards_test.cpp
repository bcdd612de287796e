#include "schema/standards.hpp"

#include <algorithm>
#include <string>
#include <vector>
#include "catch.hpp"

#include "schema/profile.hpp"

using namespace edca::schema;

TEST_CASE("versions of a standard are the folders of schemas/, oldest first") {
  std::vector<std::string> ocds;
  for (const Standard& each : versions_of("ocds")) ocds.push_back(each.version);
  CHECK(ocds == std::vector<std::string>{"1.0", "1.1"});
  CHECK(newest_of("ocds").profile == "ocds-1.1");
  CHECK(newest_of("oc4ids").folder == "oc4ids/0.9.5");
  CHECK(versions_of("oc4ids").front().profile == "oc4ids-0.9.2");
}

TEST_CASE("a standard is found by profile and by folder") {
  REQUIRE(standard_named("oc4ids-0.9.3") != nullptr);
  CHECK(standard_named("oc4ids-0.9.3") == standard_named("oc4ids/0.9.3"));
  CHECK(standard_named("ocds-1.2") == nullptr);
  CHECK(standard_named("") == nullptr);
}

TEST_CASE("packages name the first two numbers of a version") {
  CHECK(package_version(newest_of("ocds")) == "1.1");
  CHECK(package_version(newest_of("oc4ids")) == "0.9");
}

TEST_CASE("every version and the newest of OC4IDS by its short name are profiles") {
  const Catalog catalog;
  for (const std::string_view name : profile_names()) {
    CHECK(profile_named(catalog, name).standard.find('/') != std::string::npos);
  }
  CHECK(profile_named(catalog, "oc4ids-0.9").name == newest_of("oc4ids").profile);
  CHECK_THROWS(profile_named(catalog, "ocds/1.1"));
  CHECK(profile_names().front() == "edca-mx");
}
