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

/// How data are put into tables.
enum class TableStyle : std::uint8_t {
  relational,  ///< every value is in it, and comes back: see Flattener
  /// As flatten-tool does (https://flatten-tool.readthedocs.io/): for programs that read that.
  /// Null, empty values and what packages say of themselves are not in it. Not for databases.
  flatten,
};
/// "relational", "flatten".
std::string_view name(TableStyle style);

/// The language of titles for people.
enum class TableTitles : std::uint8_t { none, spanish, english };
/// "none", "es", "en".
std::string_view name(TableTitles titles);

struct FlattenOptions {
  /// How inputs are read. The profile gives types, titles and order of columns, nothing else:
  /// "auto" is "edca-mx", and the newest OC4IDS for projects.
  ReadOptions read;
  /// What is taken: paths of tables ("releases/awards", with all in their rows) and of columns
  /// ("releases/tender/title"), without the outermost name too. Empty: everything. Keys stay.
  std::vector<std::string> only;
  std::vector<std::string> skip;  ///< likewise, what is not
  char delimiter = ',';           ///< of CSV
  /// CSV for spreadsheet programs: with a byte order mark, and an apostrophe in front of texts that
  /// look like formulas.
  bool excel = false;
  /// In which language columns have titles for people: in datapackage.json, in the second row of a
  /// sheet, in the views of a database.
  TableTitles titles = TableTitles::spanish;
  TableStyle style = TableStyle::relational;
  /// Releases are merged first: the tables hold compiled releases, which stand in no package.
  bool merge = false;
  /// Columns are those of the schema alone; what it does not foresee goes to the rest.
  bool one_pass = false;
};

/// A table that was written.
struct MadeTable {
  std::string table;  ///< its place in the data: "releases/awards/items"
  std::string
      file;  ///< its name in the target: "releases_awards_items.csv", of a table in a database
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
};

struct FlattenSummary {
  Summary findings;               ///< and what was read
  std::vector<MadeTable> tables;  ///< none where nothing could be read
  bool cancelled = false;         ///< by the session: nothing was written
};

/// Makes tables of releases, records and projects: one for the items, one for each list of objects
/// in them, one for the packages, and the rest, for what no cell can hold. Every row has a key made
/// of its place (`_fila`), that of the row around it (`_padre`) and its place in its list (`_n`),
/// and repeats the ids around it. No value is lost; numbers leave as they were written. The tables
/// are a Data Package (https://datapackage.org/standard/data-package/) of CSV
/// (https://www.rfc-editor.org/rfc/rfc4180), a workbook or a database of SQLite.
///
/// Immutable; run() may be called from several threads at once.
class Flattener {
 public:
  /// Throws Error(usage): "profile.unknown", "extension.unknown".
  explicit Flattener(FlattenOptions options = {});
  ~Flattener();
  Flattener(Flattener&&) noexcept;
  Flattener& operator=(Flattener&&) noexcept;

  /// Reads inputs (files, folders, zips and "-", standard input) once and writes their tables to
  /// `target`: a folder (it ends with a slash, or is there), which is made where it is missing, or
  /// a file that ends with .zip (the same files), .xlsx, .sqlite or .db. Everything appears when
  /// all of it is complete, or nothing does. What is wrong with the inputs becomes a finding.
  /// Memory: Session::memory for rows, beyond that a temporary file; the largest item; names and
  /// types of all columns. One thread does the work. Throws Error(usage): "tables.target" for other
  /// targets, "package.onto-input" for one of the inputs, "tables.unknown-path" where `only` or
  /// `skip` name what neither the data nor the standard knows; Error(input): "output.exists" when a
  /// file is there and `overwrite` is false, "output.too-large" for a zip above 4 GiB,
  /// "tables.columns" and "tables.rows" for more columns or rows than the target may have,
  /// "tables.too-long" for a text that no cell of a workbook can hold, in the style of
  /// flatten-tool, "tables.database" where SQLite fails, "output.open" and "output.write", and when
  /// a temporary file cannot be written.
  FlattenSummary run(const std::vector<std::string>& inputs, const std::string& target,
                     bool overwrite, FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

struct UnflattenOptions {
  bool lines = false;  ///< items alone, one a line, without their packages
  /// How tables are read that Flattener did not make.
  ReadOptions read = {};
};

struct UnflattenSummary {
  Summary findings;  ///< and what was read
  std::uint64_t items = 0;
  std::uint64_t packages = 0;
  bool cancelled = false;  ///< by the session, or because `write` answered false
};

/// Puts together again what Flattener took apart: packages with what they say of themselves, and
/// items that stood in none, each on a line. Where a cell was changed since, what it says now
/// counts. Of other spreadsheets and CSV it makes releases or projects, one a line: those that
/// flatten-tool writes (https://flatten-tool.readthedocs.io/), the templates of OCDS, workbooks
/// that people filled in, with paths or titles as headings.
///
/// Immutable; run() may be called from several threads at once.
class Unflattener {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  explicit Unflattener(UnflattenOptions options = {});
  ~Unflattener();
  Unflattener(Unflattener&&) noexcept;
  Unflattener& operator=(Unflattener&&) noexcept;

  /// Reads the tables in a folder, beside a datapackage.json, in a zip or in a database; else a
  /// spreadsheet, a file of CSV, or those in a folder or zip. What is wrong in a cell or row
  /// becomes a finding with file and line. Nothing is written before all tables are read. Memory:
  /// Session::memory for rows, beyond that a temporary file; the rows of the largest item; what all
  /// packages say of themselves. One thread does the work. Throws Error(input):
  /// "tables.description" where there is no datapackage.json of this layout, and when a temporary
  /// file cannot be written; and what `write` throws.
  UnflattenSummary run(const std::string& tables, const Write& write, FindingSink& sink,
                       const Session& session = {}) const;
  /// The same of several, one after the other, with the figures of all. After a run that was
  /// cancelled there is no other.
  UnflattenSummary run(const std::vector<std::string>& tables, const Write& write,
                       FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
