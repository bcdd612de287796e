#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "catch.hpp"
#include "edca/portal_builder.hpp"
#include "unit/io/packed_files.hpp"

namespace {

namespace fs = std::filesystem;
using edca::PortalBuilder;
using edca::PortalOptions;
using edca::PortalSummary;
using edca::Session;
using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;

class NoSink final : public edca::FindingSink {
 public:
  void finding(const edca::Finding&) override {}
  void file(const edca::FileSummary&) override {}
};

std::map<std::string, std::string> built(const Session& session, PortalOptions options = {}) {
  options.require = edca::PortalRequirement::none;
  TempFolder folder;
  NoSink sink;
  const PortalSummary summary =
      PortalBuilder(std::move(options))
          .run({EDCA_SOURCE_DIR "/samples/demo"}, folder / "portal", sink, session);
  std::map<std::string, std::string> files;
  for (const edca::PortalFile& file : summary.files)
    files[file.path] = bytes_of(folder / ("portal/" + file.path));
  return files;
}

}  // namespace

TEST_CASE("pages for reading are the same whatever the memory and the threads") {
  Session session;
  const auto usual = built(session);
  CHECK(usual.contains("procesos.html"));
  CHECK(usual.contains("en/comprador.html"));
  CHECK(usual.contains("site/index.js"));
  CHECK(usual.contains("validacion.html"));
  CHECK(usual.contains("feed.xml"));
  session.memory = 1 << 10;
  session.jobs = 1;
  CHECK(built(session) == usual);
  session.jobs = 3;
  CHECK(built(session) == usual);
}

TEST_CASE("the report of the validation names files, not where they lay") {
  const auto files = built({});
  const std::string& page = files.at("validacion.html");
  CHECK(page.find("secretaria-2025-t1.json") != std::string::npos);
  CHECK(page.find("samples") == std::string::npos);
}

TEST_CASE("pages for reading are left out where they are not wanted") {
  PortalOptions options;
  options.pages = false;
  const auto files = built({}, options);
  CHECK(std::ranges::none_of(files, [](const auto& each) {
    return each.first.starts_with("site/") || each.first == "procesos.html";
  }));
  CHECK(files.at("index.html").find("<script") == std::string::npos);
}
