#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "ocds/shape.hpp"
#include "schema/profile.hpp"
#include "tables/layout.hpp"
#include "tables/row_store.hpp"

namespace edca::tables {

/// Schemas for the order, types and titles of columns.
struct Schemas {
  const schema::Profile* contracting;
  const schema::Profile* projects;
};

/// Takes items and packages apart into rows of tables. Nothing is lost: what no cell can hold goes
/// to a table of its own, the rest.
class ItemTables {
 public:
  /// What is known of a package beside what it says of itself.
  struct PackageFacts {
    std::uint64_t number;  ///< from 0
    std::uint64_t first;   ///< number of its first item, or of the item behind it
    ocds::Kind kind;
    std::string_view source;  ///< the input
  };

  /// Everything handed in must outlive it.
  /// With `guard` texts that look like formulas get an apostrophe in front, and are kept beside the
  /// table as they were.
  ItemTables(const Schemas& schemas, Numbers numbers, bool guard, Layout& layout, RowStore& store)
      : schemas_(schemas), numbers_(numbers), guard_(guard), layout_(layout), store_(store) {}

  /// An item: valid JSON. `number` counts all items; `package` is that of the package around it, or
  /// negative. Throws as SpillFile.
  void item(ocds::Kind kind, std::string_view text, std::uint64_t number, std::int64_t package);
  /// A package without its list of items. Throws as SpillFile.
  void package(const PackageFacts& facts, std::string_view text);

  /// The table of packages; nullptr where there is none.
  const Table* packages() const { return packages_; }
  bool has_projects() const { return projects_ != nullptr; }

 private:
  Table& root_of(ocds::Kind kind);
  Table& packages_of(ocds::Kind kind);
  /// A row that is being made.
  struct Row {
    Table& table;
    std::string_view key;
  };

  void outermost(Table& table, std::string_view key, std::uint64_t place,
                 std::initializer_list<std::string_view> fixed, const json::Node& value);
  void members(const Row& row, Shape& shape, const json::Node& object);
  void member(const Row& row, Shape& shape, Entry& entry, const json::Node& value);
  void list(const Row& row, Table& table, const json::Node& array);
  void cell(const Row& row, Shape& shape, Entry& entry, const json::Node& value);
  void fixed_cell(Table& table, std::uint32_t column, std::string_view text);
  void keep_apart(const Row& row, const Shape& shape, const Entry& entry, const json::Node& value,
                  std::string_view cell);
  void keep(std::string_view key, std::string_view pointer, const json::Node& value,
            std::string_view cell);

  const Schemas& schemas_;
  Numbers numbers_;
  bool guard_;
  Layout& layout_;
  RowStore& store_;
  json::Tree tree_;
  json::Writer writer_;
  std::vector<std::string> ids_;  ///< of the rows around the one that is being made
  std::string key_;               ///< of an outermost row
  Table* releases_ = nullptr;
  Table* records_ = nullptr;
  Table* projects_ = nullptr;
  Table* packages_ = nullptr;
  Table* rest_ = nullptr;
};

}  // namespace edca::tables
