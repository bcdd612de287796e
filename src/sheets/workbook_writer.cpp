#include "sheets/workbook_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/markup.hpp"
#include "sheets/workbook_parts.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

std::string attribute(std::string_view name, std::string_view text) {
  std::string out = " ";
  out.append(name).append("=\"");
  append_cell_text(text, out);
  return out + "\"";
}

std::string escaped(std::string_view text) {
  std::string out;
  base::append_escaped(text, out);
  return out;
}

/// The shortest text of a number; with an exponent only where it is very large or small: a reader
/// gives the text on as it is.
std::string decimal(double number) {
  char text[32];
  char* const end = text + sizeof text;
  const double size = std::abs(number);
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e17);
  return {text, plain ? std::to_chars(text, end, number, std::chars_format::fixed).ptr
                      : std::to_chars(text, end, number).ptr};
}

std::string view_of(const SheetForm& form, bool in_front) {
  std::string text = "<sheetViews><sheetView";
  if (in_front) text += " tabSelected=\"1\"";
  text += " workbookViewId=\"0\"";
  if (form.frozen_rows == 0 && form.frozen_columns == 0) return text + "/></sheetViews>";
  text += "><pane";
  if (form.frozen_columns > 0) text += " xSplit=\"" + std::to_string(form.frozen_columns) + "\"";
  if (form.frozen_rows > 0) text += " ySplit=\"" + std::to_string(form.frozen_rows) + "\"";
  const char* pane = "bottomRight";
  if (form.frozen_rows == 0) pane = "topRight";
  if (form.frozen_columns == 0) pane = "bottomLeft";
  text += " topLeftCell=\"" + a1_name(form.frozen_rows, form.frozen_columns) + "\"";
  text.append(" activePane=\"").append(pane).append("\" state=\"frozen\"/><selection pane=\"");
  return text.append(pane).append("\"/></sheetView></sheetViews>");
}

std::string columns_of(const std::vector<SheetColumn>& columns) {
  constexpr double usual_width = 9.140625;
  std::string text;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const SheetColumn& column = columns[at];
    if (column.width == 0 && column.style == 0 && !column.hidden) continue;
    const std::string number = std::to_string(at + 1);
    text += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
            decimal(column.width == 0 ? usual_width : column.width) + "\"";
    if (column.style != 0) text += " style=\"" + std::to_string(column.style) + "\"";
    if (column.hidden) text += " hidden=\"1\"";
    if (column.width != 0) text += " customWidth=\"1\"";
    text += "/>";
  }
  return text.empty() ? text : "<cols>" + text + "</cols>";
}

std::string text_of(const ListRule& rule) {
  constexpr std::size_t title = 32;
  constexpr std::size_t message = 255;
  std::string text = "<dataValidation type=\"list\"";
  if (rule.open) text += " errorStyle=\"warning\"";
  text += " allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\"";
  const auto add = [&](const char* name, const std::string& value, std::size_t most) {
    if (!value.empty()) text += attribute(name, cut(value, most));
  };
  add("errorTitle", rule.error_title, title);
  add("error", rule.error, message);
  add("promptTitle", rule.prompt_title, title);
  add("prompt", rule.prompt, message);
  text += attribute("sqref", range_name(rule.cells)) + "><formula1>";
  std::string values;
  for (const std::string& value : rule.values) {
    if (!values.empty()) values += ',';
    values += value;
  }
  text += escaped(rule.values.empty() ? rule.source : "\"" + values + "\"");
  return text + "</formula1></dataValidation>";
}

}  // namespace

WorkbookWriter::WorkbookWriter(io::Output& output, std::string_view title) : zip_(output) {
  part("_rels/.rels", parts::package_relations());
  part("docProps/core.xml", parts::properties(title));
}

void WorkbookWriter::part(const std::string& name, std::string_view text) {
  zip_.begin(name);
  zip_.write(text);
  zip_.end();
}

StyleId WorkbookWriter::style(const CellStyle& style) {
  const auto found = std::ranges::find(styles_, style);
  if (found != styles_.end()) return static_cast<StyleId>(found - styles_.begin());
  styles_.push_back(style);
  return static_cast<StyleId>(styles_.size() - 1);
}

void WorkbookWriter::begin_sheet(const SheetForm& form) {
  end_sheet();
  const bool in_front = !in_sight_ && form.state == SheetState::visible;
  if (in_front) front_ = sheets_.size();
  in_sight_ = in_sight_ || in_front;
  sheets_.push_back({form.name, form.state});
  protected_ = form.is_protected;
  zip_.begin(parts::sheet_file(sheets_.size()));
  text_ = parts::declaration;
  text_ += "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  text_ += view_of(form, in_front);
  text_ += "<sheetFormatPr defaultRowHeight=\"15\"/>";
  text_ += columns_of(form.columns);
  text_ += "<sheetData>";
}

void WorkbookWriter::end_row() {
  if (in_row_) text_ += "</row>";
  in_row_ = false;
  flush();
}

void WorkbookWriter::flush() {
  if (text_.size() < piece_bytes) return;
  zip_.write(text_);
  text_.clear();
}

