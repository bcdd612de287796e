#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "advertising/archive.hpp"
#include "io/output.hpp"
#include "io/zip_writer.hpp"

namespace edca::upgrade {

/// Writes a repaired archive as a ZIP: members under the names that they had, those that are no
/// tables too; files of a folder as the tool has them, in `data/archivos/`.
class ArchiveZip {
 public:
  /// `archive` must outlive it. Throws as io::Output.
  ArchiveZip(const advertising::Archive& archive, const std::string& path, bool overwrite);

  /// A piece of the file of a number, as ArchiveRepair numbers them; `archive.files.size()` is the
  /// text with the sums. Throws Error(input, "upgrade.leads-out") for a name that leads out of the
  /// folder it may be unpacked into, and as io::ZipWriter.
  void put(std::size_t at, std::string_view text);
  void whole(std::size_t at);
  /// Copies what else a ZIP held, and names the file. Throws Error(input, "upgrade.damaged") for a
  /// member that cannot be read.
  void finish();

 private:
  void open(std::size_t at);
  void begin(const io::Input& input, const std::string& name);

  const advertising::Archive& archive_;
  std::string path_;
  io::Output output_;
  io::ZipWriter zip_;
  std::size_t opened_;
  std::set<std::string> names_;
};

}  // namespace edca::upgrade
