#include "tables/table_view.hpp"

#include "tables/names.hpp"

namespace edca::tables {

TableView::TableView(const Table& table, const RowStore& store)
    : plain_(table.plain),
      places_(table.columns.size()),
      list_size_(table.parent == nullptr ? 0 : table.list.size() + 2),
      reader_(store, table.number) {
  if (table.path == rest_table) {
    add("fila");
    for (const Column& column : table.columns) add_stored(column, true);
    return;
  }
  if (table.plain) {
    for (const Column& column : table.columns) add_stored(column, false);
    return;
  }
  key_ = row_column;
  add(row_column);
  std::uint32_t fixed = 0;
  if (table.parent != nullptr) {
    add(parent_column);
    parent_ = parent_column;
  } else if (table.path != package_table) {
    add_stored(table.columns[fixed++], true);
    parent_ = parent_column;
  }
  add(number_column, Type::integer);
  numbered_ = true;
  for (; fixed < table.fixed; ++fixed) add_stored(table.columns[fixed], true);
  for (const Column* column : ordered_columns(table)) add_stored(*column, false);
}

void TableView::add_stored(const Column& column, bool around) {
  places_[column.number] = static_cast<std::uint32_t>(fields_.size());
  fields_.push_back({column.name, column.type, column.titles, around});
}

bool TableView::next(std::vector<std::string_view>& cells) {
  if (!reader_.next(row_)) return false;
  cells.assign(fields_.size(), {});
  std::size_t at = 0;
  if (!plain_) cells[at++] = row_.key;
  if (list_size_ > 0) {
    // The key of the row around stands before its list and the place in it.
    const std::size_t place = row_.key.rfind('/');
    cells[at++] = row_.key.substr(0, place + 1 - list_size_);
  } else if (!parent_.empty()) {
    ++at;
  }
  if (numbered_) {
    number_ = std::to_string(row_.place);
    cells[at] = number_;
  }
  for (const StoredCell& cell : row_.cells) cells[places_[cell.column]] = cell.text;
  return true;
}

}  // namespace edca::tables
