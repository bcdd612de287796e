#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What became of a table.
struct MergedTable {
  std::string table;           ///< "contratos"
  std::uint64_t newest = 0;    ///< rows of the last export
  std::uint64_t kept = 0;      ///< rows that only older exports have
  std::uint64_t replaced = 0;  ///< rows of older exports that a newer one has, too
};

/// The figures of a run.
struct ExportMergeSummary {
  Summary findings;  ///< and what was read
  std::vector<MergedTable> tables;
  std::uint64_t refused = 0;  ///< rows that do not fit their table, and were left out
  bool cancelled = false;     ///< by the session
};

/// Merges exports of Publicidad Abierta of one site into one: each argument an export, the newest
/// last. Of rows with the same key that of the newest export counts; what only older ones have is
/// kept behind them. Lines of invoices, lines of budgets and what belongs to a campaign stay with
/// what they belong to: where a newer export has that, only its own count. Immutable; run() may be
/// called from several threads at once.
class ExportMerger {
 public:
  explicit ExportMerger(ReadOptions read = {}) : read_(std::move(read)) {}

  /// Whether inputs are exports. Throws Error(usage, "merge.exports-mixed") where only some are.
  static bool takes(const std::vector<std::string>& inputs, const ReadOptions& read);

  /// Writes the archive of the tool, `target` ends in ".zip" (else Error(usage,
  /// "merge.exports-target")). What cannot be read becomes a finding. Memory: some eight bytes for
  /// each key of a table. Throws Error(input) when it cannot be written.
  ExportMergeSummary run(const std::vector<std::string>& inputs, const std::string& target,
                         bool overwrite, FindingSink& sink, const Session& session = {}) const;

 private:
  ReadOptions read_;
};

}  // namespace edca
