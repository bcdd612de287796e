#include "tables/flat_tables.hpp"

#include <algorithm>

#include "sheets/sheet_text.hpp"

namespace edca::tables {
namespace {

using json::Node;
using json::NodeKind;

constexpr std::string_view main_sheet = "main";
constexpr std::size_t letters = 3;  ///< that a name keeps of what is around it

template <class Test>
bool all_elements(const Node& array, const Test& test) {
  const Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) {
    if (!test(*element)) return false;
  }
  return true;
}

bool is_scalar(const Node& value) {
  return !value.is_container();
}

bool is_list_of_scalars(const Node& value) {
  return value.kind == NodeKind::array && all_elements(value, is_scalar);
}

/// Objects, and perhaps null among them.
bool is_list_of_objects(const Node& value) {
  return all_elements(value, [](const Node& each) {
    return each.kind == NodeKind::object || each.kind == NodeKind::null;
  });
}

/// "awa_ite_" of "awards/0/items/0/".
std::string start_of_name(std::string_view prefix) {
  std::string name;
  while (!prefix.empty()) {
    const std::size_t end = prefix.find('/');
    const std::string_view part = prefix.substr(0, end);
    if (part != "0") name.append(sheets::cut(part, letters)).append("_");
    prefix.remove_prefix(end + 1);
  }
  return name;
}

/// Without the places in lists: "awards/items/id".
std::string without_places(std::string_view name) {
  std::string path;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (part != "0") path.append(path.empty() ? "" : "/").append(part);
    at = end + 1;
  }
  return path;
}

Type type_of_cell(const Node& value) {
  if (value.kind == NodeKind::number) return Type::number;
  return value.is_bool() ? Type::boolean : Type::text;
}

}  // namespace

FlatTables::Sheet& FlatTables::sheet(const std::string& name) {
  Sheet*& found = by_name_[name];
  if (found == nullptr) {
    found = &sheets_.emplace_back();
    found->table.number = static_cast<std::uint32_t>(sheets_.size() - 1);
    found->table.path = name;
    found->table.plain = true;
  }
  return *found;
}

void FlatTables::item(ocds::Kind kind, std::string_view text, std::uint64_t, std::int64_t) {
  tree_.clear();
  const json::Tree::Read read = tree_.parse(text);
  if (read.error != json::ReadError::none) return;
  const Node& value = tree_.at(read.root);
  if (value.kind != NodeKind::object) return;
  root_ = kind == ocds::Kind::project  ? "projects/"
          : kind == ocds::Kind::record ? "records/"
                                       : "releases/";
  row(sheets_.front(), {}, value, {});
}

void FlatTables::row(Sheet& sheet, const std::string& prefix, const Node& object, const Ids& ids) {
  Row cells;
  for (const auto& [name, id] : ids) cell(sheet, name, *id, cells);
  members(sheet, prefix, object, ids, cells);
  std::vector<std::uint32_t> columns;
  for (const auto& each : cells) columns.push_back(each.first);
  std::ranges::sort(columns);
  store_.begin(sheet.table.number, {}, 0);
  for (const std::uint32_t column : columns) {
    store_.begin_cell(sheet.table.number) = cells[column];
    store_.end_cell(sheet.table.number, column);
  }
  store_.end(sheet.table.number);
  ++sheet.table.rows;
}

void FlatTables::members(Sheet& sheet, const std::string& prefix, const Node& object, Ids ids,
                         Row& row) {
  const auto around = [&](const std::string& name, const Node* id) {
    if (id == nullptr) return;
    const auto found = std::ranges::find(ids, name, &std::pair<std::string, const Node*>::first);
    if (found == ids.end()) {
      ids.emplace_back(name, id);
    } else {
      found->second = id;
    }
    if (is_scalar(*id)) column(sheet, name, *id);
  };
  // Of projects no id is that of the root: ids of processes in them are cells like others.
  if (root_ != "projects/") around("ocid", json::find(object, "ocid"));
  around(prefix + "id", json::find(object, "id"));
  const Node* key = &object + 1;
  for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
    const Node& value = key[1];
    const std::string name = prefix + std::string(key->view());
    if (!takes(name)) continue;
    if (value.kind == NodeKind::object) {
      members(sheet, name + "/", value, ids, row);
    } else if (value.kind == NodeKind::array && !is_list_of_scalars(value)) {
      list(sheet, prefix, key->view(), value, ids, row);
    } else {
      cell(sheet, name, value, row);
    }
  }
}

void FlatTables::list(Sheet& around, const std::string& prefix, std::string_view key,
                      const Node& array, const Ids& ids, Row& row) {
  const std::string name = prefix + std::string(key);
  if (!is_list_of_objects(array)) return cell(around, name, array, row);
  Sheet& own = sheet(start_of_name(prefix) + std::string(key));
  const Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) {
    if (element->kind == NodeKind::object) this->row(own, name + "/0/", *element, ids);
  }
}

std::uint32_t FlatTables::column(Sheet& sheet, const std::string& name, const Node& value) {
  const auto [found, added] =
      sheet.columns.emplace(name, static_cast<std::uint32_t>(sheet.columns.size()));
  const Type type = type_of_cell(value);
  if (added) {
    sheet.table.columns.push_back({found->second, name, type, {}});
    sheet.table.columns.back().open = value.kind == NodeKind::null;
    return found->second;
  }
  // One type for all cells; null has none.
  Column& column = sheet.table.columns[found->second];
  if (value.kind == NodeKind::null) return column.number;
  if (column.open) column.type = type;
  column.open = false;
  if (column.type != type) column.type = Type::text;
  return column.number;
}

void FlatTables::cell(Sheet& sheet, const std::string& name, const Node& value, Row& row) {
  std::string& text = row[column(sheet, name, value)];
  text = text_of(value);
  if (guard_ && value.kind != NodeKind::number && looks_like_formula(text)) text.insert(0, 1, '\'');
}

/// As flatten-tool writes it; null in lists is nothing, and lists that it cannot write are JSON.
std::string FlatTables::text_of(const Node& value) {
  if (value.kind == NodeKind::null) return {};
  if (value.is_bool()) return value.kind == NodeKind::yes ? "True" : "False";
  if (!value.is_container()) return std::string(value.view());
  const bool nested = !is_list_of_scalars(value);
  if (value.kind == NodeKind::object || (nested && !all_elements(value, is_list_of_scalars))) {
    writer_.clear();
    writer_.value(value);
    return std::string(writer_.view());
  }
  std::string text;
  const Node* element = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) {
    if (at > 0) text += ';';
    std::string part = text_of(*element);
    if (nested) std::ranges::replace(part, ';', ',');
    text += part;
  }
  return text;
}

bool FlatTables::takes(const std::string& name) {
  return !selection_.chooses() || selection_.takes(root_ + without_places(name));
}

std::vector<const Table*> FlatTables::tables() const {
  std::vector<const Table*> tables;
  for (const auto& [name, sheet] : by_name_) {
    if (sheet->table.rows == 0) continue;
    tables.insert(name == main_sheet && sheet == &sheets_.front() ? tables.begin() : tables.end(),
                  &sheet->table);
  }
  return tables;
}

}  // namespace edca::tables
