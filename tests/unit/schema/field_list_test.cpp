#include "schema/field_list.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/csv.hpp"
#include "catch.hpp"

using namespace edca::schema;

namespace {

const std::vector<ListedField>& edca_mx() {
  static const Catalog catalog;
  static const Profile profile(catalog, profile_named(catalog, "edca-mx"));
  static const std::vector<ListedField> fields = list_fields(catalog, profile);
  return fields;
}

const ListedField& field(const std::string& path) {
  const auto found = std::ranges::find(edca_mx(), path, &ListedField::path);
  REQUIRE(found != edca_mx().end());
  return *found;
}

}  // namespace

TEST_CASE("a field has the table in whose rows it stands and its path from the item") {
  const ListedField& name = field("awards/items/unit/name");
  CHECK(name.table == "releases/awards/items");
  CHECK(name.heading_en.ends_with(": " + name.title_en));
  CHECK(field("awards/items").table == "releases/awards");
  CHECK(field("awards/items").objects);
  CHECK(field("tender/submissionMethod").table == "releases");
  CHECK_FALSE(field("tender/submissionMethod").objects);
}

TEST_CASE("what is required in an object is required in the row only where the object is") {
  CHECK(field("ocid").row_required);
  CHECK(field("tender/id").required);
  CHECK_FALSE(field("tender/id").row_required);
  CHECK(field("contracts/id").row_required);
  CHECK_FALSE(field("contracts/title").required);
}

TEST_CASE("a field names the extension that brings it, its codes and since when it is deprecated") {
  CHECK(field("tender/value/amount").extension.empty());
  CHECK(field("tender/value/netAmount").extension == "taxes");
  CHECK(field("contracts/guarantees").extension == "guarantees");
  CHECK(field("planning/budget/budgetBreakdown/budgetLines/components/code").extension ==
        "budgetLines");
  REQUIRE(field("contracts/implementation/status").codelist != nullptr);
  CHECK(field("contracts/implementation/status").codelist->has("ongoing"));
  CHECK(field("awards/suppliers/identifier").deprecated_since == "1.1");
  CHECK(field("awards/suppliers/identifier/id").deprecated_since == "1.1");
  CHECK(field("awards/suppliers/name").deprecated_since.empty());
}

TEST_CASE("every path is listed once, behind the object or list that holds it") {
  std::set<std::string> seen;
  for (const ListedField& each : edca_mx()) {
    CHECK(seen.insert(each.path).second);
    const std::size_t slash = each.path.rfind('/');
    if (slash != std::string::npos) CHECK(seen.contains(each.path.substr(0, slash)));
  }
}

TEST_CASE("the tables are those that were counted elsewhere") {
  const std::filesystem::path path =
      std::filesystem::path(EDCA_SHARED_DATA) / "facts/legacy/tables_edca.csv";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: no ../shared");
    return;
  }
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  std::map<std::string, int> columns;
  for (const ListedField& each : edca_mx()) {
    if (!each.objects && each.types != type_object) ++columns[each.table];
  }
  const auto rows = edca::base::parse_csv(text.str(), "tables_edca.csv");
  CHECK(rows.size() - 1 == columns.size());
  for (std::size_t row = 1; row < rows.size(); ++row) CHECK(columns.contains(rows[row][0]));
}
