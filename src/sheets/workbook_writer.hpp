#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/output.hpp"
#include "io/zip_writer.hpp"
#include "sheets/sheet_text.hpp"

namespace edca::sheets {

/// What a cell looks like.
struct CellStyle {
  std::string format = {};  ///< of numbers: "@" (text), "yyyy-mm-dd", "#,##0.00"; empty: general
  std::string fill = {};    ///< "D9E2EC": background in red, green, blue; empty: none
  std::string colour = {};  ///< of the letters, likewise; empty: black
  bool bold = false;
  bool italic = false;
  bool wrap = false;      ///< long texts are broken into lines
  bool unlocked = false;  ///< may be changed in a sheet that is protected
  bool operator==(const CellStyle&) const = default;
};

/// A style of a workbook; 0: plain.
using StyleId = std::uint32_t;

struct SheetColumn {
  double width = 0;   ///< in characters; 0: as the program has it
  StyleId style = 0;  ///< of its cells that are not written
  bool hidden = false;
};

/// `very_hidden` sheets are not even in the program's list of hidden ones.
enum class SheetState : std::uint8_t { visible, hidden, very_hidden };

/// What is known of a sheet before its cells.
struct SheetForm {
  std::string name = {};  ///< valid and unique, see SheetNames
  SheetState state = SheetState::visible;
  std::vector<SheetColumn> columns = {};  ///< the first ones
  std::uint32_t frozen_rows = 0;          ///< that stay in sight
  std::uint32_t frozen_columns = 0;
  bool is_protected = false;  ///< without a password: against slips
};

struct RowForm {
  double height = 0;  ///< in points; 0: as the program has it
  bool hidden = false;
};

/// Cells in which one value of a list is chosen.
struct ListRule {
  CellRange cells = {};
  std::vector<std::string> values = {};  ///< where fits_inline()
  std::string source = {};               ///< instead: what reference() gives, or a defined name
  bool open = false;                     ///< other values are warned of, and let in
  // What the program says; cut at what it takes: 32 of a title, 255 of the others.
  std::string error_title = {};
  std::string error = {};
  std::string prompt_title = {};
  std::string prompt = {};
};

/// Writes a workbook of Office Open XML (.xlsx, ECMA-376) from front to back: sheet by sheet, row
/// by row, in memory that does not grow with the rows. The same calls give the same bytes; there is
/// no time in it, no formula, no macro, no link.
class WorkbookWriter {
 public:
  /// `output` must outlive it. `title` is what the file says of itself.
  explicit WorkbookWriter(io::Output& output, std::string_view title = {});
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  /// The same style is the same number. At any time before finish().
  StyleId style(const CellStyle& style);

  // All that write throw as io::ZipWriter: Error(input), "output.write" or "output.too-large".

  /// Ends the sheet before. The first visible one is in front when the file is opened; there has to
  /// be one.
  void begin_sheet(const SheetForm& form);
  /// Rows come in order, and some may be left out. `row` is below most_rows.
  void begin_row(std::uint32_t row, const RowForm& form = {});

  // Cells of the row, in the order of their columns, which are below most_columns.

  /// What is longer than a cell can be is cut: ask fits_sheet() before. "" is a cell without a
  /// value.
  void text(std::uint32_t column, std::string_view text, StyleId style = 0);
  /// Infinite ones and NaN have no place in a sheet: a cell without a value. A reader gets this
  /// very double.
  void number(std::uint32_t column, double number, StyleId style = 0);
  void boolean(std::uint32_t column, bool value, StyleId style = 0);
  /// A day from March 1900 on, before which programs count differently: others are a text. The
  /// style needs a format of dates.
  void date(std::uint32_t column, std::chrono::year_month_day day, StyleId style);
  void blank(std::uint32_t column, StyleId style);

  // Of the sheet that is open; at any time.

  void rule(ListRule rule) { rules_.push_back(std::move(rule)); }
  /// Arrows to choose rows by, at the first row of these cells.
  void auto_filter(const CellRange& cells) {
    filter_ = range_name(cells);
    filtered_ = cells;
  }

  /// A name for cells (see reference()): letters, digits, `_` and `.`, and not like "A1".
  void define_name(std::string name, std::string reference);

  /// After the last sheet. The output still has to be committed.
  void finish();

 private:
  struct Name {
    std::string name;
    std::string reference;
    std::size_t sheet = 0;  ///< + 1; 0: of the whole workbook
  };
  struct Sheet {
    std::string name;
    SheetState state;
  };

  void end_row();
  void end_sheet();
  void begin_cell(std::uint32_t column, StyleId style, std::string_view type);
  void flush();
  void part(const std::string& name, std::string_view text);
  std::string workbook() const;

  io::ZipWriter zip_;
  std::vector<CellStyle> styles_ = {{}};
  std::vector<Sheet> sheets_;
  std::vector<Name> names_;
  bool in_sight_ = false;  ///< whether a sheet is visible
  std::size_t front_ = 0;  ///< the first of these

  // of the sheet that is open
  std::string text_;
  bool in_row_ = false;
  std::string row_;  ///< its number, from 1
  bool protected_ = false;
  std::string filter_;
  CellRange filtered_;
  std::vector<ListRule> rules_;
};

}  // namespace edca::sheets
