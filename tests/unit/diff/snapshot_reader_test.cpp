#include "diff/snapshot_reader.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "io/inputs.hpp"

namespace {

using edca::diff::Head;
using edca::diff::SnapshotReader;
using edca::ocds::Kind;

struct Heard final : edca::FindingSink {
  std::vector<std::string> found;
  void finding(const edca::Finding& finding) override {
    found.push_back(std::string(finding.rule->id) + "/" + finding.variant);
  }
  void file(const edca::FileSummary&) override {}
};

/// What two texts put into a Grouper: the key, whether it is newer, and its kind.
struct Read {
  Read(std::string_view older, std::string_view newer) {
    edca::items::RunLog log(heard);
    edca::io::Grouper grouper({});
    SnapshotReader reader(edca::Encoding::utf8, "", grouper, log);
    const auto on = [](std::uint64_t) { return true; };
    reader.read(edca::io::in_memory({&older, 1}), on);
    reader.begin_newer();
    reader.read(edca::io::in_memory({&newer, 1}), on);
    nothing_in_common = reader.nothing_in_common();
    grouper.finish();
    for (edca::io::GroupBatch batch; grouper.next(batch, 1 << 20);) {
      for (const auto& group : batch.groups) {
        for (std::size_t at = group.first; at < group.first + group.count; ++at) {
          const Head head = Head::read(batch.entries[at].head);
          entries.push_back(std::string(SnapshotReader::name(group.key)) +
                            (SnapshotReader::is_project(group.key) ? " project" : "") +
                            (head.newer ? " newer " : " older ") +
                            std::string(edca::ocds::name(head.kind)) + " " +
                            std::string(head.origin.base));
        }
      }
    }
  }
  Heard heard;
  bool nothing_in_common = false;
  std::vector<std::string> entries;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("what travels with an item comes back") {
  std::string bytes;
  const Head head{true, Kind::record, {300, 0, false, {1'000'000, 7, 8, 999'999}, "/records/12"}};
  head.write(bytes);
  const Head back = Head::read(bytes);
  CHECK(back.newer);
  CHECK(back.kind == Kind::record);
  CHECK(back.origin.file == 300);
  CHECK(back.origin.place.offset == 1'000'000);
  CHECK(back.origin.place.code_points == 999'999);
  CHECK(back.origin.base == "/records/12");
}

TEST_CASE("items of a process stand together, older before newer, processes before projects") {
  const Read read(R"({"id":"p","sector":[]}{"ocid":"b","tag":[]})",
                  R"({"version":"1.1","releases":[{"ocid":"a"},{"ocid":"b"}]})");
  CHECK(read.entries == Lines{"a newer release /releases/0", "b older release ",
                              "b newer release /releases/1", "p project older project "});
  CHECK_FALSE(read.nothing_in_common);
}

TEST_CASE("kinds are those of the merge") {
  const Read read(
      R"({"version":"1.1","releases":[{"ocid":"a","releaseTag":"x"},{"ocid":"b","tag":["compiled"]}]})",
      R"({"ocid":"a","x":[{"releaseTag":["tender"]}]})");
  CHECK(read.entries == Lines{"a older release /releases/0", "a newer versioned-release ",
                              "b older compiled-release /releases/1"});
  CHECK(read.nothing_in_common);
}

TEST_CASE("what has no id of its own is not compared") {
  const Read read(R"([{"ocid":1,"tag":[]},{"sector":[],"id":null},{"ocid":"a","tag":[]}])",
                  R"({"releases":[7],"version":"1.1","uri":"u:1"})");
  CHECK(read.entries == Lines{"a older release /2"});
  CHECK(read.heard.found == Lines{"diff.no-id/", "diff.no-id/project", "diff.no-id/not-object"});
}
