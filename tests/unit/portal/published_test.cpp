#include "portal/packages.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "built_portal.hpp"

namespace {

using edca::io::testing::bytes_of;
using edca::json::Value;
using edca::portal::Builder;
using edca::portal::File;
using edca::portal::ItemKind;
using edca::portal::Metadata;
using edca::portal::Options;
using edca::portal::Problem;
using edca::portal_test::add_item;
using edca::portal_test::build;
using edca::portal_test::build_files;
using edca::portal_test::build_text;
using edca::portal_test::check_hashes;
using edca::portal_test::demo;
using edca::portal_test::metadata_at;
using edca::portal_test::package_of;
using edca::portal_test::release;
using edca::portal_test::samples;
using edca::portal_test::unpacked;

}  // namespace

TEST_CASE("a release keeps its bytes in packages, records and archives") {
  const std::string odd =
      release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z",
              ",\n  \"x\" : 1500000.10, \"y\":[ 1e400, -0.0, 123456789012345678901234567890 ],"
              "\"z\":\"\\u00f1 ñ \\\" \\\\\", \"a b\":{}");
  const std::string oneline =
      release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z",
              ",\"x\":1500000.10,\"y\":[1e400,-0.0,123456789012345678901234567890],"
              "\"z\":\"\\u00f1 ñ \\\" \\\\\",\"a b\":{}");
  const auto portal = build_text(package_of(odd));
  const std::string name = "data/ocds-abc123_2025_";
  const std::string package = (*portal)[name + "releases.json"];
  CHECK(package.find("[\n" + odd + "\n]") != std::string::npos);
  CHECK((*portal)[name + "records.json"].find("[" + odd + "]") != std::string::npos);
  CHECK((*portal)["edca/contractingprocess/2025"].find(odd) != std::string::npos);
  CHECK(unpacked(portal->folder / (name + "releases.zip")) == package);
  CHECK(unpacked(portal->folder / (name + "releases.jsonl.gz")) == oneline + "\n");
}

TEST_CASE("packages are no larger than asked for and form a chain") {
  std::string releases;
  for (int at = 10; at < 35; ++at) {
    const std::string year = at < 20 ? "2024" : "2025";
    if (!releases.empty()) releases += ',';
    releases += release("ocds-abc123-" + std::to_string(at), std::to_string(at),
                        year + "-03-" + std::to_string(at % 20 + 10) + "T00:00:00Z");
  }
  Options options;
  options.page_items = 10;
  const auto portal = build_text(package_of(releases), options);
  std::string path = "data/ocds-abc123_2024_releases.json";
  std::string previous;
  std::vector<std::string> ids;
  std::vector<std::string> names;
  for (;;) {
    names.push_back(path);
    const Value package = portal->json(path);
    const std::string url = "https://datos.example/" + path;
    CHECK(package.text("uri") == url);
    CHECK(package.find("links")->text("prev") == previous);
    const auto& list = package.find("releases")->as_array();
    CHECK(list.size() <= 10);
    for (const Value& each : list) ids.emplace_back(each.text("id"));
    CHECK(package.text("publishedDate") == list.back().text("date"));
    const std::string next(package.find("links")->text("next"));
    if (next.empty()) break;
    previous = url;
    REQUIRE(next.starts_with("https://datos.example/"));
    path = next.substr(22);
  }
  CHECK(names == std::vector<std::string>{"data/ocds-abc123_2024_releases.json",
                                          "data/ocds-abc123_2025_releases.json",
                                          "data/ocds-abc123_2025_releases_2.json"});
  CHECK(ids.size() == 25);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
}

