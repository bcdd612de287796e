#include "tables/table_rows.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "io/source.hpp"
#include "json/value.hpp"
#include "sheets/workbook.hpp"
#include "tables/bytes.hpp"
#include "tables/draft.hpp"
#include "tables/joined_rows.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

std::string hexadecimal(unsigned char byte) {
  constexpr char digits[] = "0123456789ABCDEF";
  return {digits[byte >> 4], digits[byte & 15]};
}

std::string big_endian(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

}  // namespace

std::size_t ReadTable::find(std::string_view name) const {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (columns[at].name == name) return at;
  }
  return none;
}

void ReadRow::write(std::uint32_t table, const RowAt& at,
                    const std::vector<std::string_view>& cells, std::size_t columns,
                    std::string& head, std::string& text) {
  head.clear();
  put_number(head, table);
  put_number(head, at.line);
  put_number(head, at.number);
  text.clear();
  for (std::size_t column = 0; column < columns; ++column) {
    put_text(text, column < cells.size() ? cells[column] : std::string_view());
  }
}

void ReadRow::read(const io::Entry& entry) {
  std::string_view head = entry.head;
  table = static_cast<std::uint32_t>(take_number(head));
  at.line = take_number(head);
  at.number = take_number(head);
  cells.clear();
  for (std::string_view text = entry.text; !text.empty();) cells.push_back(take_text(text));
}

std::optional<Outermost> Outermost::of(std::string_view key) {
  Outermost found;
  found.package = key.starts_with('p');
  const std::string_view digits = key.substr(found.package ? 1 : 0);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), found.number);
  if (error != std::errc() || (end != digits.data() + digits.size() && *end != '/')) {
    return std::nullopt;
  }
  return found;
}

std::string Outermost::group() const {
  return (package ? "0" : "1") + big_endian(number);
}

Outermost Outermost::read(std::string_view group) {
  Outermost read;
  read.package = group.front() == '0';
  for (const char c : group.substr(1)) {
    read.number = read.number << 8 | static_cast<unsigned char>(c);
  }
  return read;
}

TableRows::TableRows(TableSource& source, io::Grouper& grouper, items::RunLog& log)
    : source_(source),
      resources_(source.resources()),
      grouper_(grouper),
      log_(log),
      tables_(resources_.size()) {
  for (std::size_t at = 0; at < tables_.size(); ++at) {
    ReadTable& table = tables_[at];
    table.path = resources_[at].table;
    table.sheet = resources_[at].name;
    if (!resources_[at].list.empty()) table.list = keys_of(resources_[at].list);
  }
}

void TableRows::read(std::size_t index, const std::function<bool()>& proceed) {
  const Resource& resource = resources_[index];
  ReadTable& table = tables_[index];
  io::Input input;
  input.name = source_.name(resource);
  table.file = log_.begin_file(input);
  try {
    const std::unique_ptr<Records> records = source_.open(resource);
    if (const auto offset = records->not_utf8()) {
      Finding made = finding("tables.encoding", "", table, {1, 1}, ReadTable::none, {});
      made.arguments.emplace_back("offset", std::to_string(*offset));
      add(std::move(made), table);
    }
    if (!header(table, resource, *records)) return;
    rows(static_cast<std::uint32_t>(index), *records, proceed);
  } catch (const io::InputFault& fault) {
    log_.add(items::RunLog::make_general(fault), table.file);
  }
}

bool TableRows::header(ReadTable& table, const Resource& resource, Records& records) {
  std::vector<std::string_view> names;
  static_cast<void>(records.next(names));
  FileSummary& file = log_.file(table.file);
  file.kind = "table";
  for (const std::string_view name : names) {
    ReadColumn& column = table.columns.emplace_back();
    column.name = name;
    const auto known = std::ranges::find(resource.fields, name, &Field::name);
    const bool around = known != resource.fields.end() && known->around;
    if (known != resource.fields.end()) column.type = known->type;
    if (!around && !name.empty()) column.path = keys_of(name);
    if (column.path.size() > most_levels) column.path.clear();
  }
  const bool rest = table.path == rest_table;
  table.key = table.find(rest ? "fila" : row_column);
  table.parent = table.find(parent_column);
  table.number = table.find(number_column);
  bool complete = table.key != ReadTable::none;
  std::string_view missing = rest ? "fila" : row_column;
  if (!table.list.empty() && table.parent == ReadTable::none) {
    complete = false;
    missing = parent_column;
  }
  for (const std::string_view each : {"ruta", "json"}) {
    if (!rest || table.find(each) != ReadTable::none) continue;
    complete = false;
    missing = each;
  }
  if (complete) return file.read = true;
  Finding made = finding("tables.column", "", table, {1, 1}, ReadTable::none, {});
  made.property = missing;
  add(std::move(made), table);
  return false;
}

void TableRows::rows(std::uint32_t index, Records& given, const std::function<bool()>& proceed) {
  const ReadTable& table = tables_[index];
  JoinedRows joined(given, table.key);
  Records& records = table.path == rest_table ? static_cast<Records&>(joined) : given;
  std::vector<std::string_view> cells;
  for (std::uint64_t count = 1; records.next(cells); ++count) {
    if (count % 4096 == 0 && !proceed()) return;
    const RowAt at{records.line(), records.number()};
    row(index, cells, at);
    if (records.unclosed()) {
      add(finding("tables.row", "quote", table, at, ReadTable::none, {}), table);
    }
  }
}

void TableRows::row(std::uint32_t index, const std::vector<std::string_view>& cells,
                    const RowAt& at) {
  const ReadTable& table = tables_[index];
  const auto refuse = [&](const char* variant, std::size_t column) {
    add(finding("tables.row", variant, table, at, column,
                column < cells.size() ? cells[column] : std::string_view()),
        table);
  };
  for (const std::string_view cell : cells) {
    const std::size_t wrong = base::invalid_utf8(cell);
    if (wrong == cell.size()) continue;
    Finding made = finding("input.encoding", "", table, at, ReadTable::none, {});
    made.arguments.emplace_back("byte", hexadecimal(static_cast<unsigned char>(cell[wrong])));
    return add(std::move(made), table);
  }
  bool blank = true;
  for (const std::string_view cell : cells) blank = blank && cell.empty();
  if (blank) return;
  if (cells.size() > table.columns.size()) return refuse("cells", ReadTable::none);
  const std::string_view key = table.key < cells.size() ? cells[table.key] : std::string_view();
  const std::optional<Outermost> outermost = Outermost::of(key);
  if (!outermost) return refuse(key.empty() ? "no-key" : "key", table.key);
  ReadRow::write(index, at, cells, table.columns.size(), head_, text_);
  grouper_.add(outermost->group(), head_, text_);
}

Finding TableRows::finding(base::RuleId rule, std::string variant, const ReadTable& table,
                           const RowAt& at, std::size_t column, std::string_view cell) const {
  Finding made = items::RunLog::make(rule);
  made.variant = std::move(variant);
  made.at.line = at.line;
  const std::size_t shown = column < table.columns.size() ? column : 0;
  made.cell.sheet = table.sheet;
  made.cell.name = sheets::cell_name(shown, static_cast<std::uint32_t>(at.number));
  made.cell.row = at.number;
  made.cell.column = made.at.column = shown + 1;
  if (column < table.columns.size()) made.cell.heading = table.columns[column].name;
  json::write_string(cell, made.value);
  if (column < table.columns.size()) made.property = table.columns[column].name;
  return made;
}

}  // namespace edca::tables
