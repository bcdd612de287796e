#include "pnt/book.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "edca/error.hpp"
#include "json/value.hpp"
#include "pnt/parts.hpp"

namespace edca::pnt {
namespace {

// facts of the capture layout: rows from 0
constexpr std::uint32_t first_row = 7;      ///< of data, in the main sheet
constexpr std::uint32_t first_line = 3;     ///< of data, in a sub-table
constexpr std::uint64_t spare_rows = 1000;  ///< below the data in which catalogues are bound too

std::string id_text(std::int64_t id) {
  return id == 0 ? std::string() : std::to_string(id);
}

std::chrono::year_month_day day_of_text(std::string_view text) {
  int parts[3] = {0, 0, 0};
  const std::size_t begins[3] = {0, 5, 8};
  const std::size_t sizes[3] = {4, 2, 2};
  for (std::size_t at = 0; at < 3; ++at)
    std::from_chars(text.data() + begins[at], text.data() + begins[at] + sizes[at], parts[at]);
  return std::chrono::year(parts[0]) / parts[1] / parts[2];
}

io::Grouper::Options half_of(const Session& session) {
  io::Grouper::Options options;
  options.memory = std::max<std::uint64_t>(session.memory / 4, std::uint64_t{1} << 20);
  options.temporary_folder = session.temporary_folder;
  return options;
}

void check_row(std::uint64_t row) {
  if (row >= sheets::most_rows)
    throw Error(ErrorKind::input, "convert.pnt-rows",
                {{"limit", std::to_string(sheets::most_rows)}});
}

}  // namespace

Book::Book(const Format& format, std::string_view law, std::uint64_t rows, io::Output& output,
           const Session& session)
    : format_(format),
      book_(output, format.title),
      lines_(half_of(session)),
      ids_(format.columns.size(), 0),
      kept_(format.columns.size(), 0),
      row_(first_row) {
  styles_.head = book_.style({.bold = true});
  styles_.label = book_.style({.fill = "D9E2EC", .bold = true, .wrap = true});
  styles_.text = book_.style({.format = "@"});
  styles_.date = book_.style({.format = "dd/mm/yyyy"});
  styles_.money = book_.style({.format = "#,##0.00"});
  heads(law);
  rules(rows);
}

sheets::StyleId Book::style_of(const Column& column) const {
  switch (column.type) {
    case Type::date:
    case Type::updated:
      return styles_.date;
    case Type::money:
      return styles_.money;
    case Type::table:
      return 0;
    default:
      return styles_.text;
  }
}

std::string Book::table_name(std::size_t number) const {
  const Column& column = format_.columns[number];
  const std::int64_t id = column.table != 0 ? column.table : column.id;
  return "Tabla_" + std::to_string(id != 0 ? id : static_cast<std::int64_t>(number + 1));
}

void Book::heads(std::string_view law) {
  sheets::SheetForm form{.name = "Reporte de Formatos"};
  for (const Column& each : format_.columns)
    form.columns.push_back({.width = 24, .style = style_of(each)});
  form.frozen_rows = first_row;
  book_.begin_sheet(form);
  const sheets::RowForm hidden{.hidden = true};
  book_.begin_row(0, hidden);
  book_.text(0, format_.id, styles_.text);
  constexpr std::uint32_t between = 3;  // each stands in three cells of the platform's own files
  book_.begin_row(1);
  std::uint32_t at = 0;
  for (const char* const head : {"TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"}) {
    book_.text(at, head, styles_.head);
    at += between;
  }
  book_.begin_row(2);
  at = 0;
  for (const std::string_view text :
       {std::string_view(format_.title), std::string_view(format_.short_name), law}) {
    book_.text(at, text, styles_.text);
    at += between;
  }
  book_.begin_row(3, hidden);
  for (at = 0; at < format_.columns.size(); ++at)
    book_.number(at, static_cast<double>(format_.columns[at].type));
  book_.begin_row(4, hidden);
  for (at = 0; at < format_.columns.size(); ++at)
    book_.text(at, id_text(format_.columns[at].id), styles_.text);
  book_.begin_row(5);
  book_.text(0, "Tabla Campos", styles_.head);
  book_.begin_row(6);
  for (at = 0; at < format_.columns.size(); ++at) {
    const Column& column = format_.columns[at];
    std::string label = column.label;
    if (column.type == Type::table) label += "\n" + table_name(at);
    book_.text(at, label, styles_.label);
  }
}

void Book::rule(const std::string& sheet, const Column& column, std::uint32_t at,
                std::uint32_t first, std::uint64_t last) {
  const auto options = static_cast<std::uint32_t>(column.options.size());
  sheets::ListRule rule;
  rule.cells = {
      first, at,
      static_cast<std::uint32_t>(std::min<std::uint64_t>(last + spare_rows, sheets::most_rows - 1)),
      at};
  rule.source = sheets::reference(sheet, {0, 0, options - 1, 0});
  book_.rule(std::move(rule));
}

void Book::rules(std::uint64_t rows) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < format_.columns.size(); ++at) {
    const Column& column = format_.columns[at];
    if (column.options.empty()) continue;
    rule("Hidden_" + std::to_string(++number), column, static_cast<std::uint32_t>(at), first_row,
         first_row + rows);
  }
}

