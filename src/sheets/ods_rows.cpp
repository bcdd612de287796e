#include "sheets/ods_rows.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sheets/dates.hpp"
#include "sheets/number_format.hpp"
#include "sheets/ods_text.hpp"
#include "sheets/row_builder.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

struct ColumnRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
constexpr std::size_t most_spans = 16'384;
/// What rows and columns of a sheet may stand in.
constexpr std::string_view groups[] = {"table-rows",         "table-row-group",
                                       "table-header-rows",  "table-columns",
                                       "table-column-group", "table-header-columns"};

bool is_hidden(const XmlAttributes& attributes) {
  const std::string_view visibility = attributes.text(Space::table, "visibility");
  return visibility == "collapse" || visibility == "filter";
}

/// How often something stands there: from 1 on, and not more often than any sheet has rows.
std::uint64_t times(const XmlAttributes& attributes, std::string_view name) {
  constexpr std::uint64_t most = UINT32_MAX;
  return std::clamp<std::uint64_t>(attributes.number(Space::table, name, 1), 1, most);
}

class OdsRows final : public Rows, private XmlHandler {
 public:
  OdsRows(const Parts& parts, const WorkbookOptions& options, const std::string& sheet,
          std::size_t index)
      : index_(index),
        builder_(options, sheet, parts.packed()),
        reader_(parts.need(ods_content), *this, ods_content) {}

  const Row* next() override {
    if (row_ != nullptr && repeats_ > 0) {
      --repeats_;
      return row_ = builder_.repeat();
    }
    row_ = nullptr;
    while (!over_ && row_ == nullptr && reader_.read()) {
    }
    return row_;
  }
  bool hidden(std::size_t column) const override {
    return std::ranges::any_of(hidden_, [&](const ColumnRange& columns) {
      return column >= columns.first && column <= columns.last;
    });
  }

 private:
  // Depths are 0 outside of what they are of.
  void start(const XmlName& name, const XmlAttributes& attributes) override {
    ++depth_;
    if (cell_ != 0) return text_.start(name, attributes);
    if (skipped_ != 0) return;
    if (name.is(Space::office, "spreadsheet")) spreadsheet_ = depth_;
    const std::string_view local = name.space == Space::table ? name.local : std::string_view();
    if (row_depth_ != 0) {
      const bool covered = local == "covered-table-cell";
      const bool direct = depth_ == row_depth_ + 1;
      if (direct && (covered || local == "table-cell")) start_cell(attributes, covered);
    } else if (local == "table" && spreadsheet_ != 0 && depth_ == spreadsheet_ + 1) {
      if (seen_++ == index_) table_ = depth_;
    } else if (table_ == 0 || std::ranges::find(groups, local) != std::end(groups)) {
      return;
    } else if (local == "table-row") {
      start_row(attributes);
    } else if (local == "table-column") {
      const std::uint64_t count = times(attributes, "number-columns-repeated");
      if (is_hidden(attributes) && hidden_.size() < most_spans) {
        hidden_.push_back({columns_, columns_ + count - 1});
      }
      columns_ += count;
    } else {
      skipped_ = depth_;
    }
  }
  void end(const XmlName&) override {
    if (depth_ == cell_) {
      end_cell();
    } else if (cell_ != 0) {
      text_.end();
    } else if (skipped_ != 0) {
      if (depth_ == skipped_) skipped_ = 0;
    } else if (depth_ == row_depth_) {
      end_row();
    } else if (depth_ == table_) {
      table_ = 0;
      over_ = true;
      reader_.pause();
    } else if (depth_ == spreadsheet_) {
      spreadsheet_ = 0;
    }
    --depth_;
  }
  void text(std::string_view piece) override {
    if (cell_ == 0) return;
    builder_.check_size(text_.get().size() + piece.size());
    text_.text(piece);
  }

  void start_row(const XmlAttributes& attributes) {
    row_depth_ = depth_;
    row_times_ = times(attributes, "number-rows-repeated");
    // Only rows with something in them must be within the limits.
    number_ += 1;
    row_hidden_ = is_hidden(attributes);
    began_ = false;
    column_ = 0;
    covered_.clear();
  }
  void end_row() {
    row_depth_ = 0;
    if (began_) cover();
    row_ = began_ ? builder_.row() : nullptr;
    number_ += row_times_ - 1;
    repeats_ = row_times_ - 1;
    if (row_ != nullptr) reader_.pause();
  }

