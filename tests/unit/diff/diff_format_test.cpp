#include "diff/format.hpp"

#include <vector>

#include "catch.hpp"
#include "json/value.hpp"

namespace {

using namespace edca;

const std::vector<FieldChange> fields = {
    {Change::changed, "/a/b", "", "1.50", "2"},
    {Change::added, "/l/1", "/l/0", "", "\"x\\u0041\""},
    {Change::removed, "", "", "[ ]", ""},
};
const std::vector<ItemChange> items = {
    {ItemKind::release, "1\n2", Change::changed, fields},
    {ItemKind::record, "", Change::removed, {}},
};

DiffSummary summary() {
  DiffSummary summary;
  summary.processes.added = 1200;
  summary.items.changed = 1;
  return summary;
}

}  // namespace

TEST_CASE("what changed is told in words, in either language") {
  const auto english = diff::make_format(DiffFormat::text, Language::english);
  CHECK(english->begin().empty());
  CHECK(english->entry({false, "o-1", Change::changed, items}) ==
        "Changed: contracting process o-1\n"
        "  Changed: release 1\\n2\n"
        "    /a/b: 1.50 → 2\n"
        "    /l/1 (was /l/0) (added): \"x\\u0041\"\n"
        "    / (removed): [ ]\n"
        "  Removed: record\n"
        "\n");
  CHECK(
      english->end(summary()) ==
      "Summary\n"
      "  Contracting processes: 0 before, 1,200 now; added: 1,200; removed: 0; changed: 0; "
      "unchanged: 0\n"
      "  Releases and records: 1 before, 1 now; added: 0; removed: 0; changed: 1; unchanged: 0\n");
  const auto spanish = diff::make_format(DiffFormat::text, Language::spanish);
  const std::vector<ItemChange> project = {{ItemKind::project, "", Change::changed, {}}};
  CHECK(spanish->entry({true, "p-1", Change::changed, project}) == "Cambió: proyecto p-1\n\n");
}

TEST_CASE("a long value is shortened for people only") {
  const std::string value = "\"" + std::string(500, 'x') + "\"";
  const std::vector<FieldChange> field = {{Change::added, "/a", "", "", value}};
  const std::vector<ItemChange> item = {{ItemKind::release, "1", Change::changed, field}};
  const ProcessChange change{false, "o", Change::changed, item};
  CHECK(diff::make_format(DiffFormat::text, Language::english)->entry(change).size() < 250);
  CHECK(diff::make_format(DiffFormat::json, Language::english)->entry(change).find(value) !=
        std::string::npos);
}

TEST_CASE("what changed is one JSON object, with values as they are written") {
  const auto format = diff::make_format(DiffFormat::json, Language::spanish);
  std::string text = format->begin();
  text += format->entry({false, "o-1", Change::changed, items});
  text += format->entry({true, "p\"1", Change::added, {}});
  text += format->end(summary());
  CHECK(text.find(R"("old":1.50,"new":2)") != std::string::npos);
  CHECK(text.find(R"("new":"x\u0041")") != std::string::npos);
  const json::Value value = json::parse(text, "diff");
  CHECK(value.text("report") == "edca-diff/1");
  const json::Array& changes = value.find("changes")->as_array();
  REQUIRE(changes.size() == 2);
  CHECK(changes[1].text("project") == "p\"1");
  const json::Array& told = changes[0].find("items")->as_array();
  REQUIRE(told.size() == 2);
  CHECK(told[0].text("id") == "1\n2");
  REQUIRE(told[0].find("fields")->as_array().size() == 3);
  CHECK(told[0].find("fields")->as_array()[1].text("old_pointer") == "/l/0");
  CHECK(told[1].find("fields") == nullptr);
  CHECK(value.find("summary")->find("processes")->find("after")->number_text() == "1200");
}

TEST_CASE("nothing that changed is an empty list") {
  const auto format = diff::make_format(DiffFormat::json, Language::spanish);
  const json::Value value = json::parse(format->begin() + format->end({}), "diff");
  CHECK(value.find("changes")->as_array().empty());
}
