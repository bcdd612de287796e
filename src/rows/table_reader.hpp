#pragma once

#include <memory>
#include <string>
#include <vector>

#include "io/cells.hpp"
#include "io/source.hpp"
#include "rows/fields.hpp"
#include "rows/values.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {

/// Whether it is a workbook of Flattener, in which sheets say what the others hold.
bool is_described(const sheets::Workbook& book);

/// Makes releases and projects of spreadsheets and CSV that people filled in, or other programs
/// wrote: told by their headings, which are ways (flatten-tool's "awards/0/id") or titles of the
/// profile in Spanish or English. Safe to share between threads.
class TableReader {
 public:
  /// Throws Error(usage): "profile.unknown", "extension.unknown", "tables.timezone".
  TableReader(const ReadOptions& options, std::string temporary_folder);

  /// The items of a file, or of the CSV files of a folder or zip, as JSON Lines; nullptr for
  /// a workbook of Flattener, see read_described(). Throws
  /// io::InputFault: of sheets::open_workbook(), and input.unreadable "table-headings" where no
  /// heading is understood and "table-earlier" with argument format where they are those of an
  /// earlier system.
  std::shared_ptr<const io::CellText> read(const io::Input& input) const;

 private:
  std::string temporary_folder_;
  bool ids_by_row_;
  ValueReader values_;
  schema::Catalog catalog_;
  std::unique_ptr<const schema::Profile> contracting_;  ///< nullptr where projects are asked for
  std::unique_ptr<const schema::Profile> building_;     ///< of projects
  std::unique_ptr<const Fields> releases_;
  std::unique_ptr<const Fields> projects_;
};

}  // namespace edca::rows
