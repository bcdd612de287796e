#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "rows/headings.hpp"
#include "rows/joiner.hpp"
#include "rows/levels.hpp"
#include "rows/made_text.hpp"
#include "rows/notices.hpp"
#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {

/// A sheet whose headings are understood.
struct ReadSheet {
  std::size_t number = 0;  ///< in the workbook
  Head head;
  std::vector<Level> levels;
};

/// What the sheet `_meta` of a workbook to fill in says of it.
using Meta = std::map<std::string, std::string>;

/// One workbook that becomes items.
class WorkbookRun {
 public:
  WorkbookRun(sheets::Workbook& book, const Fields& fields, const ValueReader& values,
              bool ids_by_row)
      : book_(book), fields_(fields), values_(values), ids_by_row_(ids_by_row) {}

  /// Looks for the headings of all sheets; answers how many are understood.
  std::size_t find_heads();
  /// Whether the headings of some sheet are ways.
  bool has_paths() const;
  /// The earlier system whose headings a sheet has; "" for none.
  std::string_view earlier() const { return earlier_; }

  /// After find_heads(): reads all rows. `releases`: what is made are releases.
  std::shared_ptr<const io::CellText> read(bool releases);

 private:
  using Labels = std::shared_ptr<const std::vector<std::string>>;
  /// A column that is not read.
  struct Unread {
    std::string text;
    bool watched = true;  ///< else it is read, or was told of
    bool filled = false;
  };
  struct RowState {
    const ReadSheet& sheet;
    std::uint32_t number;        ///< of the sheet, from 0
    std::vector<Unread> unread;  ///< by the number of the column
    std::vector<bool> keys;      ///< by index of the columns that are read
    std::uint64_t hidden_rows = 0;
    std::uint64_t hidden_columns = 0;
  };

  std::vector<HeadRow> first_rows(std::size_t sheet);
  Labels labels_of(const schema::Codelist& list);
  void prepare(ReadSheet& sheet);
  void read_rows(RowState& state);
  bool is_data(const RowState& state, const sheets::Row& row);
  bool is_total(const RowState& state, const sheets::Row& row, CellAt at);
  bool repeats_head(const RowState& state, const sheets::Row& row) const;
  void read_row(RowState& state, const sheets::Row& row);
  ReadCell read_cell(const RowState& state, const Column& column, const sheets::Cell& cell,
                     CellAt at);
  void note_unread(RowState& state, const sheets::Row& row) const;
  void tell_headings(const RowState& state);
  void tell_sheet(const RowState& state);
  void tell_unread_sheets();

  sheets::Workbook& book_;
  const Fields& fields_;
  const ValueReader& values_;
  bool ids_by_row_;
  std::string_view earlier_;
  Meta meta_;
  std::map<const schema::Codelist*, Labels> labels_;  ///< of the codelists of columns
  std::vector<ReadSheet> sheets_;
  std::vector<std::size_t> unread_;  ///< sheets with rows whose headings are not understood
  std::vector<SheetHead> heads_;     ///< of sheets_, likewise
  MadeStore store_;
  Notices notices_;
  std::unique_ptr<Joiner> joiner_;
};

}  // namespace edca::rows
