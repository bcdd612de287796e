#include "portal/portal.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/markup.hpp"
#include "built_portal.hpp"
#include "edca/error.hpp"

namespace {

using edca::io::testing::TempFolder;
using edca::json::Value;
using edca::portal::Builder;
using edca::portal::File;
using edca::portal::ItemKind;
using edca::portal::Metadata;
using edca::portal::Options;
using edca::portal::Stage;
using edca::portal_test::add_item;
using edca::portal_test::build;
using edca::portal_test::build_files;
using edca::portal_test::build_text;
using edca::portal_test::check_hashes;
using edca::portal_test::demo;
using edca::portal_test::metadata_at;
using edca::portal_test::package_of;
using edca::portal_test::release;

}  // namespace

TEST_CASE("a portal has the files that it names, with their sizes and sums, in order of writing") {
  const auto portal = build_files(demo, {});
  check_hashes(*portal);
  for (const File& file : portal->files) {
    INFO(file.path);
    const std::string text = (*portal)[file.path];
    CHECK(file.bytes == text.size());
    if (file.media_type == "application/json") CHECK_NOTHROW(portal->json(file.path));
  }
  CHECK(std::is_sorted(portal->files.begin(), portal->files.end(),
                       [](const File& a, const File& b) { return a.stage < b.stage; }));
  CHECK(portal->files.back().path == "manifest.json");
  CHECK(portal->files.back().stage == Stage::manifest);
  for (const char* path : {"index.html", "2024.html", "2025.html", "en/index.html", "en/2025.html",
                           "catalog.json", "data.json", "edca/fiscalYears",
                           "edca/contractingprocess/2025", "data/ocds_2025_releases.json",
                           "data/ocds_2025_records.zip", "data/ocds_2025_records.jsonl.gz"}) {
    INFO(path);
    CHECK(portal->has(path));
  }
}

TEST_CASE("the same content gives the same bytes, in whatever order it comes") {
  Options options;
  options.page_items = 3;
  const auto portal = build_files(demo, options);
  const auto again = build_files(demo, options);
  CHECK(portal->all() == again->all());
  std::vector<std::string> other = demo;
  for (std::size_t at = 1; at < demo.size(); ++at) {
    std::rotate(other.begin(), other.begin() + 1, other.end());
    CHECK(portal->all() == build_files(other, options)->all());
  }
  std::reverse(other.begin(), other.end());
  CHECK(portal->all() == build_files(other, options)->all());
  options.memory = 1;
  const auto spilled = build_files(demo, options);
  CHECK(portal->all() == spilled->all());
}

TEST_CASE("items that stay in their file are published from there, and not when it has changed") {
  const TempFolder folder;
  const std::string one = release("ocds-abc123-1", "1", "2024-01-01T00:00:00Z");
  const std::string two = release("ocds-abc123-2", "1", "2024-02-01T00:00:00Z");
  const std::string again = release("ocds-abc123-1", "2", "2025-01-01T00:00:00Z");
  const std::string text = package_of(one + ",\n" + two + "," + again);
  const std::string path = folder.write("a.json", text);
  const auto add = [&](Builder& builder, const std::string& file) {
    const std::uint64_t package = builder.add_package("a.json", file);
    builder.describe(package, ItemKind::release,
                     edca::json::read_members(text, {std::string("releases")}));
    for (const std::string& each : {one, two, again}) {
      add_item(builder, ItemKind::release, each, package, text.find(each));
    }
  };
  Options options;
  for (const bool records : {true, false}) {
    options.records = records;
    const auto kept = build(metadata_at("https://datos.example/"), options,
                            [&](Builder& builder) { add(builder, {}); });
    const auto referred = build(metadata_at("https://datos.example/"), options,
                                [&](Builder& builder) { add(builder, path); });
    CHECK(kept->all() == referred->all());
    const auto changed = [&](Builder& builder) {
      add(builder, path);
      std::string other = text;
      other[text.find(two) + 20] ^= 1;
      folder.write("a.json", other);
    };
    CHECK_THROWS_AS(build(metadata_at("https://datos.example/"), options, changed), edca::Error);
    folder.write("a.json", text);
  }
}

