#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

struct LegacyOptions {
  /// Of its `tables`, the time zone of dates.
  ReadOptions read;
  /// "auto", "compranet", "comprasmx": the system that the files come from. Those of CompraNet and
  /// ComprasMX are told by their headings, whichever of both is named. "csv": files of any kind, as
  /// `map` says. "s6": JSON of System 6 of the Plataforma Digital Nacional.
  std::string from = "auto";
  /// For "csv": a file in TOML that says what the columns are, docs/commands/convert.md.
  std::string map;
  /// That OCIDs begin with: the registered one of the publisher, "ocds-abc123". Obligatory
  /// but for "s6".
  std::string prefix;
  bool compiled = false;             ///< compiled releases instead of releases
  bool keep_unmapped = false;        ///< what has no place becomes additional fields, "x_…"
  bool natural_persons = false;      ///< RFC of natural persons, names and mail of officers stay
  bool amounts_include_tax = false;  ///< of amounts whose heading does not say it
};

/// What a column may be, for a map.
struct SuggestedColumn {
  std::string heading;
  std::string path;    ///< "contracts[]/value/amount"
  std::string kind;    ///< what its cells are: "amount", "keep", …
  std::string detail;  ///< more of it; may be empty
  bool sure = false;   ///< else somebody has to look at it
};

/// What columns with these headings may be, but for empty ones. Those that nothing is known of are
/// kept as additional fields. Thread-safe.
std::vector<SuggestedColumn> suggest_columns(const std::vector<std::string>& headings);

/// The same of a CSV file or spreadsheet, whose headings are looked for in its first rows; empty
/// where none are found. Throws Error(usage, "convert.suggest-unread") with argument path.
std::vector<SuggestedColumn> suggest_columns_of(const std::string& input,
                                                const Session& session = {});

/// The figures of a run.
struct LegacySummary {
  Summary findings;            ///< and what was read
  std::uint64_t releases = 0;  ///< that were written, one for each process
  std::uint64_t refused = 0;   ///< rows that were left out
  bool cancelled = false;      ///< by the session, or because `write` answered false
};

/// Makes releases of OCDS 1.1 with the extensions of EDCA-MX from the files of contracts and
/// procedures that CompraNet and ComprasMX offered since 2002, CSV or spreadsheets: all rows of a
/// procedure become one release, see docs/commands/convert.md. Amounts leave as they were written,
/// dates as the local ones that they are.
///
/// Immutable; run() may be called from several threads at once.
class LegacyConverter {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  /// Throws Error(usage): "convert.no-prefix", "convert.no-map", "convert.map-unread",
  /// "convert.map-syntax", "convert.map-entry", "tables.timezone".
  explicit LegacyConverter(LegacyOptions options);
  ~LegacyConverter();
  LegacyConverter(LegacyConverter&&) noexcept;
  LegacyConverter& operator=(LegacyConverter&&) noexcept;

  /// Converts inputs (files, folders, zips, "-") to JSON Lines, by the bytes of the OCIDs. What
  /// cannot be read becomes a finding; the rest is written. The same inputs in the same order give
  /// the same bytes, whatever Session::memory, which rows may take; with it the largest process is
  /// in memory. Throws Error(input) when a temporary file cannot be written, and what `write`
  /// throws.
  LegacySummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                    const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
