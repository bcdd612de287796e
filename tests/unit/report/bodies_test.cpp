#include "report/bodies.hpp"

#include "samples.hpp"

#include "catch.hpp"

#include <string>

using edca::BodySummary;
using edca::FileSummary;
using edca::Finding;
using edca::ItemSummary;
using edca::report::Bodies;
namespace samples = edca::report::samples;

namespace {

BodySummary body(edca::Share processes, edca::Share obligatory, std::uint64_t releases,
                 std::uint64_t errors) {
  BodySummary figures;
  figures.processes = processes;
  figures.obligatory = obligatory;
  figures.releases = figures.items = releases;
  figures.errors = errors;
  return figures;
}

ItemSummary item(const std::string& id, bool errors = false) {
  ItemSummary told;
  told.id = id;
  told.releases = 1;
  told.errors = errors;
  told.obligatory = {1, 2};
  return told;
}

Finding error_in(const std::string& ocid) {
  Finding finding = samples::make("schema.type", "a/x.json", 1, "/x");
  finding.ocid = ocid;
  return finding;
}

FileSummary file(const std::string& name) {
  FileSummary summary;
  summary.file = name;
  return summary;
}

}  // namespace

TEST_CASE("the score by its formula") {
  BodySummary all = body({4, 4}, {10, 10}, 4, 0);
  all.relevant = {24, 24};
  all.complete = all.usable = all.timely = all.references = {7, 7};
  CHECK(edca::report::score(all) == 1000);
  BodySummary some = body({0, 4}, {0, 10}, 4, 4);
  some.relevant = {12, 24};
  some.complete = {5, 10};
  some.usable = {1, 2};
  some.references = {3, 3};
  CHECK(edca::report::score(some) == 441);
  CHECK(edca::report::completeness(some) == 250);
  BodySummary projects = body({2, 2}, {0, 0}, 2, 0);
  projects.relevant = {11, 12};
  projects.complete = {3, 4};
  CHECK(edca::report::score(projects) == 868);
  CHECK(edca::report::completeness(projects) == 750);
  CHECK_FALSE(edca::report::score(body({0, 0}, {0, 0}, 0, 7)));
  CHECK_FALSE(edca::report::completeness(body({}, {}, 1, 0)));
  CHECK(edca::report::error_rate(body({}, {}, 3, 2)) == 6667);
  CHECK_FALSE(edca::report::error_rate(body({}, {}, 0, 2)));
  CHECK(edca::report::tenths(66671) == "6,667.1");
}

TEST_CASE("what releases of one process answer counts together") {
  Bodies bodies("folder");
  ItemSummary first = item("ocds-abc123-1");
  first.quality.answers = 0x1D;  // all but what; nothing was awarded yet
  bodies.item(first);
  ItemSummary second = item("ocds-abc123-1");
  second.quality.answers = 0x42;  // what; from whom was asked and is not told
  second.quality.timely = {1, 1};
  bodies.item(second);
  ItemSummary nameless = item("");
  nameless.quality.answers = 0x21;  // who, and a supplier that nobody asked for
  bodies.item(nameless);
  bodies.file(file("a/x.json"));
  const BodySummary figures = bodies.ranking()[0];
  CHECK(figures.relevant.count == 6);
  CHECK(figures.relevant.of == 11);
  CHECK(figures.timely.of == 1);
}

TEST_CASE("bodies by folder: a process in two files is one, and has the errors of both") {
  Bodies bodies("folder");
  bodies.item(item("ocds-abc123-1"));
  bodies.finding(error_in("ocds-abc123-1"));
  bodies.file(file("a/x.json"));
  bodies.item(item("ocds-abc123-1", true));
  bodies.item(item("ocds-abc123-2"));
  bodies.item(item(""));
  bodies.file(file("a/y.json"));
  bodies.file(file("z.json"));
  const auto ranking = bodies.ranking();
  REQUIRE(ranking.size() == 2);
  CHECK(ranking[0].name == "a");
  CHECK(ranking[0].files == 2);
  CHECK(ranking[0].items == 4);
  CHECK(ranking[0].errors == 1);
  CHECK(ranking[0].processes.count == 2);
  CHECK(ranking[0].processes.of == 3);
  CHECK(ranking[0].obligatory.of == 8);
  CHECK(ranking[1].name == ".");
  CHECK_FALSE(edca::report::score(ranking[1]));
}

