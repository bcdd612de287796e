#include "edca/packager.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "edca/language.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;

struct Heard final : edca::FindingSink {
  std::vector<edca::Finding> findings;
  void finding(const edca::Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary&) override {}
  const edca::Finding* of(std::string_view rule) const {
    const auto found = std::ranges::find_if(
        findings, [&](const edca::Finding& each) { return each.rule->id == rule; });
    return found == findings.end() ? nullptr : &*found;
  }
};

edca::PackageOptions options() {
  edca::PackageOptions options;
  options.members.published_date = "2025-01-01T00:00:00Z";
  options.members.publisher_name = "P";
  return options;
}

std::string release(int number, const std::string& date = "2025-01-01T00:00:00Z") {
  return R"({"ocid":"ocds-abc123-)" + std::to_string(number) + R"(", "id":"1","date":")" + date +
         R"(","parties":[],"amount":1.50 })";
}

std::string key_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "none";
}

}  // namespace

TEST_CASE("texts in memory become a package, to the byte") {
  Heard heard;
  edca::PackageOptions asked = options();
  asked.members.uri = "u:1";
  const std::string first = release(1), second = release(2);
  const auto packages = edca::Packager(asked).package(
      std::vector<std::string_view>{first, "[" + second + "]"}, heard);
  REQUIRE(packages.size() == 1);
  CHECK(
      packages[0] ==
      R"({"uri":"u:1","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"P"},"releases":[)"
      "\n" +
          first + ",\n" + second + "\n]}\n");
  CHECK(heard.findings.empty());
}

TEST_CASE("packages are handed on one behind the other, with their names") {
  edca::PackageOptions asked = options();
  asked.by = edca::PackageGrouping::year;
  asked.size = 2;
  asked.name = "{prefix}/{year}-{n}";
  asked.members.uri = "u:{year}-{n}";
  const TempFolder folder;
  const std::string path =
      folder.write("a.jsonl", release(1) + "\n" + release(2, "2024-05-01T00:00:00Z") + "\n" +
                                  release(3) + "\n" + release(4) + "\n" + release(5, "no date"));
  Heard heard;
  std::vector<edca::MadePackage> seen;
  std::string text;
  const auto summary = edca::Packager(asked).run(
      {path},
      [&](const edca::MadePackage& package, std::string_view piece) {
        if (seen.empty() || seen.back().number != package.number) seen.push_back(package);
        text += piece;
        return true;
      },
      heard);
  REQUIRE(seen.size() == 4);
  CHECK(seen[0].name == "ocds-abc123/2024-1");
  CHECK(seen[1].name == "ocds-abc123/2025-1");
  CHECK(seen[1].items == 2);
  CHECK(seen[2].name == "ocds-abc123/2025-2");
  CHECK(seen[2].uri == "u:2025-2");
  CHECK(seen[3].name == "ocds-abc123/undated-1");
  CHECK(summary.packages.size() == 4);
  CHECK(summary.findings.items == 5);
  CHECK(heard.of("package.undated") != nullptr);
  CHECK(text.find(R"("uri":"u:2024-1")") < text.find(release(2, "2024-05-01T00:00:00Z")));
  CHECK(text.find(release(1)) < text.find(release(3)));
}

TEST_CASE("items of another kind are left out, with a finding") {
  Heard heard;
  const std::vector<std::string_view> texts = {R"({"ocid":"o-1","releases":[]})",
                                               R"({"ocid":"o-1","id":"1","tag":["tender"]})"};
  edca::PackageOptions asked = options();
  const auto records = edca::Packager(asked).package(texts, heard);
  REQUIRE(records.size() == 1);
  CHECK(records[0].find("\"records\":[\n" + std::string(texts[0]) + "\n]}") != std::string::npos);
  REQUIRE(heard.of("package.item") != nullptr);
  CHECK(heard.of("package.item")->variant == "release");
  asked.kind = edca::PackageKind::release_package;
  Heard again;
  CHECK(edca::Packager(asked).package(texts, again)[0].find(
            "\"releases\":[\n" + std::string(texts[1])) != std::string::npos);
  CHECK(again.of("package.item")->variant == "record");
}

TEST_CASE("inputs that contradict each other make no package") {
  Heard heard;
  const TempFolder folder;
  const std::string one =
      folder.write("old.json", R"({"ocid":"o-1","id":"1","buyer":{"identifier":{}}})");
  const std::string two = folder.write("new.json", release(1));
  edca::PackageOptions asked = options();
  asked.name = folder / "out.json";
  const auto summary = edca::Packager(asked).run_to_files({one, two}, false, heard);
  CHECK(summary.refused);
  CHECK(summary.packages.empty());
  CHECK_FALSE(std::filesystem::exists(folder / "out.json"));
  const edca::Finding* conflict = heard.of("package.conflict");
  REQUIRE(conflict != nullptr);
  const std::string sentence = describe(*conflict, edca::Language::english);
  CHECK(sentence.find("old.json") != std::string::npos);
  CHECK(sentence.find("new.json") != std::string::npos);
  CHECK(advise(*conflict, edca::Language::spanish).find("edca upgrade") != std::string::npos);
}

