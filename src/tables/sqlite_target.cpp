#include "tables/sqlite_target.hpp"

#include <charconv>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "edca/error.hpp"
#include "io/output.hpp"
#include "os/folder.hpp"
#include "tables/names.hpp"
#include "tables/sqlite.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t most_columns = 2000;  ///< SQLITE_MAX_COLUMN, as it is built usually
constexpr std::size_t database_piece = std::size_t{1} << 20;
constexpr std::string_view file_name = "tables";

/// A folder for a file that loses its name at once.
class Folder {
 public:
  explicit Folder(const std::string& temporary_folder) {
    std::error_code error;
    const std::string start = os::temporary_folder(temporary_folder) + "/edca-";
    path_ = os::make_private_folder(start, error);
    if (error) {
      throw Error(ErrorKind::input, "spill.open", {{"path", start}, {"reason", error.message()}});
    }
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file() const { return path_ + "/" + std::string(file_name); }

 private:
  std::string path_;
};

std::string_view declared(Type type) {
  switch (type) {
    case Type::number:
      return "REAL";
    case Type::integer:
      return "INTEGER";
    case Type::boolean:
      return "BOOLEAN";
    default:
      return "TEXT";
  }
}

class SqliteTarget final : public TableTarget {
 public:
  SqliteTarget(const std::string& path, bool overwrite, const std::string& temporary_folder,
               TableTitles titles)
      : output_(path, overwrite), database_(open(temporary_folder, path)), titles_(titles) {
    database_->run(
        "CREATE TABLE _tablas (tabla TEXT PRIMARY KEY, ruta TEXT, lista TEXT);"
        "CREATE TABLE _columnas (tabla TEXT, n INTEGER, columna TEXT, tipo TEXT, titulo TEXT,"
        " title_en TEXT, alrededor INTEGER, PRIMARY KEY (tabla, n));");
  }

  std::string name_of(const std::string& path) override {
    std::string name = path;
    for (char& c : name) c = c == '/' ? '_' : c;
    std::string unique = name;
    for (unsigned number = 2; !taken_.insert(in_small_letters(unique)).second; ++number) {
      unique = name + "_" + std::to_string(number);
    }
    return unique;
  }

  void write(TableView& table, Resource& resource) override {
    resource.fields = table.fields();
    if (resource.fields.size() > most_columns) {
      throw Error(ErrorKind::input, "tables.columns",
                  {{"table", resource.table},
                   {"columns", std::to_string(resource.fields.size())},
                   {"limit", std::to_string(most_columns)}});
    }
    create(resource);
    fill(table, resource);
    for (const std::string_view indexed : {parent_column, std::string_view("ocid")}) {
      if (std::ranges::find(resource.fields, indexed, &Field::name) == resource.fields.end()) {
        continue;
      }
      database_->run("CREATE INDEX " + sql_name("i_" + resource.name + "_" + std::string(indexed)) +
                     " ON " + sql_name(resource.name) + " (" + sql_name(indexed) + ");");
    }
    create_view(resource);
  }

  void describe(const std::vector<Resource>& resources, std::string_view) override {
    Statement table(*database_, "INSERT INTO _tablas VALUES (?, ?, ?)");
    Statement column(*database_, "INSERT INTO _columnas VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const Resource& resource : resources) {
      table.bind(1, resource.name);
      table.bind(2, resource.table);
      table.bind(3, resource.list);
      table.step();
      std::int64_t number = 0;
      for (const Field& field : resource.fields) {
        column.bind(1, resource.name);
        column.bind(2, ++number);
        column.bind(3, field.name);
        column.bind(4, name(field.type));
        column.bind(5, field.titles.es);
        column.bind(6, field.titles.en);
        column.bind(7, std::int64_t{field.around});
        column.step();
      }
    }
  }

  void commit() override {
    database_->run("COMMIT;");
    const std::uint64_t size = database_->size();
    std::string piece;
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
      piece.resize(std::min<std::uint64_t>(database_piece, size - at));
      database_->read_file(at, piece.data(), piece.size());
      output_.write(piece);
    }
    output_.commit();
  }

 private:
  static std::unique_ptr<Database> open(const std::string& temporary_folder,
                                        const std::string& shown) {
    const Folder folder(temporary_folder);
    auto database = std::make_unique<Database>(folder.file(), Database::Open::make, shown);
    database->run(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;");
    return database;
  }

  void create(const Resource& resource) {
    std::string text = "CREATE TABLE " + sql_name(resource.name) + " (";
    bool first = true;
    for (const Field& field : resource.fields) {
      if (!std::exchange(first, false)) text += ", ";
      text += sql_name(field.name);
      text += ' ';
      text += declared(field.type);
      if (field.name == resource.key) text += " PRIMARY KEY";
      if (field.name == resource.parent && !resource.parent_resource.empty()) {
        text +=
            " REFERENCES " + sql_name(resource.parent_resource) + " (" + sql_name(row_column) + ")";
      }
    }
    database_->run(text + ");");
  }

  void fill(TableView& table, const Resource& resource) {
    std::string text = "INSERT INTO " + sql_name(resource.name) + " VALUES (?";
    for (std::size_t at = 1; at < resource.fields.size(); ++at) text += ",?";
    Statement insert(*database_, text + ")");
    std::vector<std::string_view> cells;
    while (table.next(cells)) {
      for (std::size_t at = 0; at < cells.size(); ++at) {
        bind(insert, static_cast<int>(at + 1), cells[at], resource.fields[at].type);
      }
      insert.step();
    }
  }

  static void bind(Statement& insert, int at, std::string_view cell, Type type) {
    if (cell.empty()) return insert.bind_null(at);
    if (type == Type::boolean) return insert.bind(at, std::int64_t{cell == "true"});
    if (type != Type::number && type != Type::integer) return insert.bind(at, cell);
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), whole);
    if (error == std::errc() && end == cell.data() + cell.size()) return insert.bind(at, whole);
    double number = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), number);
    insert.bind(at, number);
  }

  /// The same table with titles for people, where they are known and tell columns apart.
  void create_view(const Resource& resource) {
    std::set<std::string> taken;
    bool titled = false;
    std::string text = "CREATE VIEW " + sql_name("v_" + resource.name) + " AS SELECT ";
    for (const Field& field : resource.fields) {
      const std::string& title = title_of(field, titles_);
      const bool own = !title.empty() && taken.insert(in_small_letters(title)).second;
      titled = titled || own;
      if (&field != resource.fields.data()) text += ", ";
      text += sql_name(field.name);
      if (own) text += " AS " + sql_name(title);
    }
    if (titled) database_->run(text + " FROM " + sql_name(resource.name) + ";");
  }

  io::Output output_;
  std::unique_ptr<Database> database_;
  std::set<std::string> taken_;
  TableTitles titles_;
};

}  // namespace

std::unique_ptr<TableTarget> sqlite_target(const std::string& path, bool overwrite,
                                           const std::string& temporary_folder,
                                           TableTitles titles) {
  return std::make_unique<SqliteTarget>(path, overwrite, temporary_folder, titles);
}

}  // namespace edca::tables
