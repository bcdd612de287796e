#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "tables/item_sink.hpp"
#include "tables/layout.hpp"
#include "tables/row_store.hpp"
#include "tables/selection.hpp"

namespace edca::tables {

/// Takes items apart as flatten-tool does (https://flatten-tool.readthedocs.io/en/latest/flatten/):
/// `main` has a row for each item, and each list of objects a sheet of its own, whose name has the
/// first three letters of what is around it ("awa_items"). Names of columns are whole paths, in
/// which `0` stands for a place in a list ("awards/0/items/0/id"), in the order in which they were
/// met; each row begins with the OCID and the ids around it, by which it is joined. What packages
/// say of themselves, null, "", {} and [], and the order of lists are not in it.
class FlatTables final : public ItemSink {
 public:
  /// With `guard` texts that look like formulas get an apostrophe in front. `store` must outlive
  /// it.
  FlatTables(Selection selection, bool guard, RowStore& store)
      : selection_(std::move(selection)), guard_(guard), store_(store) {
    sheet("main");
  }

  void item(ocds::Kind kind, std::string_view text, std::uint64_t number,
            std::int64_t package) override;
  void package(const PackageFacts&, std::string_view) override {}

  /// Those with rows: `main`, then the others by their names.
  std::vector<const Table*> tables() const;

  /// What was chosen and is in none of the data.
  std::vector<Selection::Unmet> unmet() const { return selection_.unmet(); }

 private:
  struct Sheet {
    Table table;
    std::unordered_map<std::string, std::uint32_t> columns;
  };
  /// The cells of a row, with their columns; each at most once.
  using Row = std::unordered_map<std::uint32_t, std::string>;
  /// An id around a row, by the name of its column.
  using Ids = std::vector<std::pair<std::string, const json::Node*>>;

  Sheet& sheet(const std::string& name);
  void row(Sheet& sheet, const std::string& prefix, const json::Node& object, const Ids& ids);
  void members(Sheet& sheet, const std::string& prefix, const json::Node& object, Ids ids,
               Row& row);
  void list(Sheet& sheet, const std::string& prefix, std::string_view key, const json::Node& array,
            const Ids& ids, Row& row);
  std::uint32_t column(Sheet& sheet, const std::string& name, const json::Node& value);
  void cell(Sheet& sheet, const std::string& name, const json::Node& value, Row& row);
  std::string text_of(const json::Node& value);
  bool takes(const std::string& name);

  Selection selection_;
  bool guard_;
  RowStore& store_;
  json::Tree tree_;
  json::Writer writer_;
  std::string root_;  ///< "releases/", for what is chosen
  std::deque<Sheet> sheets_;
  std::map<std::string, Sheet*> by_name_;
};

}  // namespace edca::tables
