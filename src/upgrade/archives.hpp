#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/archive.hpp"
#include "edca/read_options.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"

namespace edca::upgrade {

/// What arguments stand for: archives of Publicidad Abierta, and all else.
struct Expanded {
  io::InputList list;
  std::vector<advertising::Archive> archives;
};
/// Archives are looked for where they are to be repaired.
Expanded expand(const std::vector<std::string>& arguments, const ReadOptions& options, bool repair);

/// Repairs archives of Publicidad Abierta; every change is a finding.
class ArchiveRepair {
 public:
  using Write = std::function<void(std::string_view)>;

  /// `log` must outlive it.
  ArchiveRepair(const advertising::Archive& archive, items::RunLog& log,
                std::function<bool()> cancelled);

  /// Writes a file of the archive; false when what was written is not whole.
  bool file(std::size_t at, const Write& write);
  /// After the files that were written: the text with their sums, for an archive that has one.
  bool readme(const Write& write);

 private:
  const advertising::Archive& archive_;
  items::RunLog& log_;
  std::function<bool()> cancelled_;
  std::vector<std::string> sums_;
};

}  // namespace edca::upgrade
