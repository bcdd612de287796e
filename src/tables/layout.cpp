#include "tables/layout.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

using schema::Node;
using schema::Property;

/// What the schema of an object says of a member, with its place; nullptr where it has none.
const Property* find_property(const Node* node, std::string_view key, std::uint32_t& rank) {
  if (node == nullptr) return nullptr;
  if (node->object != nullptr) {
    const std::uint32_t at = node->object->names.find(key);
    if (at != schema::NameTable::none && node->object->properties[at].declared) {
      rank = at;
      return &node->object->properties[at];
    }
  }
  for (const Node* part : node->all_of) {
    if (const Property* found = find_property(part, key, rank)) return found;
  }
  for (const schema::Combination& combination : node->combinations) {
    for (const Node* branch : combination.branches) {
      if (const Property* found = find_property(branch, key, rank)) return found;
    }
  }
  return nullptr;
}

/// The schema of the elements of a list.
const Node* elements_of(const Node* node) {
  if (node == nullptr) return nullptr;
  if (node->array != nullptr && node->array->items != nullptr) return node->array->items;
  for (const Node* part : node->all_of) {
    if (const Node* found = elements_of(part)) return found;
  }
  for (const schema::Combination& combination : node->combinations) {
    for (const Node* branch : combination.branches) {
      if (const Node* found = elements_of(branch)) return found;
    }
  }
  return nullptr;
}

/// The names of all members that the schema of an object knows.
void collect_names(const Node* node, std::vector<std::string_view>& names) {
  if (node == nullptr) return;
  if (node->object != nullptr) {
    for (const std::string& name : node->object->names.names()) names.push_back(name);
  }
  for (const Node* part : node->all_of) collect_names(part, names);
  for (const schema::Combination& combination : node->combinations) {
    for (const Node* branch : combination.branches) collect_names(branch, names);
  }
}

/// What the cells of a column hold by the schema; nothing where it leaves that open.
std::optional<Type> type_by(const Node* node) {
  if (node == nullptr || node->types == schema::type_any) return std::nullopt;
  const unsigned types = node->types & ~unsigned{schema::type_null};
  if ((types & schema::type_string) != 0) return Type::text;
  if (types == schema::type_boolean) return Type::boolean;
  if (types == schema::type_integer) return Type::integer;
  if (types == (schema::type_integer | schema::type_fraction)) return Type::number;
  if (types != schema::type_array) return std::nullopt;
  const Node* elements = elements_of(node);
  if (elements == nullptr || elements->types == schema::type_any) return std::nullopt;
  return (elements->types & ~unsigned{schema::type_null}) == schema::type_string ? Type::list
                                                                                 : Type::array;
}

/// Of "title_es" and "title_pt-BR" the part in front of the language; empty for other names.
std::string_view without_language(std::string_view key) {
  const std::size_t at = key.rfind('_');
  if (at == std::string_view::npos || at == 0) return {};
  const std::string_view language = key.substr(at + 1);
  const std::size_t first = std::min(language.find('-'), language.size());
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool two_or_three = first == 2 || first == 3;
  return two_or_three && std::ranges::all_of(language.substr(0, first), small) ? key.substr(0, at)
                                                                               : std::string_view();
}

std::string joined(const std::string& outer, const std::string& inner) {
  if (inner.empty()) return {};
  return outer.empty() ? inner : outer + ": " + inner;
}

Titles titles_of(const Shape& shape, const Property* known) {
  if (known == nullptr || known->field == nullptr) return {};
  const schema::Field& field = *known->field;
  // Where one language is missing the other one says more than nothing.
  const std::string& es = field.title_es.empty() ? field.title_en : field.title_es;
  return {joined(shape.titles.es, es), joined(shape.titles.en, field.title_en)};
}

