#include "edca/reader.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::TempFolder;

/// Findings by rule, in order.
struct Heard final : edca::FindingSink {
  std::vector<std::string> rules;
  void finding(const edca::Finding& finding) override { rules.emplace_back(finding.rule->id); }
  void file(const edca::FileSummary&) override {}
};

struct Seen {
  edca::ItemKind kind;
  std::string text;
  std::string pointer;
  std::uint64_t package;
  std::string metadata;
  std::uint64_t column;
  bool operator==(const Seen&) const = default;
};

std::vector<Seen> read(const std::string& text, Heard& heard, edca::Summary& summary) {
  const TempFolder folder;
  const std::string path = folder.write("input.json", text);
  edca::Reader reader({path}, {}, heard);
  std::vector<Seen> seen;
  for (edca::Item item; reader.next(item);) {
    CHECK(item.file == path);
    seen.push_back({item.kind, std::string(item.text), std::string(item.pointer), item.package,
                    std::string(item.metadata), item.at.column});
  }
  edca::Item item;
  CHECK_FALSE(reader.next(item));
  summary = reader.summary();
  return seen;
}

}  // namespace

TEST_CASE("the reader hands on items with their package, and the package behind them") {
  Heard heard;
  edca::Summary summary;
  const auto seen = read(
      R"({"uri":"u:1","releases":[{"ocid":"o-1"}, {"ocid":"o-2"}],"license":"x"})", heard, summary);
  const std::string before = R"({"uri":"u:1","license":"x"})";
  using edca::ItemKind;
  REQUIRE(seen.size() == 3);
  CHECK(seen[0] == Seen{ItemKind::release, R"({"ocid":"o-1"})", "/releases/0", 1, before, 26});
  CHECK(seen[1] == Seen{ItemKind::release, R"({"ocid":"o-2"})", "/releases/1", 1, before, 42});
  CHECK(seen[2].kind == ItemKind::package);
  CHECK(seen[2].text == before);
  CHECK(heard.rules.empty());
  CHECK(summary.items == 2);
  CHECK(summary.files_read == 1);
}

TEST_CASE("the reader tells bare items apart by their members") {
  Heard heard;
  edca::Summary summary;
  const auto seen = read(
      "{\"ocid\":\"o-1\",\"id\":\"1\",\"tag\":[\"tender\"]}\n"
      "{\"ocid\":\"o-1\",\"releases\":[]}\n"
      "{\"id\":\"oc4ids-a-1\",\"publicAuthority\":{}}\n"
      "\"text\"\n",
      heard, summary);
  using edca::ItemKind;
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].kind == ItemKind::release);
  CHECK(seen[1].kind == ItemKind::record);
  CHECK(seen[2].kind == ItemKind::project);
  for (const Seen& each : seen) {
    CHECK(each.package == 0);
    CHECK(each.metadata.empty());
  }
  CHECK(heard.rules == std::vector<std::string>{"document.unrecognized"});
}

TEST_CASE("a large package is read item by item") {
  std::string text = R"({"uri":"u:1","releases":[)";
  const std::string padding(2000, 'x');
  for (int at = 0; at < 1000; ++at) {
    text += (at == 0 ? "" : ",") + std::string(R"({"ocid":"o-)") + std::to_string(at) +
            R"(","x":")" + padding + "\"}";
  }
  text += R"(],"license":"y"})";
  Heard heard;
  edca::Summary summary;
  const auto seen = read(text, heard, summary);
  REQUIRE(seen.size() == 1001);
  CHECK(seen[0].metadata == R"({"uri":"u:1"})");
  CHECK(seen[999].text.starts_with(R"({"ocid":"o-999")"));
  CHECK(seen[999].pointer == "/releases/999");
  CHECK(seen[1000].text == R"({"uri":"u:1","license":"y"})");
  CHECK(summary.items == 1000);
}

TEST_CASE("what cannot be opened is a finding") {
  Heard heard;
  edca::Reader reader({"/nowhere/at/all.json"}, {}, heard);
  edca::Item item;
  CHECK_FALSE(reader.next(item));
  CHECK(heard.rules == std::vector<std::string>{"input.unreadable"});
  CHECK(reader.summary().files_read == 0);
}

TEST_CASE("a cancelled session ends the reading") {
  const TempFolder folder;
  const std::string path = folder.write("input.json", "{\"ocid\":\"o-1\",\"tag\":[]}");
  Heard heard;
  edca::Session session;
  session.cancelled = [] { return true; };
  edca::Reader reader({path}, {}, heard, session);
  edca::Item item;
  CHECK_FALSE(reader.next(item));
}
