#include "edca/differ.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::Change;
using edca::io::testing::TempFolder;

struct Heard final : edca::FindingSink {
  std::vector<std::string> rules;
  std::vector<std::string> files;
  void finding(const edca::Finding& finding) override {
    rules.emplace_back(finding.rule->id);
    files.push_back(finding.file);
  }
  void file(const edca::FileSummary&) override {}
};

/// A change of a process as one line: "ocid:changed[release 1 changed /a:1>2]".
std::string line_of(const edca::ProcessChange& change) {
  std::string line = std::string(change.id) + ":" + std::string(name(change.change)) + "[";
  for (const edca::ItemChange& item : change.items) {
    line += std::string(name(item.kind)) + " " + std::string(item.id) + " " +
            std::string(name(item.change));
    for (const edca::FieldChange& field : item.fields) {
      line += " " + std::string(field.pointer) + ":" + std::string(field.before) + ">" +
              std::string(field.after);
    }
    line += ";";
  }
  return line + "]";
}

struct Compared {
  Compared(const std::string& older, const std::string& newer) {
    const TempFolder folder;
    const auto tell = [&](const edca::ProcessChange& change) {
      lines.push_back(line_of(change));
      return true;
    };
    summary = edca::Differ().compare(folder.write("a.json", older), folder.write("b.json", newer),
                                     tell, heard);
  }
  Heard heard;
  std::vector<std::string> lines;
  edca::DiffSummary summary;
};

const std::string first = R"({"ocid":"o-1","id":"1","tag":["tender"],"amount":1.50})";
const std::string second = R"({"ocid":"o-2","id":"1","tag":["tender"]})";
const std::string third = R"({"ocid":"o-3","id":"1","tag":["tender"]})";

}  // namespace

TEST_CASE("changes are told process by process, in the order of their OCIDs") {
  const Compared compared(third + first + second,
                          R"({"tag":["tender"],"ocid":"o-2","id":"1"})"
                          R"({"ocid":"o-1","id":"1","tag":["tender"],"amount":1500000.10})"
                          R"({"ocid":"o-4","id":"x","tag":["tender"]})");
  CHECK(compared.lines ==
        std::vector<std::string>{"o-1:changed[release 1 changed /amount:1.50>1500000.10;]",
                                 "o-3:removed[release 1 removed;]", "o-4:added[release x added;]"});
  CHECK(compared.summary.processes.unchanged == 1);
  CHECK(compared.summary.processes.before() == 3);
  CHECK(compared.summary.items.after() == 3);
  CHECK(compared.heard.rules.empty());
}

TEST_CASE("whatever stands in a release package is a release, as it is for the merge") {
  // Without tag and date, and with a member that versioned releases have in their values.
  const Compared compared(
      R"({"version":"1.1","releases":[{"ocid":"o-1","releaseTag":["tender"],"a":1}]})",
      R"({"version":"1.1","releases":[{"ocid":"o-1","date":"2025-01-01T00:00:00Z","a":2}]})");
  REQUIRE(compared.lines.size() == 1);
  CHECK(compared.lines[0].starts_with("o-1:changed[release  changed "));
  CHECK(compared.lines[0].find("/a:1>2") != std::string::npos);
  CHECK(compared.heard.rules.empty());
}

TEST_CASE("a compiled release is compared with that of its process, in whatever form they come") {
  const Compared compared(
      R"({"version":"1.1","releases":[{"ocid":"o-1","id":"1","tag":["compiled"]}]})",
      R"({"ocid":"o-1","id":"2","tag":["compiled"]})");
  CHECK(compared.lines ==
        std::vector<std::string>{R"(o-1:changed[compiled-release  changed /id:"1">"2";])"});
}

TEST_CASE("projects come last and are counted by themselves") {
  const Compared compared(R"({"id":"p-1","sector":[]})" + first,
                          R"({"id":"p-1","sector":["x"]})" + first);
  CHECK(compared.lines ==
        std::vector<std::string>{R"(p-1:changed[project  changed /sector:[]>["x"];])"});
  CHECK(compared.summary.projects.changed == 1);
  CHECK(compared.summary.items.unchanged == 1);
}

TEST_CASE("an object of a list that has moved is told with both places") {
  std::string old_pointer;
  const TempFolder folder;
  Heard heard;
  edca::Differ().compare(
      folder.write("a.json", R"({"ocid":"o","id":"1","tag":[],"l":[{"id":1,"v":1},{"id":2}]})"),
      folder.write("b.json", R"({"ocid":"o","id":"1","tag":[],"l":[{"id":2},{"id":1,"v":2}]})"),
      [&](const edca::ProcessChange& change) {
        REQUIRE(change.items.size() == 1);
        REQUIRE(change.items[0].fields.size() == 1);
        CHECK(change.items[0].fields[0].pointer == "/l/1/v");
        old_pointer = change.items[0].fields[0].old_pointer;
        return true;
      },
      heard);
  CHECK(old_pointer == "/l/0/v");
}

