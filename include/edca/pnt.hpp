#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "edca/legacy.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// Makes releases of OCDS 1.1 with the extensions of EDCA-MX from what the Plataforma Nacional de
/// Transparencia (PNT, SIPOT) gives of fraction XXVIII: results of procedures, as downloads in CSV
/// or XLSX, and as files in the capture layout with their sub-tables. Columns are told by their
/// headings, whatever the number of the format; see docs/pnt.md.
///
/// Immutable; run() may be called from several threads at once.
class PntImporter {
 public:
  /// Of the options `from`, `map` and `amounts_include_tax` do not count. Throws Error(usage):
  /// "convert.no-prefix", "tables.timezone".
  explicit PntImporter(LegacyOptions options);

  /// As LegacyConverter::run().
  LegacySummary run(const std::vector<std::string>& inputs, const LegacyConverter::Write& write,
                    FindingSink& sink, const Session& session = {}) const;

 private:
  LegacyOptions options_;
};

struct PntOptions {
  ReadOptions read;
  /// "43335" (direct awards), "43336" (calls and invitations), "merged" (all three), or a file in
  /// TOML that says in what the format of a body differs from one of these.
  std::string format;
  /// A table of what contracting data lacks, by contract; may be empty.
  std::string extra;
  /// JSON for the platform instead of a workbook.
  bool payload = false;
  /// With `payload`: a file that remembers the ids that the platform gave; made where it is
  /// missing.
  std::string state;
  /// With `state`: what the platform answered to the payload before.
  std::string answer;
};

/// Where PntExporter writes the body of `mantenimiento/actualiza`, beside that of `agrega`:
/// "carga.actualiza.json" for "carga.json".
std::string pnt_update_path(const std::string& target);

/// The figures of a run.
struct PntSummary {
  Summary findings;           ///< and what was read
  std::uint64_t rows = 0;     ///< that were written: contracts, and procedures without any
  std::uint64_t updated = 0;  ///< of them those that the platform has already
  std::uint64_t refused = 0;  ///< that were left out
  bool cancelled = false;     ///< by the session
};

/// Makes files for the Plataforma Nacional de Transparencia from contracting data: releases,
/// records and packages of any number of processes, each merged first as Merger does it. A row is a
/// contract, or a procedure that was declared deserted. What is obligatory and missing is a finding
/// (rule "convert.row") with the contract and the column; the row is written without it.
///
/// Immutable; run() may be called from several threads at once, to different targets.
class PntExporter {
 public:
  /// Throws Error(usage): "convert.pnt-format" where `format` is empty; of a file of the format,
  /// with argument path, "convert.pnt-unread", "convert.pnt-syntax" and "convert.pnt-entry";
  /// "convert.pnt-ids" for a payload of a format whose ids are not known; "arguments.needs"; an
  /// unknown profile.
  explicit PntExporter(PntOptions options);
  ~PntExporter();
  PntExporter(PntExporter&&) noexcept;
  PntExporter& operator=(PntExporter&&) noexcept;

  /// Reads inputs (files, folders, zips, "-") and writes `target`: a workbook in the capture layout
  /// (.xlsx), or with PntOptions::payload the body of a call `mantenimiento/agrega`. Beside it
  /// stands the body of `mantenimiento/actualiza` for rows that the platform has already:
  /// "carga.actualiza.json" beside "carga.json". Memory: Session::memory, the side table, the state
  /// and a few times the largest process. Throws Error(usage) "convert.pnt-extra",
  /// "convert.pnt-state" and "convert.pnt-answer" with argument path for files that cannot be used;
  /// Error(input) as io::Output.
  PntSummary run(const std::vector<std::string>& inputs, const std::string& target, bool overwrite,
                 FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
