#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/tree.hpp"
#include "schema/plan.hpp"
#include "tables/cell.hpp"
#include "tables/selection.hpp"

namespace edca::tables {

struct Shape;
struct Table;

/// Words for a field, as the schema has them.
struct Titles {
  std::string es;
  std::string en;
};

struct Column {
  std::uint32_t number;  ///< in the order in which the columns of its table were met
  std::string name;      ///< path from the row on, see append_key()
  Type type;
  Titles titles;      ///< "Licitación: Valor: Monto"; "" where the schema has none
  bool open = false;  ///< no value has told the type yet
};

/// A member that objects of a shape have.
struct Entry {
  std::string key;
  const schema::Property* known = nullptr;  ///< what the schema says of it; may be nullptr
  std::uint32_t rank = ~0u;                 ///< place in the schema
  bool variant = false;                     ///< title_es: stands behind title
  bool apart = false;                       ///< whatever it holds, it stands in no table
  bool left_out = false;                    ///< it was not asked for
  bool in_part = false;                     ///< not all that is in it was asked for
  Column* column = nullptr;
  std::unique_ptr<Shape> below;  ///< where it is an object
  std::unique_ptr<Table> table;  ///< where it is a list of objects
};

/// What objects in one place of a table look like, and where their members go.
struct Shape {
  std::string prefix;  ///< of the names of its columns: "value/"; "" for the row itself
  Titles titles;       ///< of the object
  const schema::Node* schema = nullptr;
  std::vector<std::unique_ptr<Entry>> entries;  ///< in the order in which they were met
  std::unordered_map<std::string_view, std::uint32_t> index;
};

/// One table: a list of items, of packages, or of the objects that stand in lists of these.
struct Table {
  std::uint32_t number = 0;  ///< in the order in which they were met
  std::string path;          ///< "releases/awards/items"
  std::string list;          ///< from the row around it: "awards/items"; "" of an outermost table
  std::string way;           ///< the same from the outermost row
  const Table* parent = nullptr;
  std::uint32_t depth = 0;
  std::vector<std::uint32_t> ids;  ///< which of the ids around its rows its first columns repeat
  std::uint32_t fixed = 0;         ///< columns in front that are no members of its rows
  bool plain = false;              ///< its columns are all there is: no keys, no titles
  std::deque<Column> columns;
  std::set<std::string> taken;  ///< names of columns in small letters
  Shape shape;
  std::uint64_t rows = 0;
};

/// The tables of a run, as they come to be known. Types, order and titles of columns come from a
/// schema, as far as it knows them.
class Layout {
 public:
  /// Of a guarded form no name of a column begins as formulas do; where texts have a longest, names
  /// and keys stay below it. What is not `foreseen` by the schema has no column.
  explicit Layout(Selection selection = {}, const CellForm& form = {}, bool foreseen = false)
      : selection_(std::move(selection)), form_(form), foreseen_(foreseen) {}

  /// An outermost table with these columns in front. `keys` name the ids that tables below it
  /// repeat ("ocid", "release"); "" for one that they do not.
  Table& root(std::string_view path, const schema::Node* schema,
              const std::vector<std::string>& keys, const std::vector<std::string_view>& fixed);
  /// What an object's member is; `expected` is where it stood in the object before, and becomes the
  /// place of the one that may follow.
  Entry& entry(Table& table, Shape& shape, std::string_view key, std::size_t& expected);
  /// Where the values of a member stand that are no objects; nullptr where they can stand nowhere.
  Column* column(Table& table, Shape& shape, Entry& entry, const json::Node& value);
  Shape& below(Shape& shape, Entry& entry);
  Table& below(Table& table, Shape& shape, Entry& entry);

  bool chooses() const { return selection_.chooses(); }
  /// What was chosen and is in none of the data.
  std::vector<Selection::Unmet> unmet() const { return selection_.unmet(); }
  /// In the order in which they were met.
  const std::vector<Table*>& tables() const { return tables_; }
  /// In the order of the schema: each table in front of those that stand in its rows.
  std::vector<const Table*> ordered() const;

 private:
  Table& add(std::unique_ptr<Table>& place, std::string path);
  Column* add_column(Table& table, std::string name, Type type);

  Selection selection_;
  CellForm form_;
  bool foreseen_;
  std::vector<std::unique_ptr<Table>> roots_;
  std::vector<Table*> tables_;
  std::unordered_map<const Table*, std::vector<std::string>> keys_;  ///< of outermost tables
};

/// The columns of a table that are members of its rows, in the order of the schema; those it does
/// not know in the order in which they were met, title_es behind title.
std::vector<const Column*> ordered_columns(const Table& table);

/// Whether the schema of an item knows a member by this path: "awards/items/description". Else
/// `meant` becomes the path that was likely meant, where there is one.
bool knows(const schema::Node* item, std::string_view path, std::string& meant);

}  // namespace edca::tables