TEST_CASE("a file belongs to the top folder under the input") {
  const edca::report::Folders folders(
      {"datos/", "solo/x.json", "a/b", "a", "libros", "z.zip", "."});
  CHECK(folders.of("datos/edomex/2024/enero/x.json") == "datos/edomex");
  CHECK(folders.of("datos/edomex/x.json") == "datos/edomex");
  CHECK(folders.of("datos/x.json") == "datos");
  CHECK(folders.of("datos2/y/z/x.json") == "datos2/y/z");
  CHECK(folders.of("solo/x.json") == "solo");
  CHECK(folders.of("a/b/c/d/x.json") == "a/b/c");
  CHECK(folders.of("a/e/c/d/x.json") == "a/e");
  CHECK(folders.of("libros") == "libros");
  CHECK(folders.of("z.zip/enero/dia/x.json") == "z.zip/enero");
  CHECK(folders.of("./uno/dos/x.json") == "./uno");
  CHECK(folders.of("x.json") == ".");
  CHECK(edca::report::Folders({"/"}).of("/uno/dos/x.json") == "/uno");
  CHECK(edca::report::Folders({"/"}).of("/x.json") == "/");
  CHECK(edca::report::Folders({"/", "/uno"}).of("/uno/dos/x.json") == "/uno");
}

TEST_CASE("bodies by publisher: each package for itself, what comes behind goes to the last") {
  Bodies bodies("publisher");
  bodies.item(item("ocds-abc123-1"));
  bodies.publisher("A");
  bodies.item(item("ocds-abc123-2"));
  bodies.publisher("B");
  bodies.finding(error_in(""));
  bodies.file(file("x.json"));
  bodies.item(item("ocds-abc123-3"));
  bodies.file(file("y.json"));
  const auto ranking = bodies.ranking();
  REQUIRE(ranking.size() == 3);
  CHECK(ranking[2].name == "B");
  CHECK(ranking[2].errors == 1);
  CHECK(ranking[2].files == 1);
  for (const BodySummary& one : ranking) CHECK(one.items == 1);
}

TEST_CASE("bodies by prefix: whatever file they stand in") {
  Bodies bodies("prefix");
  for (const char* id : {"ocds-abc123-1", "ocds-xyz789-1", "ocds-abc123-2", "oc4ids-p1-9", "other",
                         "ocds-", "-", ""})
    bodies.item(item(id));
  bodies.finding(error_in("ocds-xyz789-1"));
  bodies.file(file("x.json"));
  const auto ranking = bodies.ranking();
  REQUIRE(ranking.size() == 4);
  std::uint64_t items = 0;
  for (const BodySummary& one : ranking) {
    items += one.items;
    CHECK(one.files == 1);
    if (one.name == "ocds-abc123") CHECK(one.items == 2);
    if (one.name == "ocds-xyz789") CHECK(one.errors == 1);
    if (one.name.empty()) CHECK(one.items == 4);
  }
  CHECK(items == 8);
}

TEST_CASE("bodies by buyer: each item for itself, a package for its only buyer") {
  Bodies bodies("buyer");
  const auto bought = [&](const char* buyer, const char* ocid) {
    bodies.finding(error_in(ocid));
    ItemSummary told = item(ocid, true);
    told.buyer = buyer;
    bodies.item(told);
  };
  bought("A", "ocds-abc123-1");
  bodies.finding(error_in(""));
  bodies.publisher("P");
  bodies.file(file("x.json"));
  bought("A", "ocds-abc123-2");
  bought("B", "ocds-abc123-3");
  bodies.finding(error_in(""));
  bodies.publisher("P");
  bodies.file(file("y.json"));
  const auto ranking = bodies.ranking();
  REQUIRE(ranking.size() == 3);
  for (const BodySummary& one : ranking) {
    CHECK(one.errors == (one.name == "A" ? 3 : 1));
    CHECK(one.items == (one.name == "A" ? 2 : one.name == "B" ? 1 : 0));
    CHECK(one.files == (one.name == "A" ? 2 : 1));
  }
}

TEST_CASE("what is told of a project behind all files counts for its body") {
  for (const std::string by : {"folder", "publisher", "buyer", "prefix"}) {
    CAPTURE(by);
    Bodies bodies(by, {"a"});
    ItemSummary one = item("oc4ids-aaa111-1");
    one.buyer = "Uno";
    ItemSummary other = item("oc4ids-bbb222-1");
    other.buyer = "Otro";
    bodies.item(one);
    bodies.publisher("Uno");
    FileSummary summary = file("a/uno/x.json");
    summary.kind = "project-package";
    bodies.file(summary);
    bodies.item(other);
    bodies.publisher("Otro");
    summary.file = "a/otro/x.json";
    bodies.file(summary);
    Finding finding = samples::make("link.value", "a/otro/x.json", 1, "/x");
    finding.severity = edca::Severity::warning;
    finding.ocid = "ocds-ccc333-1";
    finding.arguments = {{"project", "oc4ids-bbb222-1"}};
    bodies.finding(finding);
    const auto ranking = bodies.ranking();
    REQUIRE(ranking.size() == 2);
    for (const BodySummary& each : ranking) {
      const bool its = each.name == "Otro" || each.name == "oc4ids-bbb222" || each.name == "a/otro";
      CHECK(each.warnings == (its ? 1 : 0));
    }
  }
}