TEST_CASE("snapshots with nothing of the same kind get a warning") {
  CHECK(Compared(first, R"({"ocid":"o-1","releases":[]})").heard.rules ==
        std::vector<std::string>{"diff.forms"});
}

TEST_CASE("of several that are the same, equal ones go together and the rest is a guess") {
  const std::string a = R"({"ocid":"o-1","id":"1","tag":[],"v":1})";
  const std::string b = R"({"ocid":"o-1","id":"1","tag":[],"v":2})";
  const std::string c = R"({"ocid":"o-1","id":"1","tag":[],"v":3})";
  const Compared compared(a + b, R"({"v":2,"ocid":"o-1","id":"1","tag":[]})" + c);
  CHECK(compared.lines == std::vector<std::string>{"o-1:changed[release 1 changed /v:1>3;]"});
  CHECK(compared.heard.rules == std::vector<std::string>{"diff.same-item", "diff.same-item"});
}

TEST_CASE("texts in memory are compared in either format") {
  Heard heard;
  edca::DiffOptions options;
  options.format = edca::DiffFormat::json;
  const std::string json = edca::Differ(options).diff(first, first + third, heard);
  const edca::json::Value value = edca::json::parse(json, "diff");
  REQUIRE(value.find("changes")->as_array().size() == 1);
  CHECK(value.find("changes")->as_array()[0].text("ocid") == "o-3");
  options = {edca::Encoding::utf8, edca::DiffFormat::text, edca::Language::english};
  const std::string text = edca::Differ(options).diff(first, first + third, heard);
  CHECK(text.starts_with("Added: contracting process o-3\n  Added: release 1\n\nSummary\n"));
  CHECK(heard.rules.empty());
  CHECK(edca::Differ(options).diff(first, R"({"ocid":)", heard).empty());
  CHECK(heard.files == std::vector<std::string>{"2"});
}

TEST_CASE("a snapshot that could not be read is told, and nothing compared") {
  const Compared older("", first);
  CHECK_FALSE(older.summary.older_read);
  CHECK(older.lines.empty());
  const Compared newer(first, "{");
  CHECK(newer.summary.older_read);
  CHECK_FALSE(newer.summary.newer_read);
  CHECK(newer.lines.empty());
  Heard heard;
  const auto write = [](std::string_view) { return true; };
  CHECK_THROWS_AS(edca::Differ().run("-", "-", write, heard), edca::Error);
}

TEST_CASE("a comparison ends where it is told to") {
  const TempFolder folder;
  const std::string older = folder.write("a.json", first);
  const std::string newer = folder.write("b.json", second + third);
  Heard heard;
  int told = 0;
  const auto summary = edca::Differ().compare(
      older, newer, [&](const edca::ProcessChange&) { return ++told < 2; }, heard);
  CHECK(told == 2);
  CHECK(summary.cancelled);
  int pieces = 0;
  CHECK(edca::Differ()
            .run(
                older, newer, [&](std::string_view) { return ++pieces < 1; }, heard)
            .cancelled);
  CHECK(pieces == 1);
  edca::Session session;
  session.cancelled = [] { return true; };
  CHECK(edca::Differ()
            .compare(
                older, newer, [](const edca::ProcessChange&) { return true; }, heard, session)
            .cancelled);
}

TEST_CASE("the result is the same whatever the memory") {
  std::string older, newer;
  for (int at = 0; at < 3000; ++at) {
    const std::string start = R"({"ocid":"o-)" + std::to_string(at * 7919 % 3000) +
                              R"(","id":"1","tag":[],"x":")" + std::string(900, 'y');
    older += start + "\"}\n";
    newer += start + (at % 3 == 0 ? "z\"}\n" : "\"}\n");
  }
  const TempFolder folder;
  const std::string old_file = folder.write("a.jsonl", older);
  const std::string new_file = folder.write("b.jsonl", newer);
  const auto result = [&](std::uint64_t memory) {
    Heard heard;
    edca::Session session;
    session.memory = memory;
    std::string text;
    const auto write = [&](std::string_view piece) {
      text += piece;
      return true;
    };
    edca::Differ().run(old_file, new_file, write, heard, session);
    return text;
  };
  const std::string expected = result(1 << 30);
  CHECK(expected.size() > 100'000);
  CHECK(result(1 << 20) == expected);
}