TEST_CASE("files appear together, and never in the place of an input") {
  const TempFolder folder;
  const std::string input = folder.write("1.json", release(1) + release(2));
  edca::PackageOptions asked = options();
  asked.size = 1;
  asked.name = folder / "{n}.json";
  Heard heard;
  CHECK(key_of([&] { edca::Packager(asked).run_to_files({input}, true, heard); }) ==
        "output.is-input");
  asked.name = folder / "part-{n}.json";
  folder.write("part-2.json", "kept");
  CHECK(key_of([&] { edca::Packager(asked).run_to_files({input}, false, heard); }) ==
        "output.exists");
  CHECK_FALSE(std::filesystem::exists(folder / "part-1.json"));
  CHECK(bytes_of(folder / "part-2.json") == "kept");
  const auto summary = edca::Packager(asked).run_to_files({input}, true, heard);
  CHECK(summary.packages.size() == 2);
  CHECK(bytes_of(folder / "part-2.json").find(release(2)) != std::string::npos);
  asked.name = folder / "one.json";
  CHECK(key_of([&] { edca::Packager(asked).run_to_files({input}, false, heard); }) ==
        "package.one-name");
}

TEST_CASE("a run ends where it is told to, and leaves nothing behind") {
  const TempFolder folder;
  const std::string input = folder.write("1.json", release(1) + release(2));
  edca::PackageOptions asked = options();
  asked.name = folder / "out.json";
  const edca::Packager packager(asked);
  Heard heard;
  int pieces = 0;
  const auto stopped = packager.run(
      {input}, [&](const edca::MadePackage&, std::string_view) { return ++pieces < 3; }, heard);
  CHECK(stopped.cancelled);
  CHECK(pieces == 3);
  CHECK(stopped.packages.empty());
  edca::Session session;
  session.cancelled = [] { return true; };
  CHECK(packager.run_to_files({input}, false, heard, session).cancelled);
  CHECK_FALSE(std::filesystem::exists(folder / "out.json"));
}

TEST_CASE("of nothing that could be read, and of no items, nothing is made") {
  const TempFolder folder;
  edca::PackageOptions asked = options();
  asked.name = folder / "out.json";
  Heard heard;
  const auto none =
      edca::Packager(asked).run_to_files({folder.write("a.json", "{\"ocid\":")}, false, heard);
  CHECK(none.findings.files_read == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "out.json"));
  const auto empty =
      edca::Packager(asked).run_to_files({folder.write("a.jsonl", "")}, false, heard);
  CHECK(empty.findings.files_read == 1);
  CHECK(empty.packages.empty());
  CHECK_FALSE(std::filesystem::exists(folder / "out.json"));
}

TEST_CASE("what comes of a run is the same whatever the memory") {
  std::string lines;
  for (int at = 0; at < 4000; ++at) {
    lines += R"({"ocid":"ocds-abc123-)" + std::to_string(at) + R"(","date":"20)" +
             std::to_string(20 + at % 3) + R"(-01-01T00:00:00Z","parties":[],"x":")" +
             std::string(900, 'y') + "\"}\n";
  }
  edca::PackageOptions asked = options();
  asked.by = edca::PackageGrouping::year;
  const edca::Packager packager(asked);
  Heard heard;
  edca::Session session;
  const auto expected = packager.package(std::vector<std::string_view>{lines}, heard, session);
  REQUIRE(expected.size() == 3);
  session.memory = 1 << 20;
  CHECK(packager.package(std::vector<std::string_view>{lines}, heard, session) == expected);
}

TEST_CASE("options that cannot be used are refused at once") {
  edca::PackageOptions asked;
  asked.extensions = {"no-such-thing"};
  CHECK(key_of([&] { const edca::Packager packager(asked); }) == "extension.unknown");
  asked.extensions = {"taxes", "edca-mx", "https://e.example/extension.json"};
  CHECK(key_of([&] { const edca::Packager packager(asked); }) == "none");
  asked.name = "{year}";
  CHECK(key_of([&] { const edca::Packager packager(asked); }) == "package.placeholder-by");
  asked.name = "{n";
  CHECK(key_of([&] { const edca::Packager packager(asked); }) == "package.brace");
  asked.name.clear();
  asked.members.file = "nowhere.json";
  CHECK(key_of([&] { const edca::Packager packager(asked); }) == "merge.package-file");
}
