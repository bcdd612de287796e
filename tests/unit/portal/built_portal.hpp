#pragma once
// Portals that tests build, and what they ask of them.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "catch.hpp"
#include "io/inputs.hpp"
#include "io/source.hpp"
#include "portal/portal.hpp"
#include "portal_input.hpp"
#include "unit/io/packed_files.hpp"

namespace edca::portal_test {

namespace fs = std::filesystem;
using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;
using edca::json::Value;
using edca::portal::Builder;
using edca::portal::File;
using edca::portal::ItemKind;
using edca::portal::Metadata;
using edca::portal::Options;
using edca::portal::Problem;
using edca::portal::Stage;

inline const std::string samples = EDCA_SOURCE_DIR "/samples/";

inline Metadata metadata_at(const std::string& base_url) {
  Metadata metadata;
  metadata.title = "Contrataciones";
  metadata.publisher.name = "Municipio de Valle Hermoso del Río";
  metadata.license = "https://creativecommons.org/licenses/by/4.0/";
  metadata.contact_email = "datos@vallehermoso.example";
  metadata.frequency = "R/P1M";
  metadata.keywords = {"compras"};
  metadata.base_url = base_url;
  return metadata;
}

/// A portal that was built.
struct Portal {
  TempFolder folder;
  std::vector<File> files;
  std::vector<Problem> problems;

  std::string operator[](const std::string& path) const { return bytes_of(folder / path); }
  Value json(const std::string& path) const { return edca::json::parse((*this)[path], path); }
  std::map<std::string, std::string> all() const {
    std::map<std::string, std::string> texts;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder.path())) {
      const std::string path = fs::relative(entry.path(), folder.path()).generic_string();
      if (entry.is_regular_file()) texts[path] = (*this)[path];
    }
    return texts;
  }
  bool has(const std::string& path) const { return fs::exists(folder / path); }
  std::vector<std::string> paths(std::string_view ending) const {
    std::vector<std::string> found;
    for (const File& file : files) {
      if (file.path.ends_with(ending)) found.push_back(file.path);
    }
    return found;
  }
  std::size_t count(Problem::Kind kind) const {
    return static_cast<std::size_t>(
        std::count_if(problems.begin(), problems.end(),
                      [&](const Problem& problem) { return problem.kind == kind; }));
  }
};

/// Builds a portal of what `add` adds.
template <class Add>
std::unique_ptr<Portal> build(const Metadata& metadata, Options options, Add add) {
  auto portal = std::make_unique<Portal>();
  options.tell = [&](const Problem& problem) { portal->problems.push_back(problem); };
  Builder builder(portal->folder.path(), metadata, options);
  add(builder);
  static const edca::merge::Rules rules = edca_mx_rules();
  for (const File& file : builder.write_data(&rules)) {
    if (file.package != file.path) continue;
    Counter counter;
    builder.add_result(file.path, validate(portal->folder / file.path, counter));
  }
  portal->files = builder.finish();
  return portal;
}

inline std::unique_ptr<Portal> build_files(
    const std::vector<std::string>& files, const Options& options,
    const std::string& base_url = "https://datos.example/ocds") {
  return build(metadata_at(base_url), options, [&](Builder& builder) {
    for (const std::string& file : files) add_file(builder, samples + file);
  });
}

inline const std::vector<std::string> demo = {
    "demo/dependencias.jsonl", "demo/municipio-2025-t1.json", "demo/secretaria-2025-t1.json",
    "demo/secretaria-registros.json"};

inline std::string package_of(const std::string& releases) {
  return R"({"uri":"https://a.example/1","version":"1.1","publisher":{"name":"A"},)"
         R"("publishedDate":"2025-01-01T00:00:00Z","releases":[)" +
         releases + "]}";
}

/// A release as small as the schema allows, with more members at its end.
inline std::string release(const std::string& ocid, const std::string& id, const std::string& date,
                           const std::string& more = "") {
  return "{\"ocid\":\"" + ocid + "\",\"id\":\"" + id + "\",\"date\":\"" + date +
         "\",\"tag\":[\"tender\"],\"initiationType\":\"tender\"" + more + "}";
}

inline std::unique_ptr<Portal> build_text(const std::string& text, const Options& options = {},
                                          const std::string& base_url = "https://datos.example/") {
  return build(metadata_at(base_url), options,
               [&](Builder& builder) { add_text(builder, text, "a.json"); });
}

inline std::string unpacked(const std::string& path) {
  const edca::io::InputList list = edca::io::expand({path});
  REQUIRE(list.inputs.size() == 1);
  const auto source = edca::io::open(list.inputs.front(), {});
  std::string text;
  char buffer[10'000];
  while (const std::size_t size = source->read(buffer, sizeof buffer)) text.append(buffer, size);
  return text;
}

inline void check_hashes(const Portal& portal) {
  std::set<std::string> listed = {"manifest.json"};
  const Value manifest = portal.json("manifest.json");
  for (const Value& entry : manifest.find("files")->as_array()) {
    const std::string path(entry.text("path"));
    INFO(path);
    const std::string text = portal[path];
    edca::base::Sha256 sum;
    sum.add(text);
    CHECK(entry.text("sha256") == sum.hex());
    CHECK(entry.find("bytes")->number_text() == std::to_string(text.size()));
    CHECK(listed.insert(path).second);
  }
  for (const auto& [path, text] : portal.all()) CHECK(listed.count(path) == 1);
  CHECK(portal.files.size() == listed.size());
}

}  // namespace edca::portal_test
