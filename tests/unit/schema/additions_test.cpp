#include "schema/additions.hpp"

#include <initializer_list>
#include <string_view>

#include "catch.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace {

using edca::schema::Additions;
using edca::schema::Node;
using edca::schema::ObjectPlan;
using edca::schema::Property;

/// The object of a schema, or of the elements of a list, at the end of a path of names.
const ObjectPlan& object_at(const Node* node, std::initializer_list<std::string_view> path) {
  const auto object = [&] {
    return node->array == nullptr ? node->object : node->array->items->object;
  };
  for (const std::string_view name : path) {
    const auto index = object()->names.find(name);
    REQUIRE(index != edca::schema::NameTable::none);
    node = object()->properties[index].node;
  }
  REQUIRE(object() != nullptr);
  return *object();
}

}  // namespace

TEST_CASE("what EDCA-MX adds to a standard is known by its place") {
  const edca::schema::Catalog catalog;
  const edca::schema::Profile standard(catalog, profile_named(catalog, "ocds-1.1"));
  const edca::schema::Profile mexican(catalog, profile_named(catalog, "edca-mx"));
  const Node* plan = standard.plan("release");
  const Additions additions(*plan, *mexican.plan("release"));
  CHECK_FALSE(additions.unsure());
  CHECK(additions.has(object_at(plan, {"contracts"}), "guarantees"));
  CHECK(additions.has(object_at(plan, {"tender"}), "clarificationMeetings"));
  CHECK(additions.has(object_at(plan, {"tender", "items", "unit", "value"}), "netAmount"));
  CHECK_FALSE(additions.has(object_at(plan, {"awards"}), "guarantees"));
  CHECK_FALSE(additions.has(object_at(plan, {"tender"}), "netAmount"));
  CHECK_FALSE(additions.has(object_at(plan, {}), "ocid"));
  CHECK_FALSE(additions.has(object_at(plan, {}), "somethingElse"));
}

// Else every item without a package would have to be looked at twice.
TEST_CASE("EDCA-MX leads nowhere where a version of OCDS says nothing") {
  const edca::schema::Catalog catalog;
  const edca::schema::Profile mexican(catalog, profile_named(catalog, "edca-mx"));
  for (const char* name : {"ocds-1.0", "ocds-1.1"}) {
    const edca::schema::Profile standard(catalog, profile_named(catalog, name));
    for (const char* kind : {"release", "record"}) {
      INFO(name << " " << kind);
      CHECK_FALSE(Additions(*standard.plan(kind), *mexican.plan(kind)).unsure());
    }
  }
}
