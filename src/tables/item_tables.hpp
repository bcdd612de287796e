#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "schema/profile.hpp"
#include "tables/item_sink.hpp"
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
class ItemTables final : public ItemSink {
 public:
  /// Everything handed in must outlive it.
  ItemTables(const Schemas& schemas, const CellForm& form, Layout& layout, RowStore& store)
      : schemas_(schemas), form_(form), layout_(layout), store_(store) {}

  void item(ocds::Kind kind, std::string_view text, std::uint64_t number,
            std::int64_t package) override;
  void package(const PackageFacts& facts, std::string_view text) override;

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
  CellForm form_;
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
