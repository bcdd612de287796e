#include "base/embedded.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The paths that the table should have, as it names them.
std::vector<std::string> paths_on_disk() {
  const fs::path root = EDCA_SOURCE_DIR;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root / "schemas")) {
    if (entry.is_regular_file()) paths.push_back(fs::relative(entry.path(), root).generic_string());
  }
  for (const auto& entry : fs::directory_iterator(root / "src/messages")) {
    if (entry.path().extension() == ".json") {
      paths.push_back("messages/" + entry.path().filename().string());
    }
  }
  for (const auto& entry : fs::directory_iterator(root / "src/report/assets")) {
    paths.push_back("report/assets/" + entry.path().filename().string());
  }
  for (const auto& entry : fs::directory_iterator(root / "src/select/presets")) {
    paths.push_back("select/presets/" + entry.path().filename().string());
  }
  for (const auto& entry : fs::directory_iterator(root / "src/pages/assets")) {
    paths.push_back("pages/assets/" + entry.path().filename().string());
  }
  for (const auto& entry : fs::directory_iterator(root / "src/pnt/formats")) {
    paths.push_back("pnt/formats/" + entry.path().filename().string());
  }
  for (const auto& entry : fs::directory_iterator(root / "src/legacy/layouts")) {
    paths.push_back("legacy/layouts/" + entry.path().filename().string());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

TEST_CASE("Every schema, message and asset is embedded byte for byte, sorted by path") {
  const std::vector<std::string> expected = paths_on_disk();
  const auto files = edca::embedded_files();
  REQUIRE(files.size() == expected.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    INFO(expected[i]);
    REQUIRE(files[i].path == expected[i]);
    const bool schema = expected[i].starts_with("schemas/");
    const fs::path file = fs::path(EDCA_SOURCE_DIR) / (schema ? expected[i] : "src/" + expected[i]);
    CHECK((files[i].text == bytes_of(file)));
  }
}

TEST_CASE("An embedded file is found by its path, and by nothing else") {
  for (const edca::EmbeddedFile& file : edca::embedded_files()) {
    CHECK(edca::embedded_file(file.path).data() == file.text.data());
  }
  CHECK(edca::embedded_file("").data() == nullptr);
  CHECK(edca::embedded_file("messages/en.jso").data() == nullptr);
  CHECK(edca::embedded_file("messages/en.json2").data() == nullptr);
  CHECK(edca::embedded_file("zzz").data() == nullptr);
}