/// Entries in the order of the schema.
std::vector<const Entry*> ordered_entries(const Shape& shape) {
  struct Place {
    const Entry* entry;
    std::uint32_t rank;
    std::size_t met;
  };
  std::vector<Place> places;
  for (std::size_t at = 0; at < shape.entries.size(); ++at) {
    const Entry& entry = *shape.entries[at];
    Place place{&entry, entry.rank, at};
    if (entry.rank == ~0u && entry.variant) {
      const auto base = shape.index.find(without_language(entry.key));
      if (base != shape.index.end()) {
        place.rank = shape.entries[base->second]->rank;
        if (place.rank == ~0u) place.met = base->second;
      }
    }
    places.push_back(place);
  }
  std::ranges::stable_sort(places, [](const Place& left, const Place& right) {
    if (left.rank != right.rank) return left.rank < right.rank;
    if (left.rank == ~0u && left.met != right.met) return left.met < right.met;
    return left.entry->variant < right.entry->variant;
  });
  std::vector<const Entry*> entries;
  for (const Place& place : places) entries.push_back(place.entry);
  return entries;
}

void collect_columns(const Shape& shape, std::vector<const Column*>& columns) {
  for (const Entry* entry : ordered_entries(shape)) {
    if (entry->column != nullptr) columns.push_back(entry->column);
    if (entry->below) collect_columns(*entry->below, columns);
  }
}

void collect_tables(const Table& table, std::vector<const Table*>& tables);

void collect_tables(const Shape& shape, std::vector<const Table*>& tables) {
  for (const Entry* entry : ordered_entries(shape)) {
    if (entry->below) collect_tables(*entry->below, tables);
    if (entry->table) collect_tables(*entry->table, tables);
  }
}

void collect_tables(const Table& table, std::vector<const Table*>& tables) {
  tables.push_back(&table);
  collect_tables(table.shape, tables);
}

}  // namespace

Table& Layout::add(std::unique_ptr<Table>& place, std::string path) {
  place = std::make_unique<Table>();
  place->number = static_cast<std::uint32_t>(tables_.size());
  place->path = std::move(path);
  tables_.push_back(place.get());
  return *place;
}

Table& Layout::root(std::string_view path, const Node* schema, const std::vector<std::string>& keys,
                    const std::vector<std::string_view>& fixed) {
  Table& table = add(roots_.emplace_back(), std::string(path));
  table.shape.schema = schema;
  for (const std::string_view name : fixed) add_column(table, std::string(name), Type::text);
  table.fixed = static_cast<std::uint32_t>(fixed.size());
  keys_[&table] = keys;
  return table;
}

Entry& Layout::entry(Table& table, Shape& shape, std::string_view key, std::size_t& expected) {
  if (expected < shape.entries.size() && shape.entries[expected]->key == key) {
    return *shape.entries[expected++];
  }
  if (const auto found = shape.index.find(key); found != shape.index.end()) {
    expected = found->second + 1;
    return *shape.entries[found->second];
  }
  auto made = std::make_unique<Entry>();
  made->key = key;
  made->known = find_property(shape.schema, key, made->rank);
  const std::string_view base = made->known == nullptr ? without_language(key) : std::string_view();
  if (!base.empty()) {
    made->variant = true;
    static_cast<void>(find_property(shape.schema, base, made->rank));
  }
  // What stands in a name of its own could be taken for a column of the layout, or for none.
  made->apart = key.empty() || (shape.prefix.empty() && key.starts_with('_')) || !fits_cell(key) ||
                (form_.guard && shape.prefix.empty() && looks_like_formula(key)) ||
                (table.depth == 0 && key == "versionedRelease");
  std::string path = table.path + "/" + shape.prefix;
  append_key(path, key);
  made->apart = made->apart || (foreseen_ && made->known == nullptr);
  // A key of a row is its path with a number of at most ten digits for each level of 512.
  made->apart = made->apart || (form_.longest > 0 && path.size() > form_.longest / 2);
  made->left_out = !selection_.takes(path);
  // Of what is kept whole, nothing can be left out.
  made->in_part = !selection_.takes_whole(path) ||
                  (table.depth == 0 && key == "versionedRelease" && selection_.chooses());
  shape.entries.push_back(std::move(made));
  expected = shape.entries.size();
  shape.index.emplace(shape.entries.back()->key, expected - 1);
  return *shape.entries.back();
}

