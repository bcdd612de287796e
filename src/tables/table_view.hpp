#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tables/layout.hpp"
#include "tables/row_store.hpp"

namespace edca::tables {

/// A column as it is written.
struct Field {
  std::string name;
  Type type = Type::text;
  Titles titles;
  bool around = false;  ///< says where the row belongs, and is no member of it
};

/// A table as it is written: its columns in order, its rows as texts.
class TableView {
 public:
  /// `store` must outlive it; of `table` nothing is kept but its number.
  TableView(const Table& table, const RowStore& store);

  const std::vector<Field>& fields() const { return fields_; }
  /// The column that is the key of its rows; "" where they have none.
  std::string_view key() const { return key_; }
  /// The column with the key of the row around; "" where there is none.
  std::string_view parent() const { return parent_; }

  /// The next row: as many cells as there are fields, until the next call; false at the end. Throws
  /// as SpillFile.
  bool next(std::vector<std::string_view>& cells);

 private:
  void add(std::string_view name, Type type = Type::text) {
    fields_.push_back({std::string(name), type, {}, true});
  }
  void add_stored(const Column& column, bool around);

  std::vector<Field> fields_;
  std::string_view key_;
  std::string_view parent_;
  bool plain_;
  std::vector<std::uint32_t> places_;  ///< of columns among the fields
  std::size_t list_size_;              ///< of "/awards/" in the key of a row; 0: no parent
  bool numbered_ = false;
  RowStore::Reader reader_;
  StoredRow row_;
  std::string number_;
};

}  // namespace edca::tables
