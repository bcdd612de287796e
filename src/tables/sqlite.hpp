#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace edca::tables {

/// A database of SQLite. What fails is an Error(input, "tables.database") with arguments path (as
/// it is given here) and reason.
class Database {
 public:
  enum class Open { read, make };
  Database(std::string path, Open how, std::string shown);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& statements);
  std::uint64_t size();
  /// Reads bytes of the file itself, whether or not it still has a name.
  void read_file(std::uint64_t offset, char* to, std::size_t size);

 private:
  friend class Statement;
  [[noreturn]] void fail();

  std::string shown_;
  sqlite3* database_ = nullptr;
};

/// A statement that may be run again and again.
class Statement {
 public:
  Statement(Database& database, const std::string& text);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters count from 1. Texts must stay until the next step().
  void bind_null(int at);
  void bind(int at, std::string_view text);
  void bind(int at, std::int64_t number);
  void bind(int at, double number);
  /// False at the end; then the statement may be run again.
  bool step();

  int columns() const;
  std::string_view name(int column) const;
  bool is_null(int column) const;
  bool is_double(int column) const;
  double as_double(int column) const;
  /// A number as text, where it is a whole one.
  std::string_view text(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

/// A name in quotes.
std::string sql_name(std::string_view name);

}  // namespace edca::tables
