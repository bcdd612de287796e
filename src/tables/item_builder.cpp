#include "tables/item_builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "json/pointer.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

std::string_view cell_at(const ReadRow& row, std::size_t column) {
  return column < row.cells.size() ? row.cells[column] : std::string_view();
}

/// Whether a number is what spreadsheet programs make of another when they save it: to so many
/// digits it is the same.
bool is_rounded(std::string_view now, std::string_view before) {
  std::array<std::string, 2> rounded;
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const std::string_view text = at == 0 ? now : before;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    std::array<char, 64> digits;
    const auto made = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                    std::chars_format::scientific, int{certain_digits} - 1);
    rounded[at].assign(digits.data(), made.ptr);
  }
  return rounded[0] == rounded[1];
}

/// The place of a row in its list; nothing where it gives none.
std::optional<std::uint64_t> place_in_list(const ReadTable& table, const ReadRow& row) {
  const std::string_view cell = cell_at(row, table.number);
  std::uint64_t place = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), place);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return place;
}

}  // namespace

bool ItemBuilder::build(std::span<const io::Entry> entries) {
  drafts_.clear();
  kept_.clear();
  by_key_.clear();
  root_ = nullptr;
  ReadRow row;
  for (const io::Entry& entry : entries) {
    row.read(entry);
    add_row(row);
  }
  return root_ != nullptr;
}

void ItemBuilder::add_row(const ReadRow& row) {
  const ReadTable& table = rows_.tables()[row.table];
  if (table.path == rest_table) return add_rest(table, row);
  const std::string_view key = cell_at(row, table.key);
  if (by_key_.contains(key)) return complain("repeated", table, row, table.key);
  std::size_t depth = 1;
  Draft* const draft = place_of(table, row, depth);
  if (draft == nullptr) return;
  draft->kind = Draft::Kind::object;
  by_key_.emplace(key, kept_.size());
  kept_.push_back({row, draft, depth});
  fill(table, row, *draft);
}

/// Where the object of a row stands; nullptr, with a finding, where that is nowhere.
Draft* ItemBuilder::place_of(const ReadTable& table, const ReadRow& row, std::size_t& depth) {
  if (table.list.empty()) {
    if (root_ != nullptr) {
      complain("second", table, row, table.key);
      return nullptr;
    }
    return root_ = drafts_.make();
  }
  const auto parent = by_key_.find(cell_at(row, table.parent));
  if (parent == by_key_.end()) {
    complain("orphan", table, row, table.parent);
    return nullptr;
  }
  depth = kept_[parent->second].depth + table.list.size() + 1;
  if (depth > most_levels) {
    complain("deep", table, row, table.key);
    return nullptr;
  }
  Draft* const list = drafts_.at(*kept_[parent->second].draft, table.list);
  if (list == nullptr || (list->kind != Draft::Kind::none && list->kind != Draft::Kind::array)) {
    complain("taken", table, row, table.key);
    return nullptr;
  }
  list->kind = Draft::Kind::array;
  const std::uint64_t place = place_in_list(table, row).value_or(list->elements.size());
  return list->elements.emplace_back(place, drafts_.make()).second;
}

void ItemBuilder::fill(const ReadTable& table, const ReadRow& row, Draft& draft) {
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const ReadColumn& column = table.columns[at];
    const std::string_view cell = row.cells[at];
    if (cell.empty() || column.path.empty()) continue;
    Draft* const value = drafts_.at(draft, column.path);
    if (value == nullptr || value->kind != Draft::Kind::none) {
      rows_.add(rows_.finding("tables.cell", "taken", table, row.at, at, cell), table);
      continue;
    }
    text_.clear();
    if (!null_.empty() && cell == null_) {
      text_ = "null";
    } else if (!read_cell(cell, column.type, text_)) {
      rows_.add(
          rows_.finding("tables.cell", std::string(name(column.type)), table, row.at, at, cell),
          table);
      text_.clear();
      read_cell(cell, Type::text, text_);
    }
    value->kind = Draft::Kind::text;
    value->text = drafts_.keep(text_);
  }
}