void WorkbookWriter::end_sheet() {
  if (sheets_.empty()) return;
  end_row();
  text_ += "</sheetData>";
  if (protected_) text_ += "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>";
  if (!filter_.empty()) {
    text_ += "<autoFilter ref=\"" + filter_ + "\"/>";
    names_.push_back(
        {"_xlnm._FilterDatabase", reference(sheets_.back().name, filtered_), sheets_.size()});
  }
  if (!rules_.empty()) {
    text_ += "<dataValidations count=\"" + std::to_string(rules_.size()) + "\">";
    for (const ListRule& rule : rules_) text_ += text_of(rule);
    text_ += "</dataValidations>";
  }
  text_ += "</worksheet>";
  zip_.write(text_);
  zip_.end();
  text_.clear();
  filter_.clear();
  rules_.clear();
}

void WorkbookWriter::begin_row(std::uint32_t row, const RowForm& form) {
  end_row();
  row_ = std::to_string(std::uint64_t{row} + 1);
  text_ += "<row r=\"" + row_ + "\"";
  if (form.height > 0) text_ += " ht=\"" + decimal(form.height) + "\" customHeight=\"1\"";
  if (form.hidden) text_ += " hidden=\"1\"";
  text_ += '>';
  in_row_ = true;
}

void WorkbookWriter::begin_cell(std::uint32_t column, StyleId style, std::string_view type) {
  text_ += "<c r=\"";
  append_column(column, text_);
  text_ += row_;
  if (style != 0) text_.append("\" s=\"").append(std::to_string(style));
  if (!type.empty()) text_.append("\" t=\"").append(type);
  text_ += '"';
}

void WorkbookWriter::text(std::uint32_t column, std::string_view text, StyleId style) {
  if (text.empty()) return blank(column, style);
  begin_cell(column, style, "inlineStr");
  text_ += "><is><t xml:space=\"preserve\">";
  append_cell_text(cut(text, longest_text), text_);
  text_ += "</t></is></c>";
}

void WorkbookWriter::number(std::uint32_t column, double number, StyleId style) {
  if (!std::isfinite(number)) return blank(column, style);
  begin_cell(column, style, {});
  text_ += "><v>" + decimal(number) + "</v></c>";
}

void WorkbookWriter::boolean(std::uint32_t column, bool value, StyleId style) {
  begin_cell(column, style, "b");
  text_ += value ? "><v>1</v></c>" : "><v>0</v></c>";
}

void WorkbookWriter::date(std::uint32_t column, std::chrono::year_month_day day, StyleId style) {
  using namespace std::chrono;
  constexpr year_month_day first = year{1900} / March / 1;
  if (!day.ok() || day < first || day > year{9999} / December / 31) {
    std::string shown = std::to_string(static_cast<int>(day.year()));
    for (const unsigned each :
         {static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())}) {
      shown += each < 10 ? "-0" : "-";
      shown += std::to_string(each);
    }
    return text(column, shown, style);
  }
  constexpr sys_days start = year{1899} / December / 30;
  number(column, static_cast<double>((sys_days(day) - start).count()), style);
}

void WorkbookWriter::blank(std::uint32_t column, StyleId style) {
  begin_cell(column, style, {});
  text_ += "/>";
}

void WorkbookWriter::define_name(std::string name, std::string reference) {
  names_.push_back({std::move(name), std::move(reference), 0});
}

std::string WorkbookWriter::workbook() const {
  std::string text(parts::declaration);
  text +=
      "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
      "<workbookPr/><bookViews><workbookView activeTab=\"" +
      std::to_string(front_) + "\"/></bookViews><sheets>";
  for (std::size_t at = 0; at < sheets_.size(); ++at) {
    const std::string number = std::to_string(at + 1);
    text += "<sheet name=\"" + escaped(sheets_[at].name) + "\" sheetId=\"" + number + "\"";
    if (sheets_[at].state == SheetState::hidden) text += " state=\"hidden\"";
    if (sheets_[at].state == SheetState::very_hidden) text += " state=\"veryHidden\"";
    text += " r:id=\"rId" + number + "\"/>";
  }
  text += "</sheets>";
  if (!names_.empty()) {
    text += "<definedNames>";
    for (const Name& name : names_) {
      text += "<definedName name=\"" + escaped(name.name) + "\"";
      if (name.sheet > 0) {
        text += " localSheetId=\"" + std::to_string(name.sheet - 1) + "\" hidden=\"1\"";
      }
      text += ">" + escaped(name.reference) + "</definedName>";
    }
    text += "</definedNames>";
  }
  return text + "</workbook>";
}

void WorkbookWriter::finish() {
  end_sheet();
  part("xl/workbook.xml", workbook());
  part("xl/styles.xml", parts::styles(styles_));
  part("xl/_rels/workbook.xml.rels", parts::workbook_relations(sheets_.size()));
  part("[Content_Types].xml", parts::content_types(sheets_.size()));
  zip_.finish();
}

}  // namespace edca::sheets
