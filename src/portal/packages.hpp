#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value.hpp"
#include "portal/archive.hpp"
#include "portal/content.hpp"
#include "portal/staged_file.hpp"

namespace edca::portal {

/// The words in names of files and packages.
std::string_view list_of(ItemKind kind);     ///< "releases"
std::string_view package_of(ItemKind kind);  ///< "release-package"

/// Writes items, in their order, as packages of a size that programs can work with, each also
/// packed as a zip and as JSON Lines. Packages of one kind form a chain by `links`, where the
/// address at which they will be served is known.
class Packages {
 public:
  /// Everything handed in must outlive it.
  Packages(const std::string& folder, const Metadata& metadata, const Options& options,
           const Content& content);
  ~Packages();

  void add(const Placed& item);
  /// After the last item: all files that were written.
  std::vector<File> finish();

 private:
  struct Part;

  std::string path(ItemKind kind, std::string_view year, std::uint64_t number,
                   std::string_view ending) const;
  std::string url(const std::string& path) const { return metadata_.base_url + path; }
  json::Value description(ItemKind kind, const std::string& year);
  void tell_once(Problem::Kind kind, std::string detail);
  void describe_dataset(json::Value& package) const;
  std::string head(const Placed& first, const std::string& path);
  bool fits(const Placed& item) const;
  void open(const Placed& first);
  void close(const Placed* next);
  void close_archives();
  void close_year();
  void put(std::string_view text);
  void add_up(const Judgement& item);
  void keep(File file, std::string_view format);

  const std::string& folder_;
  const Metadata& metadata_;
  const Options& options_;
  const Content& content_;
  json::Value description_;  ///< of the packages of the kind and year at hand
  std::set<std::pair<Problem::Kind, std::string>> told_;
  std::unique_ptr<Part> part_;
  std::unique_ptr<StagedFile> year_file_;  ///< all packages of a year in one
  std::string line_;
  std::vector<File> files_;
};

}  // namespace edca::portal
