#include "tables/item_tables.hpp"

#include "sheets/sheet_text.hpp"
#include "tables/cell.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

using json::Node;
using json::NodeKind;

/// The id of an object as its tables repeat it; empty where there is none.
std::string id_of(const Node& object, std::string_view key) {
  const Node* id = json::find(object, key);
  if (id == nullptr) return {};
  std::string text;
  write_cell(*id, Type::text, Numbers::texts, text);
  return text;
}

std::string pointer_of(const Shape& shape, const Entry& entry) {
  std::string pointer = "/" + shape.prefix;
  append_key(pointer, entry.key);
  return pointer;
}

bool holds_rows(const Node& value) {
  return value.kind == NodeKind::array && value.size > 0 && (value.flags & Node::mixed) == 0;
}

}  // namespace

Table& ItemTables::root_of(ocds::Kind kind) {
  const std::vector<std::string_view> fixed = {parent_column};
  if (kind == ocds::Kind::project) {
    if (projects_ == nullptr) {
      projects_ =
          &layout_.root("projects", schemas_.projects->plan("project"), {"", "project"}, fixed);
    }
    return *projects_;
  }
  if (kind == ocds::Kind::record) {
    if (records_ == nullptr) {
      records_ =
          &layout_.root("records", schemas_.contracting->plan("record"), {"ocid", ""}, fixed);
    }
    return *records_;
  }
  if (releases_ == nullptr) {
    releases_ = &layout_.root("releases", schemas_.contracting->plan("release"),
                              {"ocid", "release"}, fixed);
  }
  return *releases_;
}

Table& ItemTables::packages_of(ocds::Kind kind) {
  if (packages_ != nullptr) return *packages_;
  const bool projects = kind == ocds::Kind::project_package;
  const schema::Profile& profile = projects ? *schemas_.projects : *schemas_.contracting;
  packages_ = &layout_.root(package_table, profile.plan(ocds::name(kind)), {"", ""},
                            {list_column, source_column});
  return *packages_;
}

void ItemTables::item(ocds::Kind kind, std::string_view text, std::uint64_t number,
                      std::int64_t package) {
  tree_.clear();
  const json::Tree::Read read = tree_.parse(text);
  if (read.error != json::ReadError::none) return;
  const Node& value = tree_.at(read.root);
  key_ = std::to_string(number);
  const std::string parent = package < 0 ? std::string() : "p" + std::to_string(package);
  Table& table = root_of(kind);
  if (kind == ocds::Kind::versioned_release || value.kind != NodeKind::object) {
    store_.begin(table.number, key_, number);
    fixed_cell(table, 0, parent);
    store_.end(table.number);
    ++table.rows;
    return layout_.chooses() ? void() : keep(key_, "", value, {});
  }
  ids_ = {id_of(value, "ocid"), id_of(value, "id")};
  outermost(table, key_, number, {parent}, value);
}

void ItemTables::package(const PackageFacts& facts, std::string_view text) {
  tree_.clear();
  const json::Tree::Read read = tree_.parse(text);
  if (read.error != json::ReadError::none) return;
  key_ = "p" + std::to_string(facts.number);
  const std::string_view list = facts.kind == ocds::Kind::release_package  ? "releases"
                                : facts.kind == ocds::Kind::record_package ? "records"
                                                                           : "projects";
  ids_ = {"", ""};
  outermost(packages_of(facts.kind), key_, facts.first, {list, facts.source}, tree_.at(read.root));
}

void ItemTables::outermost(Table& table, std::string_view key, std::uint64_t place,
                           std::initializer_list<std::string_view> fixed, const Node& value) {
  store_.begin(table.number, key, place);
  std::uint32_t column = 0;
  for (const std::string_view text : fixed) fixed_cell(table, column++, text);
  members({table, key}, table.shape, value);
  store_.end(table.number);
  ++table.rows;
}

void ItemTables::fixed_cell(Table& table, std::uint32_t column, std::string_view text) {
  std::string& cell = store_.begin_cell(table.number);
  if (form_.guard && looks_like_formula(text) && &table != rest_) cell = '\'';
  cell += text;
  store_.end_cell(table.number, column);
}

void ItemTables::members(const Row& row, Shape& shape, const Node& object) {
  const Node* key = &object + 1;
  std::size_t expected = 0;
  for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
    member(row, shape, layout_.entry(row.table, shape, key->view(), expected), key[1]);
  }
}

void ItemTables::member(const Row& row, Shape& shape, Entry& entry, const Node& value) {
  if (entry.left_out) return;
  if (entry.apart) return keep_apart(row, shape, entry, value, {});
  if (value.kind == NodeKind::object && value.size > 0) {
    return members(row, layout_.below(shape, entry), value);
  }
  if (holds_rows(value)) {
    return list(row, layout_.below(row.table, shape, entry), value);
  }
  cell(row, shape, entry, value);
}

void ItemTables::list(const Row& row, Table& table, const Node& array) {
  std::string key(row.key);
  key += '/';
  key += table.list;
  key += '/';
  const std::size_t start = key.size();
  const Node* element = &array + 1;
  for (std::uint32_t place = 0; place < array.size; ++place, element = element->next()) {
    key.resize(start);
    key += std::to_string(place);
    store_.begin(table.number, key, place);
    std::uint32_t column = 0;
    for (const std::uint32_t id : table.ids) fixed_cell(table, column++, ids_[id]);
    ids_.push_back(id_of(*element, "id"));
    members({table, key}, table.shape, *element);
    ids_.pop_back();
    store_.end(table.number);
    ++table.rows;
  }
}

void ItemTables::cell(const Row& row, Shape& shape, Entry& entry, const Node& value) {
  const Column* column = layout_.column(row.table, shape, entry, value);
  if (column == nullptr) return keep_apart(row, shape, entry, value, {});
  std::string& text = store_.begin_cell(row.table.number);
  bool exact = write_cell(value, column->type, form_.numbers, text);
  const bool words = column->type == Type::text || column->type == Type::list;
  if (form_.guard && words && looks_like_formula(text)) {
    text.insert(0, 1, '\'');
    exact = false;
  }
  if (form_.longest > 0 && sheets::code_units(text) > form_.longest) {
    text.clear();
    exact = false;
  }
  if (!exact) keep_apart(row, shape, entry, value, text);
  store_.end_cell(row.table.number, column->number);
}

/// Keeps a member beside its table, if all that is in it was asked for.
void ItemTables::keep_apart(const Row& row, const Shape& shape, const Entry& entry,
                            const Node& value, std::string_view cell) {
  if (entry.in_part && value.is_container()) return;
  keep(row.key, pointer_of(shape, entry), value, cell);
}

void ItemTables::keep(std::string_view key, std::string_view pointer, const Node& value,
                      std::string_view cell) {
  if (rest_ == nullptr) {
    rest_ = &layout_.root(rest_table, nullptr, {}, {"ruta", "json", "celda"});
  }
  store_.begin(rest_->number, key, 0);
  fixed_cell(*rest_, 0, pointer);
  writer_.clear();
  writer_.value(value);
  fixed_cell(*rest_, 1, writer_.view());
  fixed_cell(*rest_, 2, cell);
  store_.end(rest_->number);
  ++rest_->rows;
}

}  // namespace edca::tables