TEST_CASE("figures are the same with records and without") {
  Options options;
  const auto with = build_files(demo, options);
  options.records = false;
  const auto without = build_files(demo, options);
  const auto money = [](const std::string& page) {
    std::vector<std::string> amounts;
    for (auto at = page.find("class=\"amount\""); at != std::string::npos;
         at = page.find("class=\"amount\"", at + 1)) {
      amounts.push_back(page.substr(at, page.find("</", at) - at));
    }
    return amounts;
  };
  CHECK_FALSE(money((*with)["2025.html"]).empty());
  CHECK(money((*with)["2025.html"]) == money((*without)["2025.html"]));
}

TEST_CASE("good data give packages in which the validator finds nothing") {
  const auto portal = build_files({"edca-mx/date-only/good.json"}, {});
  for (const std::string& path : portal->paths(".json")) {
    if (!path.starts_with("data/")) continue;
    edca::portal_test::Counter counter;
    const edca::portal::Verdict verdict =
        edca::portal_test::validate(portal->folder / path, counter);
    INFO(path);
    CHECK(verdict.errors == 0);
    CHECK(verdict.warnings == 0);
    CHECK(verdict.profile == "edca-mx");
  }
  const Value manifest = portal->json("manifest.json");
  for (const Value& file : manifest.find("files")->as_array()) {
    if (file.find("kind") == nullptr) continue;
    CHECK(file.find("validation")->text("state") == "passed");
    CHECK(file.find("schema")->text("profile") == "edca-mx");
  }
}

TEST_CASE("a new release changes the files of its year alone") {
  const std::string old = release("ocds-abc123-1", "1", "2023-01-01T00:00:00Z") + "," +
                          release("ocds-abc123-2", "1", "2024-01-01T00:00:00Z") + "," +
                          release("ocds-abc123-3", "1", "2025-01-01T00:00:00Z");
  const auto before = build_text(package_of(old));
  const auto after =
      build_text(package_of(release("ocds-abc123-3", "2", "2025-02-01T00:00:00Z") + "," + old));
  std::set<std::string> changed;
  const auto texts = before->all();
  for (const auto& [path, text] : after->all()) {
    if (texts.at(path) != text) changed.insert(path);
  }
  CHECK(changed ==
        std::set<std::string>{
            "2025.html", "catalog.json", "data.json", "data/ocds-abc123_2025_records.json",
            "data/ocds-abc123_2025_records.jsonl.gz", "data/ocds-abc123_2025_records.zip",
            "data/ocds-abc123_2025_releases.json", "data/ocds-abc123_2025_releases.jsonl.gz",
            "data/ocds-abc123_2025_releases.zip", "edca/contractingprocess/2025", "en/2025.html",
            "en/index.html", "index.html", "manifest.json"});
}

TEST_CASE("nothing that was read or configured becomes part of a page's own text") {
  Metadata metadata = metadata_at("https://datos.example/");
  using namespace std::string_literals;
  const std::string evil = "\"'><script>alert(1)</script>&amp;\0\x1b[31m"s;
  metadata.title = metadata.title_en = metadata.description = metadata.spatial = evil;
  metadata.publisher = {evil, evil, evil, "javascript:alert(1)"};
  metadata.contact_name = metadata.contact_email = metadata.frequency = evil;
  metadata.license = "JavaScript:alert(1)";
  metadata.publication_policy = "data:text/html,x";
  metadata.keywords = metadata.themes = {evil};
  metadata.ocid_prefix = "../../" + evil;
  const auto portal = build(metadata, {}, [&](Builder& builder) {
    const std::uint64_t package = builder.add_package(evil);
    add_item(builder, ItemKind::release,
             release("ocds-abc123-<script>", "<b>", "2025-01-01T00:00:00Z",
                     ",\"tender\":{\"id\":\"1\",\"procurementMethod\":\"<i>\"},\"contracts\":[{"
                     "\"id\":\"1\",\"value\":{\"amount\":1,\"currency\":\"<u>\"}}]"),
             package);
  });
  for (const std::string& path : portal->paths(".html")) {
    const std::string page = (*portal)[path];
    INFO(path);
    for (const char* text : {"<script", "<i>", "<u>", "<b>", "href=\"javascript:",
                             "href=\"JavaScript:", "href=\"data:", " style=", "\x1b"}) {
      CHECK(page.find(text) == std::string::npos);
    }
    CHECK(page.find('\0') == std::string::npos);
    // What came in all the same would not be run, asked for nor sent.
    const std::size_t style = page.find("<style>") + 7;
    const std::string sheet = page.substr(style, page.find("</style>") - style);
    CHECK(page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src " +
                    edca::base::csp_source(sheet) + "; base-uri 'none'; form-action 'none'\">") !=
          std::string::npos);
  }
  for (const auto& [path, text] : portal->all()) CHECK(path.find("..") == std::string::npos);
  CHECK(portal->has("data/script-alert-1-script-amp-31m_2025_releases.json"));
}