/// A JSON text without white space around it; "" for what is none.
std::string_view ItemBuilder::json_of(std::string_view text) {
  tree_.clear();
  const json::Tree::Read read = tree_.parse(text);
  if (read.error != json::ReadError::none) return {};
  writer_.clear();
  writer_.value(tree_.at(read.root));
  return drafts_.keep(writer_.view());
}

/// Whether a cell says something else now than when the exact value was kept beside it.
bool ItemBuilder::was_edited(const Kept& kept, std::string_view name, std::string_view cell) const {
  const ReadTable& table = rows_.tables()[kept.row.table];
  const std::size_t column = table.find(name);
  const bool member = column != ReadTable::none && !table.columns[column].path.empty();
  const std::string_view now = member ? cell_at(kept.row, column) : std::string_view();
  return now != cell && !is_rounded(now, cell);
}

void ItemBuilder::add_rest(const ReadTable& table, const ReadRow& row) {
  const auto found = by_key_.find(cell_at(row, table.key));
  if (found == by_key_.end()) return complain("orphan", table, row, table.key);
  const Kept& kept = kept_[found->second];
  const std::size_t pointer_column = table.find("ruta");
  const std::size_t json_column = table.find("json");
  const std::string_view pointer = cell_at(row, pointer_column);
  const std::string_view json = json_of(cell_at(row, json_column));
  if (json.empty()) {
    rows_.add(
        rows_.finding("tables.cell", "json", table, row.at, json_column, cell_at(row, json_column)),
        table);
    return;
  }
  const auto levels = static_cast<std::size_t>(std::ranges::count(pointer, '/'));
  if (!pointer.empty() && (pointer.front() != '/' || levels > most_levels)) {
    rows_.add(rows_.finding("tables.cell", "pointer", table, row.at, pointer_column, pointer),
              table);
    return;
  }
  if (!pointer.empty() && was_edited(kept, pointer.substr(1), cell_at(row, table.find("celda")))) {
    rows_.add(rows_.finding("tables.edited", "", table, row.at, pointer_column, pointer), table);
    return;
  }
  Draft* const value =
      pointer.empty() ? kept.draft : drafts_.at(*kept.draft, keys_of(pointer.substr(1)));
  const bool free = value != nullptr && (pointer.empty() || value->kind <= Draft::Kind::text);
  if (!free) {
    rows_.add(rows_.finding("tables.cell", "taken", table, row.at, pointer_column, pointer), table);
    return;
  }
  value->kind = Draft::Kind::text;
  value->text = json;
}

std::string_view ItemBuilder::outermost(std::string_view column) const {
  const ReadRow& row = kept_.front().row;
  return cell_at(row, rows_.tables()[row.table].find(column));
}

void ItemBuilder::miss_package() {
  const ReadRow& row = kept_.front().row;
  const ReadTable& table = rows_.tables()[row.table];
  complain("orphan", table, row, table.parent);
}

void ItemBuilder::complain(const char* variant, const ReadTable& table, const ReadRow& row,
                           std::size_t column) {
  rows_.add(rows_.finding("tables.row", variant, table, row.at, column, cell_at(row, column)),
            table);
}

std::vector<ItemBuilder::Place> ItemBuilder::places() {
  std::vector<Place> places;
  std::unordered_map<const Draft*, std::string> pointers;
  for (const Kept& kept : kept_) {
    const ReadTable& table = rows_.tables()[kept.row.table];
    if (!table.list.empty() && !pointers.contains(kept.draft)) {
      const Kept& parent = kept_[by_key_.at(cell_at(kept.row, table.parent))];
      std::string list = pointers[parent.draft];
      for (const std::string& key : table.list) json::append_token(list, key);
      std::size_t at = 0;
      // They were put in order when they were written.
      for (const auto& [number, element] : drafts_.at(*parent.draft, table.list)->elements) {
        json::append_index(pointers[element] = list, at++);
      }
    }
    places.push_back({pointers[kept.draft], kept.row.table, kept.row.at});
  }
  return places;
}

}  // namespace edca::tables
