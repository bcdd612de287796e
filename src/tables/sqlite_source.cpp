#include <array>
#include <charconv>
#include <utility>

#include "edca/error.hpp"
#include "tables/cell.hpp"
#include "tables/sqlite.hpp"
#include "tables/table_source.hpp"

namespace edca::tables {
namespace {

/// Whether there is a table, and not a view that somebody made to be endless.
bool has_table(Database& database, std::string_view name) {
  Statement found(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  found.bind(1, name);
  return found.step();
}

/// The rows of a table as texts.
class SqliteRows final : public Records {
 public:
  SqliteRows(Database& database, const Resource& resource)
      : rows_(database, "SELECT * FROM " + sql_name(resource.name)), resource_(resource) {}

  bool next(std::vector<std::string_view>& fields) override {
    const int columns = rows_.columns();
    fields.clear();
    texts_.resize(static_cast<std::size_t>(columns));
    if (line_++ == 0) {
      for (int at = 0; at < columns; ++at) fields.push_back(rows_.name(at));
      for (const std::string_view name : fields) types_.push_back(type_of_column(name));
      return true;
    }
    if (!rows_.step()) return false;
    for (int at = 0; at < columns; ++at) fields.push_back(cell(at));
    return true;
  }
  std::uint64_t line() const override { return line_; }

 private:
  Type type_of_column(std::string_view name) const {
    for (const Field& field : resource_.fields) {
      if (field.name == name) return field.type;
    }
    return Type::text;
  }

  std::string_view cell(int at) {
    const auto column = static_cast<std::size_t>(at);
    if (rows_.is_null(at)) return {};
    if (rows_.is_double(at)) return texts_[column] = text_of(rows_.as_double(at));
    const std::string_view text = rows_.text(at);
    if (types_[column] == Type::boolean && (text == "0" || text == "1")) {
      return text == "1" ? "true" : "false";
    }
    return text;
  }

  Statement rows_;
  Resource resource_;
  std::vector<Type> types_;
  std::vector<std::string> texts_;
  std::uint64_t line_ = 0;
};

class SqliteSource final : public TableSource {
 public:
  explicit SqliteSource(const std::string& path)
      : path_(path), database_(path, Database::Open::read, path) {}

  std::vector<Resource> resources() override {
    std::vector<Resource> resources;
    try {
      if (!has_table(database_, "_tablas") || !has_table(database_, "_columnas")) refuse();
      Statement tables(database_, "SELECT tabla, ruta, lista FROM _tablas ORDER BY rowid");
      Statement columns(
          database_, "SELECT columna, tipo, alrededor FROM _columnas WHERE tabla = ? ORDER BY n");
      while (tables.step()) {
        Resource& resource = resources.emplace_back();
        resource.name = resource.file = tables.text(0);
        resource.table = tables.text(1);
        resource.list = tables.text(2);
        if (!has_place(resource)) refuse();
        columns.bind(1, std::string_view(resource.name));
        while (columns.step()) {
          resource.fields.push_back({std::string(columns.text(0)),
                                     type_named(columns.text(1)).value_or(Type::text),
                                     {},
                                     columns.text(2) == "1"});
        }
      }
    } catch (const Error&) {
      refuse();
    }
    return resources;
  }
  std::string name(const Resource& resource) const override { return path_ + "/" + resource.name; }
  std::unique_ptr<Records> open(const Resource& resource) override {
    if (!has_table(database_, resource.name)) refuse();
    return std::make_unique<SqliteRows>(database_, resource);
  }

 private:
  [[noreturn]] void refuse() const {
    throw Error(ErrorKind::input, "tables.description", {{"path", path_}});
  }

  std::string path_;
  Database database_;
};

}  // namespace

std::unique_ptr<TableSource> sqlite_source(const std::string& path) {
  return std::make_unique<SqliteSource>(path);
}

}  // namespace edca::tables
