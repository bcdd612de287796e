#include "tables/template_book.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "edca/error.hpp"
#include "messages/messages.hpp"
#include "sheets/workbook_writer.hpp"
#include "tables/template_marks.hpp"

namespace edca::tables {
namespace {

using sheets::CellRange;
using sheets::StyleId;
using sheets::WorkbookWriter;

constexpr std::uint32_t first_row = 5;         // of the data, from 0
constexpr std::uint32_t prepared_rows = 1000;  // with formats and lists
constexpr std::string_view yes_no_list = "lista_si_no";

class Book {
 public:
  Book(const TemplateModel& model, const TemplateRows* rows, io::Output& output)
      : model_(model), rows_(rows), workbook_(output, say("title")) {
    path_ = workbook_.style({.format = "@", .colour = "808080"});
    title_ = workbook_.style({.format = "@", .fill = "DDE8E3", .bold = true, .wrap = true});
    needed_title_ = workbook_.style({.format = "@", .fill = "F4D9C6", .bold = true, .wrap = true});
    help_ = workbook_.style({.format = "@", .fill = "F2F2F2", .wrap = true});
    example_ =
        workbook_.style({.format = "@", .fill = "F2F2F2", .colour = "606060", .italic = true});
    text_ = workbook_.style({.format = "@"});
    plain_ = workbook_.style({.wrap = true});
    heading_ = workbook_.style({.bold = true});
  }

  void write() {
    place_lists();
    instructions();
    for (std::size_t sheet = 0; sheet < model_.sheets.size(); ++sheet) this->sheet(sheet);
    lists();
    meta();
    workbook_.finish();
  }

 private:
  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return messages::text("template." + std::string(key), model_.language, arguments);
  }

  void instructions() {
    workbook_.begin_sheet({.name = say("instructions"), .columns = {{.width = 100}}});
    std::uint32_t row = 0;
    const auto line = [&](std::string_view text, StyleId style) {
      workbook_.begin_row(row++);
      if (!text.empty()) workbook_.text(0, text, style);
    };
    line(say("title"), heading_);
    line("", plain_);
    for (int step = 1; step <= 9; ++step) {
      const std::string key = "step-" + std::to_string(step);
      line(say(key, {{"prefix", model_.prefix.empty() ? "ocds-xxxxxx" : model_.prefix}}), plain_);
    }
    line("", plain_);
    line(say("sheets"), heading_);
    for (const TemplateSheet& sheet : model_.sheets) {
      line(
          say("sheet", {{"sheet", sheet.name}, {"columns", messages::count(sheet.columns.size())}}),
          plain_);
    }
  }

  StyleId style_of(const TemplateColumn& column) {
    switch (column.kind) {
      case CellKind::key:
        return text_;
      case CellKind::date:
        return workbook_.style({.format = "yyyy-mm-dd"});
      case CellKind::money:
        return workbook_.style({.format = "#,##0.00"});
      case CellKind::integer:
        return workbook_.style({.format = "0"});
      default:
        return 0;
    }
  }

  static double width_of(const TemplateColumn& column) {
    return std::clamp(static_cast<double>(sheets::code_units(column.title)) * 0.8, 16.0, 32.0);
  }

  void sheet(std::size_t number) {
    const TemplateSheet& sheet = model_.sheets[number];
    sheets::SheetForm form{.name = sheet.name, .frozen_rows = first_row, .frozen_columns = 2};
    form.columns.push_back({.width = 14});
    for (const TemplateColumn& column : sheet.columns) {
      form.columns.push_back({.width = width_of(column), .style = style_of(column)});
    }
    workbook_.begin_sheet(form);
    heads(sheet);
    data(number);
    const std::uint32_t last = last_row(number);
    for (std::uint32_t column = 0; column < sheet.columns.size(); ++column) {
      rule(sheet.columns[column], {first_row, column + 1, last, column + 1});
    }
  }

  void heads(const TemplateSheet& sheet) {
    const auto head = [&](std::uint32_t row, std::string_view mark, StyleId style,
                          const sheets::RowForm& form, auto text) {
      workbook_.begin_row(row, form);
      workbook_.text(0, std::string(mark_sign) + " " + say(mark), path_);
      std::uint32_t at = 1;
      for (const TemplateColumn& column : sheet.columns) {
        const bool needed = row == 1 && column.need == Need::always;
        workbook_.text(at++, text(column), needed ? needed_title_ : style);
      }
    };
    const std::array<std::string, 3> needs = {say("always"), say("if-it-applies"), say("no-need")};
    head(0, "mark-path", path_, {.hidden = true}, [](const TemplateColumn& c) { return c.path; });
    head(1, "mark-title", title_, {.height = 48}, [](const TemplateColumn& c) { return c.title; });
    head(2, "mark-required", help_, {},
         [&](const TemplateColumn& c) { return needs[static_cast<std::size_t>(c.need)]; });
    head(3, "mark-how", help_, {.height = 75}, [](const TemplateColumn& c) { return c.how; });
    head(4, "mark-example", example_, {}, [](const TemplateColumn& c) { return c.example; });
  }

