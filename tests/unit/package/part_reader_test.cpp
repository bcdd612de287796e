#include "package/part_reader.hpp"

#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "io/inputs.hpp"

namespace {

using edca::PackageGrouping;
using edca::package::Parts;

struct Quiet final : edca::FindingSink {
  std::vector<std::string> rules;
  void finding(const edca::Finding& finding) override { rules.emplace_back(finding.rule->id); }
  void file(const edca::FileSummary&) override {}
};

/// Texts read as inputs, and what came of them.
struct Sorted {
  explicit Sorted(const std::vector<std::string_view>& texts,
                  PackageGrouping by = PackageGrouping::together) {
    options.by = by;
    edca::items::RunLog log(sink);
    edca::io::Grouper grouper({});
    edca::package::PartReader reader(options, "", grouper, parts, log);
    reader.read(edca::io::in_memory(texts), [](std::uint64_t) { return true; });
    list = reader.list();
    grouper.finish();
    for (edca::io::GroupBatch batch; grouper.next(batch, 1 << 20);) {
      for (const auto& entry : batch.entries) out.emplace_back(entry.text);
    }
  }

  std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, part] : parts) keys.push_back(key);
    return keys;
  }

  edca::PackageOptions options;
  Quiet sink;
  Parts parts;
  std::string list;
  std::vector<std::string> out;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("items go to the month of their date, a record to that of what is in it") {
  const std::string compiled =
      R"({"ocid":"o-1","compiledRelease":{"date":"2025-03-04T00:00:00Z"},"releases":[]})";
  const std::string newest =
      R"({"ocid":"o-2","releases":[{"date":"2024-12-01"},{"date":"2025-01-01"},{"url":"u"}]})";
  const std::string month_13 = R"({"ocid":"o-3","releases":[{"date":"2025-13-01"}]})";
  const Sorted sorted({compiled, newest, month_13}, PackageGrouping::month);
  CHECK(sorted.keys() == Texts{"2025-01", "2025-03", "undated"});
  CHECK(sorted.out == Texts{newest, compiled, month_13});
  CHECK(sorted.list == "records");
  CHECK(sorted.sink.rules == Texts{"package.undated"});
}

TEST_CASE("projects go by the year in which they were updated") {
  const Sorted sorted({R"({"id":"oc4ids-abc123-1","sector":[],"updated":"2023-06-01T00:00:00Z"})"},
                      PackageGrouping::year);
  CHECK(sorted.keys() == Texts{"2023"});
  CHECK(sorted.list == "projects");
  CHECK(sorted.parts.at("2023").prefixes == std::set<std::string>{"oc4ids-abc123"});
}

TEST_CASE("the publisher of a package is that of its items, wherever it is told") {
  const Sorted sorted({R"({"releases":[{"ocid":"o-1"}],"publisher":{"name":"B"}})",
                       R"({"publisher":{"name":"A"},"releases":[{"ocid":"o-2"}]})",
                       R"({"ocid":"o-3","id":"1","tag":["tender"]})"},
                      PackageGrouping::publisher);
  CHECK(sorted.keys() == Texts{"", "A", "B"});
  CHECK(sorted.parts.at("B").metadata.packages() == 1);
  CHECK(sorted.parts.at("").bare.has_value());
}

TEST_CASE("the first item of each version is remembered with its place") {
  const Sorted sorted({R"({"ocid":"o-1","tag":["tender"],"parties":[]})",
                       "\n"
                       R"({"ocid":"o-2","tag":["tender"],"buyer":{"address":{}}})"
                       "\n"
                       R"({"ocid":"o-3","tag":["tender"],"buyer":{"address":{}}})"});
  const auto& part = sorted.parts.at("");
  CHECK(part.items == 3);
  REQUIRE(part.bare_new.has_value());
  CHECK(part.bare_new->file == "1");
  REQUIRE(part.bare_old.has_value());
  CHECK(part.bare_old->file == "2");
  CHECK(part.bare_old->place == "2");
}

TEST_CASE("an empty package makes no part, but says what is made") {
  const Sorted sorted({R"({"records":[],"version":"1.1","uri":"u:1"})"});
  CHECK(sorted.parts.empty());
  CHECK(sorted.list == "records");
}

TEST_CASE("a part of many blocks keeps the order of its input") {
  std::string lines;
  Texts expected;
  for (int at = 0; at < 1200; ++at) {
    expected.push_back(R"({"ocid":"o-)" + std::to_string(at) + R"(","tag":[],"x":")" +
                       std::string(1000, 'y') + "\"}");
    lines += expected.back() + "\n";
  }
  CHECK(Sorted({lines}).out == expected);
}
