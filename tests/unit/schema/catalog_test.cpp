#include "schema/catalog.hpp"

#include "catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "json/value.hpp"
#include "schema/profile.hpp"

using edca::json::Value;
using edca::schema::Catalog;
using edca::schema::Extension;
using edca::schema::Profile;
using edca::schema::ProfileKey;

namespace {

/// "/definitions/Lot title" for each property of a schema object.
void collect(const Value& schema, const std::string& pointer, std::set<std::string>& found) {
  if (!schema.is_object()) return;
  for (const auto& [key, value] : schema.as_object()) {
    if (key == "properties" && value.is_object()) {
      for (const auto& [name, field] : value.as_object()) found.insert(pointer + " " + name);
    }
    collect(value, pointer + "/" + key, found);
  }
}

std::set<std::string> fields(const Extension& extension) {
  std::set<std::string> found;
  if (const Value* patch = extension.patch("release")) collect(*patch, "", found);
  return found;
}

}  // namespace

TEST_CASE("Every bundled extension can be read, has a name in both languages, and compiles") {
  const Catalog catalog;
  for (const auto& extension : catalog.extensions()) {
    CAPTURE(extension->name);
    const Value* name = extension->content().metadata.find("name");
    REQUIRE(name != nullptr);
    CHECK_FALSE(name->text("en").empty());
    CHECK_FALSE(name->text("es").empty());
    CHECK(catalog.extension(extension->name) == extension.get());
    CHECK(catalog.extension(extension->url) == extension.get());
    ProfileKey key = edca::schema::profile_named(catalog, "ocds-1.1");
    key.extensions = {extension.get()};
    const Profile profile(catalog, key);
    CHECK(profile.plan("release") != nullptr);
    CHECK(profile.plan("release-package") != nullptr);
    CHECK(profile.plan("record") != nullptr);
  }
}

TEST_CASE("No other extension has a field by which items of EDCA-MX are known") {
  const Catalog catalog;
  const std::vector<const Extension*> ours = edca::schema::edca_mx_extensions(catalog);
  std::set<std::string> mexican;
  std::set<std::string> known;
  collect(catalog.schema("ocds/1.1/release-schema.json"), "", known);
  for (const Extension* extension : ours)
    (extension->mexican ? mexican : known).merge(fields(*extension));
  for (const Value& name : catalog.edca_mx().find("shared_names")->as_array()) {
    known.merge(fields(*catalog.extension(name.as_string())));
  }
  for (const auto& extension : catalog.extensions()) {
    CAPTURE(extension->name);
    if (std::find(ours.begin(), ours.end(), extension.get()) != ours.end()) continue;
    CHECK_FALSE(extension->mexican);
    for (const std::string& field : fields(*extension)) {
      CAPTURE(field);
      CHECK((known.count(field) != 0 || mexican.count(field) == 0));
    }
  }
}

TEST_CASE("An extension answers to its name in the registry and to that of its repository") {
  const Catalog catalog;
  const Extension* bids = catalog.extension("bids");
  REQUIRE(bids != nullptr);
  for (const char* word :
       {"bid", "https://extensions.open-contracting.org/en/extensions/bids/v1.1.5/",
        "https://standard.open-contracting.org/latest/en/extensions/bids/",
        "https://raw.githubusercontent.com/open-contracting/ocds_bid_extension/v1.1.3/"
        "extension.json",
        "http://github.com/Open-Contracting-Extensions/ocds_bid_extension",
        "https://github.com/open-contracting-extensions/ocds_bid_extension/archive/master.zip"}) {
    CAPTURE(word);
    CHECK(catalog.extension(word) == bids);
  }
  CHECK(catalog.extension("budget") == catalog.extension("budgetBreakdown_ocp"));
  // Two repositories of that name, of two owners.
  CHECK(catalog.extension("budget_breakdown") == nullptr);
  CHECK(catalog.extension("https://github.com/someone/ocds_bid_extension") == nullptr);
  CHECK(catalog.extension("https://gitlab.com/open-contracting-extensions/ocds_bid_extension") ==
        nullptr);
}

TEST_CASE("Only addresses of the authors of EDCA-MX make data Mexican") {
  const Catalog catalog;
  CHECK(catalog.is_mexican(
      "https://github.com/INAImexico/ocds_guarantees_extension/archive/refs/heads/master.zip"));
  CHECK(catalog.is_mexican("https://github.com/contratacionesabiertas/ocds_taxes_extension/"));
  CHECK_FALSE(catalog.is_mexican(
      "https://extensions.open-contracting.org/en/extensions/guarantees/master/"));
  CHECK_FALSE(catalog.is_mexican("https://gitlab.com/INAImexico/ocds_guarantees_extension"));
  CHECK_FALSE(catalog.is_mexican(
      "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/master/"));
}

TEST_CASE("The order in which extensions are declared does not change their codelists") {
  const Catalog catalog;
  const auto codes = [&](std::vector<const Extension*> extensions) {
    ProfileKey key = edca::schema::profile_named(catalog, "ocds-1.1");
    key.extensions = std::move(extensions);
    const Profile profile(catalog, key);
    std::set<std::string> found;
    for (const auto& code : profile.codelist("statistic.csv")->codes()) found.insert(code.code);
    return found;
  };
  const Extension* bids = catalog.extension("bids");
  const Extension* statistics = catalog.extension("statistics");
  CHECK(codes({bids, statistics}) == codes({statistics, bids}));
  CHECK(codes({bids, statistics}).size() > codes({bids}).size());
}

TEST_CASE("An extension may patch the schemas of packages") {
  const Catalog catalog;
  ProfileKey key = edca::schema::profile_named(catalog, "ocds-1.1");
  key.extensions = {catalog.extension("pagination")};
  const Profile profile(catalog, key);
  for (const char* kind : {"release-package", "record-package"}) {
    CAPTURE(kind);
    CHECK(profile.schema(kind)->find("properties")->find("links") != nullptr);
  }
  CHECK(profile.schema("release")->find("properties")->find("links") == nullptr);
}