void Book::cell(std::uint32_t at, const Column& column, const FilledCell& cell) {
  if (cell.text.empty()) return;
  const bool day = column.type == Type::date || column.type == Type::updated;
  if (day) return book_.date(at, day_of_text(cell.text), styles_.date);
  if (column.type == Type::money && fits_money(cell.text)) {
    double amount = 0;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), amount);
    return book_.number(at, amount, styles_.money);
  }
  book_.text(at, cell.text, styles_.text);
}

void Book::add(const FilledRow& row) {
  check_row(row_);
  book_.begin_row(row_++);
  for (std::size_t at = 0; at < format_.columns.size(); ++at) {
    const Column& column = format_.columns[at];
    const auto& lines = row.tables[at];
    if (lines.empty()) {
      cell(static_cast<std::uint32_t>(at), column, row.cells[at]);
      continue;
    }
    const std::uint64_t id = ++ids_[at];
    book_.number(static_cast<std::uint32_t>(at), static_cast<double>(id));
    for (const FilledLine& line : lines) {
      json::Array texts;
      for (const FilledCell& each : line) texts.emplace_back(each.text);
      check_row(first_line + kept_[at]);
      lines_.add(number_key(at) + number_key(kept_[at]++), number_key(id),
                 json::write(json::Value(std::move(texts))));
    }
  }
}

void Book::catalogue(const std::string& name, const Column& column) {
  book_.begin_sheet({.name = name, .state = sheets::SheetState::hidden});
  std::uint32_t row = 0;
  for (const Option& each : column.options) {
    book_.begin_row(row++);
    book_.text(0, each.label, styles_.text);
  }
}

void Book::begin_table(std::size_t number) {
  const Column& table = format_.columns[number];
  sheets::SheetForm form{.name = table_name(number)};
  form.columns.push_back({.width = 8});
  for (const Column& each : table.columns)
    form.columns.push_back({.width = 24, .style = style_of(each)});
  form.frozen_rows = first_line;
  book_.begin_sheet(form);
  const sheets::RowForm hidden{.hidden = true};
  book_.begin_row(0, hidden);
  std::uint32_t at = 0;
  for (const Column& each : table.columns) book_.number(++at, static_cast<double>(each.type));
  book_.begin_row(1, hidden);
  at = 0;
  for (const Column& each : table.columns) book_.text(++at, id_text(each.id), styles_.text);
  book_.begin_row(2);
  book_.text(0, "ID", styles_.label);
  at = 0;
  for (const Column& each : table.columns) book_.text(++at, each.label, styles_.label);
  std::size_t hidden_sheets = 0;
  at = 0;
  for (const Column& each : table.columns) {
    ++at;
    if (each.options.empty()) continue;
    rule("Hidden_" + std::to_string(++hidden_sheets) + "_" + table_name(number), each, at,
         first_line, first_line + kept_[number]);
  }
}

void Book::finish() {
  std::size_t number = 0;
  for (const Column& each : format_.columns)
    if (!each.options.empty()) catalogue("Hidden_" + std::to_string(++number), each);
  lines_.finish();
  io::GroupBatch batch;
  std::size_t next = 0;
  bool more = lines_.next(batch, io::batch_bytes);
  for (std::size_t at = 0; at < format_.columns.size(); ++at) {
    const Column& column = format_.columns[at];
    if (column.type != Type::table) continue;
    begin_table(at);
    std::uint32_t row = first_line;
    for (std::uint64_t line = 0; line < kept_[at] && more; ++line) {
      const io::Entry& entry = batch.entries[batch.groups[next].first];
      std::uint64_t id = 0;
      for (const char byte : entry.head) id = id << 8u | static_cast<unsigned char>(byte);
      book_.begin_row(row++);
      book_.number(0, static_cast<double>(id));
      const json::Value texts = json::parse(entry.text, "line");
      for (std::size_t each = 0; each < column.columns.size(); ++each)
        cell(static_cast<std::uint32_t>(each + 1), column.columns[each],
             {texts.as_array()[each].as_string()});
      if (++next < batch.groups.size()) continue;
      next = 0;
      more = lines_.next(batch, io::batch_bytes);
    }
    std::size_t own = 0;
    for (const Column& each : column.columns)
      if (!each.options.empty())
        catalogue("Hidden_" + std::to_string(++own) + "_" + table_name(at), each);
  }
  book_.finish();
}

}  // namespace edca::pnt
