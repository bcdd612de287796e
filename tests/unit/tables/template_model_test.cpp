#include "tables/template_model.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "edca/error.hpp"

using namespace edca::tables;
using edca::Language;

namespace {

const edca::schema::Catalog& catalog() {
  static const edca::schema::Catalog catalog;
  return catalog;
}

const edca::schema::Profile& profile(const char* name) {
  static const edca::schema::Profile edca(catalog(),
                                          edca::schema::profile_named(catalog(), "edca-mx"));
  static const edca::schema::Profile projects(catalog(),
                                              edca::schema::profile_named(catalog(), "oc4ids-0.9"));
  return std::string_view(name) == "edca-mx" ? edca : projects;
}

TemplateModel make(TemplateRequest request = {}, const char* name = "edca-mx") {
  return make_template(catalog(), profile(name), request);
}

const TemplateColumn* column(const TemplateModel& model, std::string_view table,
                             std::string_view path) {
  for (const TemplateSheet& sheet : model.sheets) {
    if (sheet.table != table) continue;
    const auto found = std::ranges::find(sheet.columns, path, &TemplateColumn::path);
    if (found != sheet.columns.end()) return &*found;
  }
  return nullptr;
}

std::size_t columns(const TemplateModel& model) {
  std::size_t count = 0;
  for (const TemplateSheet& sheet : model.sheets) count += sheet.columns.size();
  return count;
}

}  // namespace

TEST_CASE("each detail of a template holds the one before") {
  const TemplateModel basic = make({.detail = Detail::basic});
  const TemplateModel common = make();
  const TemplateModel full = make({.detail = Detail::full});
  CHECK(basic.sheets.size() == 26);
  CHECK(full.sheets.size() == 116);
  for (const auto& [less, more] : {std::pair(&basic, &common), std::pair(&common, &full)}) {
    CHECK(columns(*less) < columns(*more));
    for (const TemplateSheet& sheet : less->sheets) {
      for (const TemplateColumn& each : sheet.columns) {
        INFO(sheet.table << " " << each.path);
        CHECK(column(*more, sheet.table, each.path) != nullptr);
      }
    }
  }
}

TEST_CASE("rows of a template name the rows around them, which are chosen from their sheets") {
  const TemplateModel model = make();
  const TemplateColumn* award = column(model, "releases/awards/items", "awards/0/id");
  REQUIRE(award != nullptr);
  CHECK(award->around);
  CHECK(award->need == Need::always);
  CHECK(award->refers_to == "awards/id");
  CHECK(award->title == "Adjudicaciones: Identificador de la adjudicación");
  CHECK(column(model, "releases/awards/items", "ocid")->refers_to == "ocid");
  CHECK(column(model, "releases/contracts", "contracts/0/awardID")->refers_to == "awards/id");
  CHECK(column(model, "releases/awards/suppliers", "awards/0/suppliers/0/id")->refers_to ==
        "parties/id");
  // What is in no sheet cannot be chosen.
  const TemplateModel few = make({.tables = {"contracts/guarantees"}});
  REQUIRE(few.sheets.size() == 1);
  CHECK(column(few, "releases/contracts/guarantees", "contracts/0/id")->refers_to.empty());
}

TEST_CASE("what a reader makes of a release has columns in full detail and where data fill them") {
  CHECK(column(make(), "releases", "tag") == nullptr);
  CHECK(column(make({.detail = Detail::full}), "releases", "tag") != nullptr);
  CHECK(column(make({.of_release = true}), "releases", "tag") != nullptr);
  CHECK(column(make({.of_release = true}), "releases/awards", "id") != nullptr);
  CHECK(column(make({}, "oc4ids-0.9"), "projects", "id") != nullptr);
}

TEST_CASE("titles are once in their sheet, and every column says how to fill it in") {
  for (const char* name : {"edca-mx", "oc4ids-0.9"}) {
    for (const Language language : {Language::spanish, Language::english}) {
      const TemplateModel model = make({.detail = Detail::full, .language = language}, name);
      for (const TemplateSheet& sheet : model.sheets) {
        std::set<std::string> titles;
        for (const TemplateColumn& each : sheet.columns) {
          INFO(sheet.name << " " << each.path);
          CHECK_FALSE(each.how.empty());
          CHECK(titles.insert(each.title).second);
        }
      }
    }
  }
}

TEST_CASE("every label of a list leads back to its code, and to no other") {
  for (const char* name : {"edca-mx", "oc4ids-0.9"}) {
    for (const Language language : {Language::spanish, Language::english}) {
      const TemplateModel model = make({.detail = Detail::full, .language = language}, name);
      CHECK(model.lists.size() > 10);
      for (const TemplateList& list : model.lists) {
        std::set<std::string> labels;
        for (const auto& [label, code] : list.entries) {
          INFO(list.name << " " << label);
          CHECK(labels.insert(label).second);
          CHECK((label == code || list.codelist->meant(label) == code));
        }
      }
    }
  }
}

TEST_CASE("a table that the profile does not have is named with the nearest") {
  try {
    static_cast<void>(make({.tables = {"contract"}}));
    FAIL("nothing was thrown");
  } catch (const edca::Error& error) {
    CHECK(error.key() == "template.table");
  }
  CHECK(make({.tables = {"releases/contracts/"}}).sheets.front().table == "releases/contracts");
}