TEST_CASE("the catalogues have what harvesters ask for") {
  const auto portal = build_files(demo, {});
  const Value catalog = portal->json("catalog.json");
  const Value dataset = catalog.find("dataset")->as_array().at(0);
  for (const char* field : {"identifier", "title", "description", "modified", "contactPoint",
                            "mbox", "landingPage", "accrualPeriodicity"}) {
    INFO(field);
    CHECK(dataset.find(field) != nullptr);
  }
  const auto& distributions = dataset.find("distribution")->as_array();
  CHECK(distributions.size() == 12);
  for (const Value& each : distributions) {
    for (const char* field : {"identifier", "title", "downloadURL", "mediaType", "byteSize"}) {
      CHECK(each.find(field) != nullptr);
    }
    const std::string_view url = each.text("downloadURL");
    REQUIRE(url.starts_with("https://datos.example/ocds/"));
    CHECK(portal->has(std::string(url.substr(27))));
  }
  const Value harvest = portal->json("data.json").find("dataset")->as_array().at(0);
  for (const char* field : {"title", "description", "keyword", "modified", "publisher",
                            "contactPoint", "identifier", "accessLevel", "distribution"}) {
    INFO(field);
    CHECK(harvest.find(field) != nullptr);
  }
}

TEST_CASE("a collector of INAI's platform finds every release that has a date") {
  Options options;
  options.page_items = 2;
  const auto portal = build_files(demo, options);
  std::size_t releases = 0;
  const Value years = portal->json("edca/fiscalYears");
  for (const Value& year : years.find("fiscalYears")->as_array()) {
    const Value found = portal->json("edca/contractingprocess/" + std::string(year.text("year")));
    for (const Value& package : found.find("arrayReleasePackage")->as_array()) {
      CHECK_FALSE(package.text("uri").empty());
      releases += package.find("releases")->as_array().size();
    }
  }
  CHECK(std::to_string(releases) ==
        portal->json("manifest.json").find("figures")->find("releases")->number_text());
}

TEST_CASE("forms of data that are not wanted are not written") {
  Options options;
  options.zip = options.json_lines = options.inai = options.records = false;
  options.languages = {edca::messages::Language::english};
  const auto portal = build_files({"demo/municipio-2025-t1.json"}, options);
  CHECK(portal->paths(".zip").empty());
  CHECK(portal->paths(".gz").empty());
  CHECK(portal->paths("records.json").empty());
  CHECK_FALSE(portal->has("edca"));
  CHECK_FALSE(portal->has("en"));
  CHECK((*portal)["index.html"].find("<html lang=\"en\">") != std::string::npos);
  CHECK((*portal)["index.html"].find("fiscalYears") == std::string::npos);
  check_hashes(*portal);
}

TEST_CASE("nothing at all still gives a portal") {
  const auto portal = build(metadata_at(""), {}, [](Builder&) {});
  check_hashes(*portal);
  CHECK(portal->has("index.html"));
}
