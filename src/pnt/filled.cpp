#include "pnt/filled.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "legacy/values.hpp"
#include "pnt/fields.hpp"
#include "pnt/row_maker.hpp"
#include "rows/values.hpp"
#include "sheets/sheet_text.hpp"

namespace edca::pnt {
namespace {

/// The option that a text means: itself, one that it begins with, or "other" where there is one.
const Option* option_of(const Column& column, std::string_view text) {
  const std::string wanted = legacy::compared(text);
  const Option* other = nullptr;
  const Option* begins = nullptr;
  for (const Option& each : column.options) {
    const std::string label = legacy::compared(each.label);
    if (label == wanted) return &each;
    if (wanted.starts_with(label + " ")) begins = &each;
    if (label.starts_with("otr")) other = &each;
  }
  return begins != nullptr ? begins : other;
}

FilledCell fill_cell(const Column& column, const std::string& text, const TellColumn& tell) {
  FilledCell cell{text};
  if (text.empty()) return cell;
  if (!column.options.empty()) {
    const Option* const option = option_of(column, text);
    if (option == nullptr) {
      tell("convert.cell/pnt-option", column, {{"said", text}});
      return {};
    }
    return {option->label, option->order};
  }
  if (column.type == Type::money && !fits_money(text))
    tell("convert.cell/pnt-amount", column, {{"said", text}});
  // The platform takes digits alone.
  const bool power = column.type == Type::money && text.find_first_of("eE") != std::string::npos;
  if (power && fits_money(text)) cell.text = base::Decimal::read(text)->plain();
  if (column.type == Type::date || column.type == Type::updated) {
    const std::string day = day_of(text);
    if (day.empty()) {
      tell("convert.cell/pnt-date", column, {{"said", text}});
      return {};
    }
    cell.text = day;
  }
  if (!sheets::fits_sheet(cell.text)) tell("convert.dropped/pnt-long", column, {});
  return cell;
}

FilledLine fill_line(const std::vector<Column>& columns, const Cells& cells,
                     const TellColumn& tell) {
  FilledLine line;
  for (const Column& each : columns) line.push_back(fill_cell(each, cells.text(each.key), tell));
  return line;
}

/// What a procedure of which nothing came cannot have.
bool is_of_contract(const Column& column) {
  const Field* const field = fields().find(column.key);
  if (field == nullptr || field->root == Root::release) return false;
  return field->kind != Kind::keep && field->kind != Kind::keep_date;
}

bool has_any(const FilledLine& line) {
  return std::ranges::any_of(line, [](const FilledCell& each) { return !each.text.empty(); });
}

}  // namespace

std::string slashed(std::string_view day) {
  constexpr std::size_t day_size = 10;
  if (day.size() != day_size || day[4] != '-') return std::string(day);
  std::string text(day.substr(8, 2));
  return text.append("/").append(day.substr(5, 2)).append("/").append(day.substr(0, 4));
}

bool fits_money(std::string_view text) {
  if (!rows::is_json_number(text)) return false;
  const auto amount = base::Decimal::read(text);
  static const base::Decimal most = *base::Decimal::read("1000000000000");
  return amount && amount->places() <= 2 && !amount->negative() && *amount < most;
}

FilledRow fill(const Format& format, const Row& row, bool contract, const TellColumn& tell) {
  FilledRow filled;
  filled.tables.resize(format.columns.size());
  for (std::size_t at = 0; at < format.columns.size(); ++at) {
    const Column& column = format.columns[at];
    if (column.type == Type::table) {
      const auto found = row.tables.find(column.key);
      filled.cells.emplace_back();
      if (found == row.tables.end()) continue;
      for (const Cells& each : found->second) {
        FilledLine line = fill_line(column.columns, each, tell);
        if (has_any(line)) filled.tables[at].push_back(std::move(line));
      }
      continue;
    }
    filled.cells.push_back(fill_cell(column, row.cells.text(column.key), tell));
    const bool wanted = column.required && (contract || !is_of_contract(column));
    if (wanted && filled.cells.back().text.empty()) tell("convert.row/pnt-missing", column, {});
  }
  return filled;
}

}  // namespace edca::pnt
