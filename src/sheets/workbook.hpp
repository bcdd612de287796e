#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"

// What an io::InputFault of this room tells beside those of io: rule, variant, arguments.
//
//   input.unreadable  workbook-xls       a workbook of Excel before 2007 (BIFF)
//                     workbook-xlsb      a binary workbook of Excel
//                     workbook-password  XLSX or ODS that is protected by a password
//                     workbook-html      a page of HTML that is called .xls
//                     workbook-xml       XML that is called .xls (Excel 2003)
//                     workbook-part      part: name of a part in the zip that is missing or no use
//                     workbook-broken    part; line: in it, from 1, where it is not as it should be
//                     workbook-doctype   part: one that declares entities, as attacks do
//                     workbook-empty     no sheet in it
//                     workbook-none      a zip or a folder with neither a workbook nor CSV in it
//                     workbook-nested    a workbook inside of a zip, or in memory
//                     workbook-columns   sheet; row; limit: columns that a row may have
//                     workbook-rows      sheet; limit: rows that a sheet may have
//                     workbook-cell      sheet; row; mib: what one row may take
//                     csv-record         line; mib: what one record of CSV may take
//   input.ratio       (empty)            also a sheet whose repeated cells and texts grow beyond
//                                        all measure

namespace edca::sheets {

enum class CellKind : std::uint8_t {
  empty,
  text,     ///< as it is shown; line breaks are "\n"
  number,   ///< as it stands in the file, "1500000.10", in the grammar of JSON or nearly so
  boolean,  ///< "true", "false"
  date,     ///< "2024-12-31", "2024-12-31T10:00:00", or "10:00:00" of a time; local, without a zone
  error,    ///< "#N/A"
};

/// How a number is shown, where that says what is meant by it.
enum class Shown : std::uint8_t {
  plain,
  percent,   ///< 0.16 as 16 %
  currency,  ///< of Cell::currency
  date,      ///< as a date, and there is none: the 60th day of 1900, a negative number
};

/// One cell.
struct Cell {
  CellKind kind = CellKind::empty;
  Shown shown = Shown::plain;
  /// Digits before the decimal mark that a number is filled up to with zeros: 5 for 00000; 0 for
  /// none.
  std::uint8_t digits = 0;
  /// Calculated: `text` is what the program that saved it had found; an empty one has no such
  /// value.
  bool formula = false;
  bool covered = false;  ///< by a merged cell that begins elsewhere
  std::string_view text;
  std::string_view currency;  ///< "MXN", "$", as the file has it; "" for none
};

/// One row. It and its texts last until the next call of Rows::next().
struct Row {
  std::uint32_t number = 0;     ///< from 1, as spreadsheet programs show it
  std::uint64_t line = 0;       ///< of CSV: the physical line in which it begins, from 1; else 0
  std::uint64_t offset = 0;     ///< of CSV: of its first byte, in the text as UTF-8 (with its BOM)
  bool hidden = false;          ///< also by a filter
  bool unclosed = false;        ///< of CSV: a quote was opened and never closed
  std::span<const Cell> cells;  ///< by column, from 0; those behind the last one are empty
};

/// The rows of a sheet, from top to bottom. Not to be used by two threads at once.
class Rows {
 public:
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// The next row in which something is written (in CSV also one of delimiters alone); nullptr at
  /// the end. The text is UTF-8, but for bytes of CSV that say it and are not. Throws
  /// io::InputFault behind the rows before it.
  virtual const Row* next() = 0;
  /// Whether a column, from 0, is hidden: known once next() was called.
  virtual bool hidden(std::size_t column) const {
    static_cast<void>(column);
    return false;
  }

 protected:
  Rows() = default;
};

/// How bytes of a text stand for characters.
enum class TextEncoding : std::uint8_t { utf8, utf16_little, utf16_big, windows1252 };

struct SheetInfo {
  std::string name;     ///< of CSV: that of the file, without its ending
  std::string file;     ///< of CSV: as it is reported; else that of the workbook
  bool hidden = false;  ///< also "very hidden" ones
  // Of CSV, as they were found out:
  char delimiter = '\0';
  TextEncoding encoding = TextEncoding::utf8;
  /// Why it is windows1252: offset of the first byte that is not UTF-8.
  std::optional<std::uint64_t> not_utf8;
};

enum class WorkbookKind : std::uint8_t { csv, xlsx, ods };

/// Sheets of a file or of a folder.
class Workbook {
 public:
  virtual ~Workbook() = default;
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  virtual WorkbookKind kind() const = 0;
  /// In the order of the workbook; of CSV in a folder or a zip by their names.
  virtual std::span<const SheetInfo> sheets() const = 0;
  /// Its rows from the first on, as often as one likes; must not outlive the workbook. Sheets of
  /// one workbook are read by one thread at a time. Throws io::InputFault.
  virtual std::unique_ptr<Rows> open(std::size_t sheet) = 0;
  /// Of CSV the text of a sheet, as UTF-8; nullptr for others. Throws as open().
  virtual std::unique_ptr<io::Source> text(std::size_t sheet) {
    static_cast<void>(sheet);
    return nullptr;
  }

 protected:
  Workbook() = default;
};

struct WorkbookOptions {
  io::UnpackLimits limits;
  std::string temporary_folder;    ///< for shared texts that memory cannot hold; "": the system's
  std::size_t memory = 64u << 20;  ///< bytes that shared texts may take there
  std::size_t most_columns = 16'384;       ///< of a row, as Excel has them
  std::uint32_t most_rows = 1'048'576;     ///< of a sheet in XLSX and ODS
  std::size_t most_row_bytes = 64u << 20;  ///< of the texts of one row
  char delimiter = '\0';                   ///< of CSV, instead of the one that is found out
};

/// Opens XLSX, ODS and CSV, told by content and not by name: a zip with an Excel workbook or an
/// OpenDocument spreadsheet in it, else text; a folder, or another zip, is the CSV files in it
/// (.csv and .tsv; of a folder also those with .gz and .zst). Nothing is fetched or executed:
/// macros, links to other files and queries are passed over. Of formulas, the values that were
/// saved are read. JSON is not told from CSV. Throws io::InputFault as io::open() and above; Error
/// as io::Spool, which a pipe needs.
std::unique_ptr<Workbook> open_workbook(const io::Input& input,
                                        const WorkbookOptions& options = {});

/// The letters of a column, from 0: "A", "Z", "AA".
std::string column_name(std::size_t column);

/// The name of a cell: column from 0, row from 1: "F12".
std::string cell_name(std::size_t column, std::uint32_t row);

}  // namespace edca::sheets
