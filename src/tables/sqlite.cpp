#include "tables/sqlite.hpp"

#include <sqlite3.h>

#include <utility>

#include "edca/error.hpp"

namespace edca::tables {

Database::Database(std::string path, Open how, std::string shown) : shown_(std::move(shown)) {
  const int flags =
      how == Open::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(path.c_str(), &database_, flags | SQLITE_OPEN_NOMUTEX, nullptr) !=
      SQLITE_OK) {
    const std::string reason = database_ == nullptr ? "" : sqlite3_errmsg(database_);
    sqlite3_close(database_);
    throw Error(ErrorKind::input, "tables.database", {{"path", shown_}, {"reason", reason}});
  }
  // Nothing in a file of others is run: no functions with side effects, no damaged schema.
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Database::~Database() {
  sqlite3_close(database_);
}

void Database::fail() {
  throw Error(ErrorKind::input, "tables.database",
              {{"path", shown_}, {"reason", sqlite3_errmsg(database_)}});
}

void Database::run(const std::string& statements) {
  if (sqlite3_exec(database_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::uint64_t Database::size() {
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  if (sqlite3_file_control(database_, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
    fail();
  }
  return static_cast<std::uint64_t>(size);
}

void Database::read_file(std::uint64_t offset, char* to, std::size_t size) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(database_, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file->pMethods->xRead(file, to, static_cast<int>(size), static_cast<sqlite3_int64>(offset)) !=
          SQLITE_OK) {
    fail();
  }
}

Statement::Statement(Database& database, const std::string& text) : database_(database) {
  if (sqlite3_prepare_v2(database.database_, text.c_str(), static_cast<int>(text.size()),
                         &statement_, nullptr) != SQLITE_OK) {
    database.fail();
  }
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::bind_null(int at) {
  sqlite3_bind_null(statement_, at);
}

void Statement::bind(int at, std::string_view text) {
  const int bound =
      sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (bound != SQLITE_OK) database_.fail();
}

void Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(statement_, at, number);
}

void Statement::bind(int at, double number) {
  sqlite3_bind_double(statement_, at, number);
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) database_.fail();
  sqlite3_reset(statement_);
  return false;
}

int Statement::columns() const {
  return sqlite3_column_count(statement_);
}

std::string_view Statement::name(int column) const {
  const char* name = sqlite3_column_name(statement_, column);
  return name == nullptr ? std::string_view() : name;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool Statement::is_double(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_FLOAT;
}

double Statement::as_double(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string sql_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

}  // namespace edca::tables