Column* Layout::add_column(Table& table, std::string name, Type type) {
  if (!table.taken.insert(in_small_letters(name)).second) return nullptr;
  const auto number = static_cast<std::uint32_t>(table.columns.size());
  return &table.columns.emplace_back(Column{number, std::move(name), type, {}});
}

Column* Layout::column(Table& table, Shape& shape, Entry& entry, const json::Node& value) {
  if (entry.column != nullptr || entry.apart) return entry.column;
  const std::optional<Type> own = type_of(value);
  if (!own) return nullptr;
  const std::optional<Type> known =
      entry.known == nullptr ? std::nullopt : type_by(entry.known->node);
  std::string name = shape.prefix;
  append_key(name, entry.key);
  entry.column = add_column(table, std::move(name), known.value_or(*own));
  if (entry.column == nullptr) {
    // Another column has this name, but for capital letters.
    entry.apart = entry.below == nullptr && entry.table == nullptr;
    return nullptr;
  }
  entry.column->titles = titles_of(shape, entry.known);
  return entry.column;
}

Shape& Layout::below(Shape& shape, Entry& entry) {
  if (entry.below) return *entry.below;
  entry.below = std::make_unique<Shape>();
  Shape& below = *entry.below;
  below.prefix = shape.prefix;
  append_key(below.prefix, entry.key);
  below.prefix += '/';
  below.titles = titles_of(shape, entry.known);
  below.schema = entry.known == nullptr ? nullptr : entry.known->node;
  return below;
}

Table& Layout::below(Table& table, Shape& shape, Entry& entry) {
  if (entry.table) return *entry.table;
  std::string list = shape.prefix;
  append_key(list, entry.key);
  Table& made = add(entry.table, table.path + "/" + list);
  made.way = table.way.empty() ? list : table.way + "/" + list;
  made.list = std::move(list);
  made.parent = &table;
  made.depth = table.depth + 1;
  made.shape.schema = entry.known == nullptr ? nullptr : elements_of(entry.known->node);
  const Table* outermost = &table;
  while (outermost->parent != nullptr) outermost = outermost->parent;
  const auto repeat = [&](const std::string& name, std::uint32_t id) {
    if (!name.empty() && add_column(made, name, Type::text) != nullptr) made.ids.push_back(id);
  };
  std::uint32_t id = 0;
  for (const std::string& key : keys_[outermost]) repeat(key, id++);
  std::vector<const Table*> around;
  for (const Table* each = &table; each->parent != nullptr; each = each->parent) {
    around.insert(around.begin(), each);
  }
  for (const Table* each : around) repeat(each->way + "/id", id++);
  made.fixed = static_cast<std::uint32_t>(made.ids.size());
  return made;
}

std::vector<const Table*> Layout::ordered() const {
  std::vector<const Table*> tables;
  for (const auto& root : roots_) collect_tables(*root, tables);
  return tables;
}

std::vector<const Column*> ordered_columns(const Table& table) {
  std::vector<const Column*> columns;
  collect_columns(table.shape, columns);
  return columns;
}

bool knows(const Node* item, std::string_view path, std::string& meant) {
  std::string way;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    std::uint32_t rank = 0;
    const Property* found = find_property(item, name, rank);
    if (found == nullptr) {
      std::vector<std::string_view> names;
      collect_names(item, names);
      std::ranges::sort(names);
      names.erase(std::unique(names.begin(), names.end()), names.end());
      const std::string_view near = base::nearest(name, names);
      if (!near.empty()) meant = way.append(near);
      return false;
    }
    way.append(name).push_back('/');
    const Node* elements = elements_of(found->node);
    item = elements == nullptr ? found->node : elements;
  }
  return true;
}

}  // namespace edca::tables