TEST_CASE("packages keep to the Registry's advice when packed") {
  std::string releases;
  std::uint32_t random = 1;
  for (int at = 0; at < 300; ++at) {
    std::string noise;
    for (int byte = 0; byte < 3000; ++byte) {
      random = random * 1664525 + 1013904223;
      noise += static_cast<char>('a' + random / 65536 % 26);
    }
    if (at > 0) releases += ',';
    releases += release("ocds-abc123-" + std::to_string(at), "1", "2025-01-01T00:00:00Z",
                        ",\"x\":\"" + noise + "\"");
  }
  Options options;
  options.advice.zipped_bytes = 200'000;
  const auto portal = build_text(package_of(releases), options);
  std::size_t items = 0;
  for (const File& file : portal->files) {
    if (file.format == "ZIP" || file.format == "JSONL") CHECK(file.bytes <= 200'000);
    if (file.format == "JSON" && file.kind == "release-package") items += file.items;
  }
  CHECK(items == 300);
  CHECK(portal->paths("releases.zip").size() == 1);
  CHECK(portal->has("data/ocds-abc123_2025_releases_3.zip"));

  Options few;
  few.advice.awards_and_contracts = 3;
  few.records = false;
  const std::string awards = ",\"awards\":[{\"id\":\"1\"}],\"contracts\":[{\"id\":\"1\"}]";
  const auto split =
      build_text(package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", awards) + "," +
                            release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z", awards)),
                 few);
  CHECK(split->has("data/ocds-abc123_2025_releases_2.json"));
  CHECK_FALSE(split->has("data/ocds-abc123_2025_records.json"));
}

TEST_CASE("records have all releases of a process and stay in the year when it began") {
  const std::string first = release("ocds-abc123-1", "1", "2024-12-31T10:00:00-06:00");
  const std::string second = release("ocds-abc123-1", "2", "2025-01-05T10:00:00-06:00",
                                     ",\"tender\":{\"id\":\"1\",\"title\":\"Obra\"}");
  const auto portal = build_text(package_of(second + "," + first));
  CHECK(portal->json("data/ocds-abc123_2024_releases.json").find("releases")->as_array().size() ==
        1);
  CHECK_FALSE(portal->has("data/ocds-abc123_2025_records.json"));
  const Value records = portal->json("data/ocds-abc123_2024_records.json");
  const auto& list = records.find("records")->as_array();
  REQUIRE(list.size() == 1);
  CHECK(list[0].find("releases")->as_array().size() == 2);
  CHECK(list[0].find("compiledRelease")->find("tender")->text("title") == "Obra");
  CHECK(records.text("publishedDate") == "2025-01-05T10:00:00-06:00");
  const Value manifest = portal->json("manifest.json");
  CHECK(manifest.find("figures")->find("processes")->number_text() == "1");
  CHECK(manifest.find("figures")->find("releases")->number_text() == "2");
}

TEST_CASE("records that were given are published as they are, and their releases beside them") {
  const auto portal = build_files({"demo/secretaria-registros.json"}, {});
  const std::string source = bytes_of(samples + "demo/secretaria-registros.json");
  const Value given = edca::json::parse(source, "");
  std::size_t records = 0;
  for (const std::string& path : portal->paths("records.json")) {
    const std::string text = (*portal)[path];
    edca::json::ElementScan scan(edca::json::member_of(text, "records"));
    while (const auto record = scan.next()) {
      ++records;
      CHECK(source.find(*record) != std::string::npos);
    }
  }
  CHECK(records == given.find("records")->as_array().size());
  CHECK_FALSE(portal->paths("releases.json").empty());
}

TEST_CASE("a release that comes twice is published once, and a contradiction is told") {
  const std::string one = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z");
  const std::string same = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", " \n ");
  const std::string other = release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z", ",\"x\":1");
  const auto portal = build_text(package_of(one + "," + same));
  CHECK(portal->count(Problem::Kind::conflict) == 0);
  CHECK(portal->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() ==
        1);
  const auto torn = build_text(package_of(one + "," + same + "," + other));
  REQUIRE(torn->count(Problem::Kind::conflict) == 1);
  CHECK(torn->problems.front().ocid == "ocds-abc123-1");
  CHECK(torn->problems.front().id == "1");
  CHECK(torn->problems.front().file == "a.json");
  CHECK(torn->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() == 2);
}

TEST_CASE("what cannot be published is told and left out") {
  const auto portal = build(metadata_at("https://datos.example/"), {}, [](Builder& builder) {
    const std::uint64_t package = builder.add_package("b.json");
    for (const char* text : {"7", "{", "{\"ocid\":\"a\xff\"}", "[]"}) {
      add_item(builder, ItemKind::release, text, package);
    }
    for (const char* text : {"{}", "{\"ocid\":7}"}) {
      add_item(builder, ItemKind::release, text, package);
      add_item(builder, ItemKind::record, text, package);
      add_item(builder, ItemKind::project, text, package);
    }
    add_item(builder, ItemKind::release, release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"),
             package);
    // These cannot be merged: the tender is a number first.
    add_item(builder, ItemKind::release,
             release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z", ",\"tender\":7"), package);
    add_item(builder, ItemKind::release,
             release("ocds-abc123-2", "2", "2025-01-02T00:00:00Z", ",\"tender\":{\"id\":\"1\"}"),
             package);
  });
  CHECK(portal->count(Problem::Kind::unreadable) == 4);
  CHECK(portal->count(Problem::Kind::no_ocid) == 6);
  CHECK(portal->count(Problem::Kind::not_merged) == 1);
  CHECK(portal->json("data/ocds-abc123_2025_releases.json").find("releases")->as_array().size() ==
        3);
  CHECK(portal->json("data/ocds-abc123_2025_records.json").find("records")->as_array().size() == 1);
  check_hashes(*portal);
}

TEST_CASE("releases without a date have a page and a file of their own") {
  const auto portal = build_text(package_of(release("ocds-abc123-1", "1", "enero de 2025")));
  CHECK(portal->has("undated.html"));
  CHECK(portal->has("data/ocds-abc123_undated_releases.json"));
  CHECK_FALSE(portal->has("edca/contractingprocess/undated"));
  // The package's own date is then all there is.
  CHECK(portal->json("data/ocds-abc123_undated_releases.json").text("publishedDate") ==
        "2025-01-01T00:00:00Z");
}

