// In the place of src/tables/sqlite.cpp: a page reads no databases, whose library is half as large
// as all of edca.

#include "tables/sqlite.hpp"

#include "edca/error.hpp"

namespace edca::tables {
namespace {

[[noreturn]] void refuse(const std::string& path) {
  throw Error(ErrorKind::input, "tables.database", {{"path", path}, {"reason", "WebAssembly"}});
}

}  // namespace

Database::Database(std::string path, Open, std::string shown) {
  refuse(shown.empty() ? path : shown);
}
Database::~Database() = default;
void Database::run(const std::string&) {
  fail();
}
void Database::fail() {
  refuse(shown_);
}
std::uint64_t Database::size() {
  fail();
}
void Database::read_file(std::uint64_t, char*, std::size_t) {
  fail();
}

Statement::Statement(Database& database, const std::string&) : database_(database) {
  refuse({});
}
Statement::~Statement() = default;
void Statement::bind_null(int) {}
void Statement::bind(int, std::string_view) {}
void Statement::bind(int, std::int64_t) {}
void Statement::bind(int, double) {}
bool Statement::step() {
  return false;
}
int Statement::columns() const {
  return 0;
}
std::string_view Statement::name(int) const {
  return {};
}
bool Statement::is_null(int) const {
  return true;
}
bool Statement::is_double(int) const {
  return false;
}
double Statement::as_double(int) const {
  return 0;
}
std::string_view Statement::text(int) const {
  return {};
}

std::string sql_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char each : name) quoted.append(each == '"' ? 2 : 1, each);
  return quoted += '"';
}

}  // namespace edca::tables