  std::uint32_t last_row(std::size_t sheet) const {
    const std::size_t filled = rows_ == nullptr ? 0 : rows_->rows()[sheet].size();
    const std::size_t last = first_row + std::max<std::size_t>(prepared_rows, filled) - 1;
    return static_cast<std::uint32_t>(std::min<std::size_t>(last, sheets::most_rows - 1));
  }

  void data(std::size_t number) {
    if (rows_ == nullptr) return;
    const TemplateSheet& sheet = model_.sheets[number];
    std::uint32_t row = first_row;
    for (const TypedRow& typed : rows_->rows()[number]) {
      if (row == sheets::most_rows) {
        throw Error(ErrorKind::input, "template.rows", {{"sheet", sheet.name}});
      }
      workbook_.begin_row(row++);
      for (const TypedCell& cell : typed) {
        const StyleId style = style_of(sheet.columns[cell.column]);
        double value = 0;
        if (cell.number) {
          std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
          workbook_.number(cell.column + 1, value, style);
        } else {
          workbook_.text(cell.column + 1, cell.text,
                         sheet.columns[cell.column].kind == CellKind::text ? style : text_);
        }
      }
    }
  }

  /// Where the cells of a column get what is chosen from.
  std::string source_of(const TemplateColumn& column) const {
    if (column.kind == CellKind::boolean) return std::string(yes_no_list);
    if (column.codelist != nullptr) {
      const auto list = std::ranges::find(model_.lists, column.codelist, &TemplateList::codelist);
      return list->entries.empty() ? std::string() : list->name;
    }
    if (column.refers_to.empty()) return {};
    for (std::size_t sheet = 0; sheet < model_.sheets.size(); ++sheet) {
      const auto& columns = model_.sheets[sheet].columns;
      for (std::uint32_t at = 0; at < columns.size(); ++at) {
        if (columns[at].around || columns[at].field != column.refers_to) continue;
        return sheets::reference(model_.sheets[sheet].name,
                                 {first_row, at + 1, last_row(sheet), at + 1});
      }
    }
    return {};
  }

  void rule(const TemplateColumn& column, const CellRange& cells) {
    sheets::ListRule rule;
    rule.cells = cells;
    rule.source = source_of(column);
    if (rule.source.empty()) return;
    // A closed list lets nothing else in; several codes in one cell are in no list.
    rule.open = column.open || column.kind == CellKind::codes || column.codelist == nullptr;
    if (column.kind == CellKind::boolean) rule.open = false;
    rule.error_title = say("rule-title");
    rule.error = column.kind == CellKind::codes ? say("rule-codes")
                 : column.codelist == nullptr && column.kind != CellKind::boolean
                     ? say("rule-reference")
                 : rule.open ? say("rule-open")
                             : say("rule-closed");
    workbook_.rule(std::move(rule));
  }

  /// The columns of the hidden sheet of lists: labels, codes behind them.
  void place_lists() {
    const std::string sheet(lists_sheet);
    const auto define = [&](std::string_view name, std::uint32_t column, std::size_t rows) {
      if (rows == 0) return;
      const CellRange cells{1, column, static_cast<std::uint32_t>(rows), column};
      workbook_.define_name(std::string(name), sheets::reference(sheet, cells));
    };
    define(yes_no_list, 0, 2);
    std::uint32_t column = 2;
    for (const TemplateList& list : model_.lists) {
      define(list.name, column, list.entries.size());
      column += 2;
    }
  }

  void lists() {
    workbook_.begin_sheet({.name = std::string(lists_sheet), .state = sheets::SheetState::hidden});
    TemplateList yes_no{
        nullptr, std::string(yes_no_list), {{say("yes"), "true"}, {say("no"), "false"}}};
    std::vector<const TemplateList*> all = {&yes_no};
    std::size_t longest = 2;
    for (const TemplateList& list : model_.lists) {
      all.push_back(&list);
      longest = std::max(longest, list.entries.size());
    }
    workbook_.begin_row(0);
    for (std::uint32_t at = 0; at < all.size(); ++at)
      workbook_.text(at * 2, all[at]->name, heading_);
    for (std::uint32_t row = 0; row < longest; ++row) {
      workbook_.begin_row(row + 1);
      for (std::uint32_t at = 0; at < all.size(); ++at) {
        if (row >= all[at]->entries.size()) continue;
        workbook_.text(at * 2, all[at]->entries[row].first, text_);
        workbook_.text(at * 2 + 1, all[at]->entries[row].second, text_);
      }
    }
  }

  void meta() {
    workbook_.begin_sheet({.name = std::string(meta_sheet), .state = sheets::SheetState::hidden});
    std::uint32_t row = 0;
    for (const auto& [key, value] : model_.meta) {
      workbook_.begin_row(row++);
      workbook_.text(0, key, text_);
      if (!value.empty()) workbook_.text(1, value, text_);
    }
  }

  const TemplateModel& model_;
  const TemplateRows* rows_;
  WorkbookWriter workbook_;
  StyleId path_ = 0;
  StyleId title_ = 0;
  StyleId needed_title_ = 0;
  StyleId help_ = 0;
  StyleId example_ = 0;
  StyleId text_ = 0;
  StyleId plain_ = 0;
  StyleId heading_ = 0;
};

}  // namespace

void write_template(const TemplateModel& model, const TemplateRows* rows, io::Output& output) {
  Book(model, rows, output).write();
}

}  // namespace edca::tables