  void start_cell(const XmlAttributes& attributes, bool covered) {
    cell_ = depth_;
    cell_times_ = times(attributes, "number-columns-repeated");
    now_ = Cell();
    now_.covered = covered;
    now_.formula = attributes.find(Space::table, "formula").has_value();
    is_error_ = attributes.text(Space::calc, "value-type") == "error";
    type_ = attributes.text(Space::office, "value-type");
    value_.clear();
    currency_.clear();
    if (type_ == "string") {
      value_ = attributes.text(Space::office, "string-value");
    } else if (type_ == "date") {
      value_ = attributes.text(Space::office, "date-value");
    } else if (type_ == "time") {
      value_ = attributes.text(Space::office, "time-value");
    } else if (type_ == "boolean") {
      value_ = attributes.text(Space::office, "boolean-value");
    } else {
      value_ = attributes.text(Space::office, "value");
      currency_ = attributes.text(Space::office, "currency");
    }
    text_.clear();
  }
  void end_cell() {
    cell_ = 0;
    find_value();
    const bool written = now_.kind != CellKind::empty || now_.formula;
    if (written) return put_cells();
    if (now_.covered && covered_.size() < most_spans) {
      covered_.push_back({column_, column_ + cell_times_ - 1});
    }
    column_ += cell_times_;
  }
  /// The value with its kind, which is the text where there is none.
  void find_value() {
    made_.clear();
    const std::string& shown = text_.get();
    if (is_error_ || (type_.empty() && now_.formula && shown.starts_with('#'))) {
      made_ = shown;
      now_.kind = CellKind::error;
    } else if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
      now_.kind = append_number(value_, made_) ? CellKind::number : CellKind::text;
      if (now_.kind == CellKind::text) made_ = shown.empty() ? value_ : shown;
      if (type_ == "percentage") now_.shown = Shown::percent;
      if (type_ == "currency") now_.shown = Shown::currency;
    } else if (type_ == "date" || type_ == "time") {
      const bool good =
          type_ == "date" ? append_iso_date(value_, made_) : append_duration(value_, made_);
      now_.kind = good ? CellKind::date : CellKind::text;
      if (!good) made_ = shown.empty() ? value_ : shown;
    } else if (type_ == "boolean") {
      made_ = value_ == "true" ? "true" : "false";
      now_.kind = CellKind::boolean;
    } else {
      made_ = shown.empty() ? value_ : shown;
      now_.kind = CellKind::text;
    }
    const bool value = !made_.empty() || (now_.formula && type_ == "string");
    if (!value) now_.kind = CellKind::empty;
  }
  void put_cells() {
    if (!began_) builder_.begin(number_, row_hidden_);
    began_ = true;
    now_.text = builder_.keep(made_);
    now_.currency = currency_.empty() ? std::string_view() : builder_.keep(currency_);
    for (; cell_times_ > 0; --cell_times_)
      builder_.cell(static_cast<std::size_t>(column_++)) = now_;
  }
  /// Those without content count only where something stands behind them.
  void cover() {
    for (const ColumnRange& columns : covered_) {
      for (std::uint64_t at = columns.first; at <= columns.last && at < builder_.size(); ++at) {
        builder_.cell(static_cast<std::size_t>(at)).covered = true;
      }
    }
  }

  std::size_t index_;
  RowBuilder builder_;
  XmlReader reader_;
  std::vector<ColumnRange> hidden_;
  const Row* row_ = nullptr;
  std::uint64_t repeats_ = 0;  ///< how often the last row still comes
  bool over_ = false;

  std::size_t depth_ = 0;
  std::size_t spreadsheet_ = 0;
  std::size_t seen_ = 0;  ///< sheets so far
  std::size_t table_ = 0;
  std::size_t skipped_ = 0;    ///< of what is neither row nor column: shapes, forms
  std::uint64_t columns_ = 0;  ///< declared so far

  // The row at hand:
  std::size_t row_depth_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t row_times_ = 1;
  bool row_hidden_ = false;
  bool began_ = false;  ///< the builder has begun it
  std::uint64_t column_ = 0;
  std::vector<ColumnRange> covered_;  ///< by others, and without content

  // The cell at hand:
  std::size_t cell_ = 0;
  std::uint64_t cell_times_ = 1;
  Cell now_;
  std::string type_;
  std::string value_;
  std::string currency_;
  bool is_error_ = false;
  OdsText text_;
  std::string made_;
};

}  // namespace

std::unique_ptr<Rows> ods_rows(const Parts& parts, const WorkbookOptions& options,
                               const std::string& sheet, std::size_t index) {
  return std::make_unique<OdsRows>(parts, options, sheet, index);
}

}  // namespace edca::sheets
