#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/grouper.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"
#include "tables/draft.hpp"
#include "tables/table_rows.hpp"

namespace edca::tables {

/// Puts an item, or what a package says of itself, together from its rows.
class ItemBuilder {
 public:
  /// `rows` must outlive it; its tables were read. `null`: what stands for null in cells, if any.
  explicit ItemBuilder(TableRows& rows, std::string null = {})
      : rows_(rows), null_(std::move(null)) {}

  /// `entries` are all rows of the item, table by table in the order of the description. False
  /// where there is no row of the item itself; what is wrong with rows and cells becomes a finding.
  bool build(std::span<const io::Entry> entries);

  // Of what was built last.
  void write(json::Writer& out) { Drafts::write(*root_, out); }
  /// A cell of the outermost row; "" where it has none of this name.
  std::string_view outermost(std::string_view column) const;
  /// A row of it, and where its object stands in the item.
  struct Place {
    std::string pointer;
    std::uint32_t table;
    RowAt at;
  };
  /// Of what was written last: the places of its rows.
  std::vector<Place> places();
  /// Says that there is no package of the key that the outermost row names.
  void miss_package();

 private:
  /// A row and what was made of it.
  struct Kept {
    ReadRow row;
    Draft* draft;
    std::size_t depth;
  };

  void add_row(const ReadRow& row);
  Draft* place_of(const ReadTable& table, const ReadRow& row, std::size_t& depth);
  void fill(const ReadTable& table, const ReadRow& row, Draft& draft);
  void add_rest(const ReadTable& table, const ReadRow& row);
  bool was_edited(const Kept& kept, std::string_view name, std::string_view cell) const;
  std::string_view json_of(std::string_view text);
  void complain(const char* variant, const ReadTable& table, const ReadRow& row,
                std::size_t column);

  TableRows& rows_;
  std::string null_;
  Drafts drafts_;
  json::Tree tree_;
  json::Writer writer_;
  std::string text_;
  std::vector<Kept> kept_;
  std::unordered_map<std::string_view, std::size_t> by_key_;  ///< into kept_
  Draft* root_ = nullptr;
};

}  // namespace edca::tables
