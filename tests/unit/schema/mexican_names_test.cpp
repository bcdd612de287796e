#include <string>

#include "catch.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace {

using edca::json::Value;

/// Looks for properties of the standard that lead elsewhere in EDCA-MX.
void compare(const Value& standard, const Value& mexican, const std::string& pointer) {
  if (!standard.is_object() || !mexican.is_object()) return;
  for (const auto& [key, value] : standard.as_object()) {
    const Value* other = mexican.find(key);
    INFO(pointer << "/" << key);
    if (key == "$ref") {
      REQUIRE(other != nullptr);
      CHECK(*other == value);
    } else if (other != nullptr) {
      compare(value, *other, pointer + "/" + key);
    }
  }
}

}  // namespace

TEST_CASE("unknown fields tell what may be EDCA-MX") {
  const edca::schema::Catalog catalog;
  const edca::schema::Profile standard(catalog, profile_named(catalog, "ocds-1.1"));
  for (const char* name :
       {"budgetBreakdown", "requestForQuotes", "clarificationMeetings", "guarantees"}) {
    INFO(name);
    CHECK(standard.may_be_mexican(name) == (std::string(name) != "requestForQuotes"));
  }
  CHECK(standard.may_be_mexican("requestsForQuotes"));
  CHECK_FALSE(standard.may_be_mexican("ocid"));
  CHECK_FALSE(standard.may_be_mexican("somethingElse"));
  const edca::schema::Profile mexican(catalog, profile_named(catalog, "edca-mx"));
  CHECK_FALSE(mexican.may_be_mexican("guarantees"));
}

// Profile::may_be_mexican compares objects that stand at the same place of both schemas.
TEST_CASE("EDCA-MX adds fields to the standard and leads none of them elsewhere") {
  const edca::schema::Catalog catalog;
  const edca::schema::Profile standard(catalog, profile_named(catalog, "ocds-1.1"));
  const edca::schema::Profile mexican(catalog, profile_named(catalog, "edca-mx"));
  compare(*standard.schema("release"), *mexican.schema("release"), "");
}
