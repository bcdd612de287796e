#pragma once

#include <cstdint>
#include <string>

namespace edca {

/// The order in which the files of a portal are put in place: what others name comes first.
enum class PortalStage : unsigned char {
  data,      ///< packages and archives
  index,     ///< pages and catalogues that name them
  manifest,  ///< manifest.json, the last file of all
};

/// A file of a portal, whole and written: what PortalBuilder makes and Publisher publishes.
struct PortalFile {
  std::string path;   ///< within the portal, with '/'
  std::string local;  ///< where its bytes are; they must not change meanwhile
  std::uint64_t bytes = 0;
  std::string sha256;  ///< lower-case hexadecimal
  std::string media_type;
  PortalStage stage = PortalStage::data;
  // Of data files; empty or 0 elsewhere.
  std::string title;   ///< for people, in the main language
  std::string format;  ///< "JSON", "JSONL" (gzip), "ZIP"; tables: "CSV" (zip), "XLSX", "SQLite"
  std::string
      kind;  ///< "release-package", "record-package", "project-package", "publicidad-abierta"
  std::string year;        ///< "2025" or "undated"; empty for projects and exports
  std::uint64_t part = 1;  ///< its number among the packages of its kind and year
  std::uint64_t items = 0;
  std::string first_date;  ///< of the oldest and the newest item, as they are written there
  std::string last_date;
  /// The data file (of tables: the first) whose items it packs another way; of a package its own.
  std::string package;
};

}  // namespace edca
