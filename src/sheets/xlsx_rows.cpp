#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "sheets/cell_name.hpp"
#include "sheets/dates.hpp"
#include "sheets/merges.hpp"
#include "sheets/row_builder.hpp"
#include "sheets/xlsx.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

/// Columns that have something in common, from 0.
struct Columns {
  std::size_t first = 0;
  std::size_t last = 0;
};
constexpr std::size_t most_hidden = 16'384;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// A sheet, xl/worksheets/sheet1.xml (ECMA-376-1, 18.3.1).
class XlsxRows final : public Rows, private XmlHandler {
 public:
  XlsxRows(const XlsxBook& book, std::size_t sheet)
      : book_(book),
        part_(book.sheet_parts[sheet]),
        builder_(book.options, book.sheets[sheet].name, book.parts->packed()),
        reader_(book.parts->need(part_), *this, part_) {
    merges_.read(*book.parts, part_);
  }

  const Row* next() override {
    row_ = nullptr;
    while (!over_ && row_ == nullptr && reader_.read()) {
    }
    return row_;
  }
  bool hidden(std::size_t column) const override {
    return std::ranges::any_of(hidden_, [&](const Columns& columns) {
      return column >= columns.first && column <= columns.last;
    });
  }

 private:
  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.space != Space::sheet) return;
    const std::string_view local = name.local;
    if (within_cell_) {
      start_in_cell(local);
    } else if (local == "c" && within_row_) {
      start_cell(attributes);
    } else if (local == "row" && within_data_) {
      start_row(attributes);
    } else if (local == "sheetData") {
      within_data_ = true;
    } else if (local == "col" && !within_data_) {
      hide_columns(attributes);
    }
  }
  void end(const XmlName& name) override {
    if (name.space != Space::sheet) return;
    if (within_cell_) {
      end_in_cell(name.local);
    } else if (within_row_ && name.local == "row") {
      end_row();
    } else if (within_data_ && name.local == "sheetData") {
      within_data_ = false;
      over_ = true;
      reader_.pause();
    }
  }
  void text(std::string_view piece) override {
    if (!takes_text_) return;
    builder_.check_size(text_.size() + piece.size());
    text_ += piece;
  }

  void hide_columns(const XmlAttributes& attributes) {
    if (!attributes.flag(Space::none, "hidden") || hidden_.size() >= most_hidden) return;
    const std::uint64_t first = attributes.number(Space::none, "min", 0);
    const std::uint64_t last = attributes.number(Space::none, "max", 0);
    if (first == 0 || last < first) return;
    hidden_.push_back({static_cast<std::size_t>(first - 1), static_cast<std::size_t>(last - 1)});
  }

  void start_row(const XmlAttributes& attributes) {
    const std::uint64_t number = attributes.number(Space::none, "r", last_row_ + 1);
    // No program writes rows in another order; one number may come twice.
    if (number < last_row_ || number == 0) throw reader_.broken();
    last_row_ = number;
    column_ = 0;
    within_row_ = true;
    builder_.begin(number, attributes.flag(Space::none, "hidden"));
  }
  void end_row() {
    within_row_ = false;
    merges_.in_row(builder_.number(), [&](std::size_t first, std::size_t last) {
      for (; first <= last && first < builder_.size(); ++first) builder_.cell(first).covered = true;
    });
    row_ = builder_.row();
    if (row_ != nullptr) reader_.pause();
  }

  void start_cell(const XmlAttributes& attributes) {
    const auto name = attributes.find(Space::none, "r");
    if (name) {
      const std::optional<CellPlace> place = read_cell_name(*name);
      if (!place) throw reader_.broken();
      column_ = place->column;
    }
    type_ = attributes.text(Space::none, "t", "n");
    style_ = attributes.number(Space::none, "s", 0);
    within_cell_ = true;
    formula_ = has_value_ = false;
    text_.clear();
  }
  void start_in_cell(std::string_view local) {
    if (local == "v") {
      // What stands in <is> as well is the same text once more.
      text_.clear();
      takes_text_ = has_value_ = true;
    } else if (local == "t") {
      takes_text_ = hints_ == 0 && (!has_value_ || type_ == "inlineStr");
      has_value_ = true;
    } else if (local == "rPh") {
      ++hints_;
    } else if (local == "f") {
      formula_ = true;
    }
  }
  void end_in_cell(std::string_view local) {
    takes_text_ = false;
    if (local == "rPh") --hints_;
    if (local != "c") return;
    within_cell_ = false;
    hints_ = 0;
    if (formula_ || !text_.empty()) take_cell();
    ++column_;
  }

  void take_cell() {
    Cell& cell = builder_.cell(column_);
    // Two values in one place: nobody knows which of them holds.
    if (cell.kind != CellKind::empty) throw reader_.broken();
    cell.formula = formula_;
    if (type_ == "s") {
      take_shared(cell);
    } else if (type_ == "str" || type_ == "inlineStr") {
      unescape_xlsx(text_);
      set_text(cell);
    } else if (type_ == "e") {
      set(cell, CellKind::error, trimmed(text_));
    } else if (type_ == "b") {
      const std::string_view value = trimmed(text_);
      const bool truth = value == "1" || value == "true";
      if (!value.empty()) set(cell, CellKind::boolean, truth ? "true" : "false");
    } else if (type_ == "d") {
      made_.clear();
      if (append_iso_date(trimmed(text_), made_)) {
        set(cell, CellKind::date, made_);
      } else {
        set_text(cell);
      }
    } else {
      take_number(cell);
    }
  }
  void take_shared(Cell& cell) {
    const std::string_view given = trimmed(text_);
    if (given.empty()) return;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    const bool whole = error == std::errc() && end == given.data() + given.size();
    if (!whole || number >= book_.texts.size()) throw reader_.broken();
    builder_.check_size(book_.texts.bytes(number));
    text_.clear();
    book_.texts.append(number, text_);
    set_text(cell);
  }
  void take_number(Cell& cell) {
    made_.clear();
    const std::string_view given = trimmed(text_);
    if (given.empty()) return;
    if (!append_number(given, made_)) return set(cell, CellKind::text, text_);
    static const NumberFormat plain;
    const NumberFormat& format = style_ < book_.styles.size() ? book_.styles[style_] : plain;
    if (format.shown == Shown::date) {
      std::string date;
      if (append_serial_date(made_, book_.from_1904, date)) {
        return set(cell, CellKind::date, date);
      }
    }
    set(cell, CellKind::number, made_);
    cell.shown = format.shown;
    cell.digits = format.digits;
    cell.currency = format.currency;
  }

  void set(Cell& cell, CellKind kind, std::string_view text) {
    cell.kind = kind;
    cell.text = builder_.keep(text);
  }
  /// An empty text is no value, unless a formula gave it.
  void set_text(Cell& cell) {
    if (!text_.empty() || (formula_ && has_value_)) set(cell, CellKind::text, text_);
  }

  const XlsxBook& book_;
  std::string part_;
  RowBuilder builder_;
  Merges merges_;
  XmlReader reader_;
  std::vector<Columns> hidden_;
  const Row* row_ = nullptr;
  bool over_ = false;

  std::uint64_t last_row_ = 0;
  bool within_data_ = false;
  bool within_row_ = false;
  bool within_cell_ = false;

  // The cell at hand:
  std::size_t column_ = 0;
  std::string type_;
  std::uint64_t style_ = 0;
  bool formula_ = false;
  bool has_value_ = false;
  bool takes_text_ = false;
  std::size_t hints_ = 0;
  std::string text_;
  std::string made_;
};

}  // namespace

std::unique_ptr<Rows> xlsx_rows(const XlsxBook& book, std::size_t sheet) {
  return std::make_unique<XlsxRows>(book, sheet);
}

}  // namespace edca::sheets