TEST_CASE("without a base URL the packages keep the inputs' addresses") {
  const auto portal =
      build_text(package_of(release("ocds-abc123-1", "1", "2024-01-01T00:00:00Z") + "," +
                            release("ocds-abc123-1", "2", "2025-01-01T00:00:00Z")),
                 {}, "");
  CHECK(portal->count(Problem::Kind::no_uri) == 1);
  const Value package = portal->json("data/ocds-abc123_2025_releases.json");
  CHECK(package.text("uri") == "https://a.example/1");
  CHECK(package.find("links") == nullptr);
  CHECK(portal->json("data/ocds-abc123_2024_records.json").text("uri") ==
        "https://a.example/1#records");
  const Value catalog = portal->json("catalog.json");
  CHECK(catalog.find("dataset")
            ->as_array()[0]
            .find("distribution")
            ->as_array()[0]
            .text("downloadURL")
            .starts_with("data/"));
}

TEST_CASE("infrastructure projects are published as packages") {
  const std::string text =
      R"({"uri":"https://a.example/p","publishedDate":"2025-01-01T00:00:00Z","version":"0.9",)"
      R"("publisher":{"name":"A"},"projects":[{"id":"oc4ids-abc123-2","updated":"2025-02-03T00:00:00Z"},)"
      R"({"id":"oc4ids-abc123-1","updated":"2025-02-02T00:00:00Z"}]})";
  const auto portal = build_text(text);
  const Value package = portal->json("data/oc4ids-abc123_projects.json");
  CHECK(package.text("version") == "0.9");
  CHECK(package.text("publishedDate") == "2025-02-03T00:00:00Z");
  REQUIRE(package.find("projects")->as_array().size() == 2);
  CHECK(package.find("projects")->as_array()[0].text("id") == "oc4ids-abc123-1");
  edca::portal_test::Counter counter;
  CHECK(edca::portal_test::validate(portal->folder / "data/oc4ids-abc123_projects.json", counter)
            .errors == 0);
  CHECK(portal->json("manifest.json").find("figures")->find("projects")->number_text() == "2");
  CHECK((*portal)["index.html"].find("data/oc4ids-abc123_projects.zip") != std::string::npos);
}

TEST_CASE("packages that disagree are told of, unless the dataset decides") {
  const auto other = [](std::string text) { return text.replace(text.find("\"A\""), 3, "\"B\""); };
  const std::string one = package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"));
  const std::string two = other(package_of(release("ocds-abc123-2", "1", "2025-01-01T00:00:00Z")));
  const auto add = [&](Builder& builder) {
    edca::portal_test::add_text(builder, one, "a.json");
    edca::portal_test::add_text(builder, two, "b.json");
  };
  Metadata metadata = metadata_at("https://datos.example/");
  CHECK(build(metadata, {}, add)->count(Problem::Kind::differs) == 0);
  metadata.publisher.name.clear();
  const auto portal = build(metadata, {}, add);
  REQUIRE(portal->count(Problem::Kind::differs) == 1);
  CHECK(portal->problems.front().detail == "publisher");
}

TEST_CASE("of an item that two packages hold, their order does not choose the package") {
  const std::string one = package_of(release("ocds-abc123-1", "1", "2025-01-01T00:00:00Z"));
  std::string two = one;
  two.insert(1, R"("extensions":["https://a.example/a"],)");
  const auto add = [&](const std::string& first, const std::string& second) {
    return build(metadata_at("https://datos.example/"), {}, [&](Builder& builder) {
      edca::portal_test::add_text(builder, first, "a.json");
      edca::portal_test::add_text(builder, second, "b.json");
    });
  };
  CHECK(add(one, two)->all() == add(two, one)->all());
}

TEST_CASE("packages declare the extensions of the packages from which their items came") {
  const auto portal = build(metadata_at("https://datos.example/"), {}, [](Builder& builder) {
    const auto add = [&](const char* extension, const std::string& item) {
      std::string text = package_of(item);
      text.insert(1, R"("extensions":["https://a.example/)" + std::string(extension) + "\"],");
      edca::portal_test::add_text(builder, text, extension);
    };
    add("b", release("ocds-abc123-1", "1", "2024-01-01T00:00:00Z"));
    add("a", release("ocds-abc123-1", "2", "2025-01-01T00:00:00Z"));
  });
  const auto extensions = [&](const char* path) {
    return edca::json::write(*portal->json(path).find("extensions"));
  };
  CHECK(extensions("data/ocds-abc123_2024_releases.json") == R"(["https://a.example/b"])");
  CHECK(extensions("data/ocds-abc123_2025_releases.json") == R"(["https://a.example/a"])");
  CHECK(extensions("data/ocds-abc123_2024_records.json") ==
        R"(["https://a.example/a","https://a.example/b"])");
}
