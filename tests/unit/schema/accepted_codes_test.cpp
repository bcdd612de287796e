#include "catch.hpp"
#include "schema/catalog.hpp"
#include "schema/codelist.hpp"
#include "schema/profile.hpp"

namespace schema = edca::schema;

TEST_CASE("the codes of INAI's platform are known to EDCA-MX, and part of no list") {
  const schema::Catalog catalog;
  const auto accepts = [&](const char* profile, const char* list, const char* code) {
    const schema::Profile known(catalog, schema::profile_named(catalog, profile));
    const schema::Codelist* codelist = known.codelist(list);
    REQUIRE(codelist != nullptr);
    CHECK_FALSE(codelist->has(code));
    return codelist->accepts(code);
  };
  CHECK(accepts("edca-mx", "documentType.csv", "settlement"));
  CHECK(accepts("edca-mx", "itemClassificationScheme.csv", "COG"));
  CHECK_FALSE(accepts("edca-mx", "documentType.csv", "contratoFirmado"));
  CHECK_FALSE(accepts("ocds-1.1", "documentType.csv", "settlement"));
}
