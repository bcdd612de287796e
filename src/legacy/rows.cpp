#include "legacy/rows.hpp"

#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "legacy/pen.hpp"
#include "legacy/values.hpp"
#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::legacy {
namespace {

using Head = std::array<std::uint64_t, 3>;

/// The key that cells of a kind are; nullptr for other kinds.
std::string_view* key_of(RowKeys& keys, Kind kind) {
  switch (kind) {
    case Kind::procedure:
      return &keys.procedure;
    case Kind::file:
      return &keys.file;
    case Kind::contract:
      return &keys.contract;
    case Kind::element:
      return &keys.element;
    case Kind::currency:
      return &keys.currency;
    default:
      return nullptr;
  }
}

}  // namespace

std::string_view text_of(std::string_view cell, const LayoutColumn* column) {
  std::string_view text = edca::rows::without_spaces(cell);
  if (column != nullptr && column->apostrophe && text.starts_with('\''))
    text = edca::rows::without_spaces(text.substr(1));
  return text;
}

RowKeys keys_of(const Sheet& sheet, const std::vector<std::string_view>& cells) {
  RowKeys keys;
  for (const std::size_t at : sheet.keys) {
    const LayoutColumn* const column = sheet.column(at);
    std::string_view* const key = key_of(keys, column->kind);
    if (at >= cells.size() || !key->empty()) continue;
    const std::string_view text = text_of(cells[at], column);
    if (column->kind == Kind::element || column->kind == Kind::currency || !is_no_number(text))
      *key = text;
  }
  return keys;
}

void Sheet::prepare() {
  RowKeys any;
  std::unordered_map<std::string, std::size_t> times;
  std::vector<std::size_t> last;
  additional.resize(columns.size());
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const LayoutColumn* const known = column(at);
    (known != nullptr && known->fallback ? last : order).push_back(at);
    if (known != nullptr) {
      if (key_of(any, known->kind) != nullptr) keys.push_back(at);
      continue;
    }
    std::string field = additional_name(headings[at]);
    if (field.size() == 2) field += "columna" + sheets::column_name(at);
    // Of two columns with one name, each keeps what it says.
    if (const std::size_t number = ++times[field]; number > 1)
      field += "_" + std::to_string(number);
    additional[at] = std::move(field);
  }
  order.insert(order.end(), last.begin(), last.end());
}

void RowStore::add(io::Grouper& grouper, std::string_view key, std::size_t sheet,
                   const Record& record) {
  const Head head = {sheet, record.row, record.line};
  head_.assign(reinterpret_cast<const char*>(head.data()), sizeof head);
  if (!record.numbers.empty())
    head_.append(reinterpret_cast<const char*>(record.numbers.data()),
                 record.numbers.size() * sizeof record.numbers[0]);
  std::size_t all = 0;
  for (const std::string_view cell : record.cells) all += sizeof(std::uint32_t) + cell.size();
  if (text_.size() < all) text_.resize(all);
  char* to = text_.data();
  for (const std::string_view cell : record.cells) {
    const auto size = static_cast<std::uint32_t>(cell.size());
    std::memcpy(to, &size, sizeof size);
    to = copy(cell, to + sizeof size);
  }
  grouper.add(key, head_, std::string_view(text_).substr(0, all));
}

void RowStore::read(const io::Entry& entry, Row& row) const {
  Head head;
  std::memcpy(head.data(), entry.head.data(), sizeof head);
  row.cells.clear();
  row.numbers.resize((entry.head.size() - sizeof head) / sizeof row.numbers[0]);
  if (!row.numbers.empty())
    std::memcpy(row.numbers.data(), entry.head.data() + sizeof head,
                row.numbers.size() * sizeof row.numbers[0]);
  row.number = head[0];
  row.sheet = &sheets_[head[0]];
  row.row = head[1];
  row.line = head[2];
  row.content = entry.text;
  for (std::string_view rest = entry.text; !rest.empty();) {
    std::uint32_t size = 0;
    std::memcpy(&size, rest.data(), sizeof size);
    row.cells.push_back(rest.substr(sizeof size, size));
    rest.remove_prefix(sizeof size + size);
  }
  row.cells.resize(row.sheet->columns.size());
}

}  // namespace edca::legacy
