#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/grouper.hpp"
#include "items/run_log.hpp"
#include "tables/table_source.hpp"

namespace edca::tables {

/// A column of a table that is read.
struct ReadColumn {
  std::string name;
  Type type = Type::text;
  std::vector<std::string> path;  ///< keys from the row on; empty for one that is no member
};

/// A table that is read.
struct ReadTable {
  static constexpr std::size_t none = ~std::size_t{0};

  std::string path;                 ///< "releases/awards/items"
  std::string sheet;                ///< what it is called in findings
  std::vector<std::string> list;    ///< keys from the row around it; empty of an outermost table
  std::vector<ReadColumn> columns;  ///< as they stand in the file
  std::size_t key = none;           ///< columns
  std::size_t parent = none;
  std::size_t number = none;
  std::size_t file = 0;  ///< in the log

  std::size_t find(std::string_view name) const;
};

/// Where a row stands in its table.
struct RowAt {
  std::uint64_t line = 0;    ///< from 1; of a sheet its row
  std::uint64_t number = 0;  ///< of the row, from 1, the headings among them
};

/// A row on its way to the others of its item.
struct ReadRow {
  std::uint32_t table = 0;
  RowAt at;
  std::vector<std::string_view> cells;  ///< as many as the table has columns

  static void write(std::uint32_t table, const RowAt& at,
                    const std::vector<std::string_view>& cells, std::size_t columns,
                    std::string& head, std::string& text);
  /// `entry` must outlive what it reads.
  void read(const io::Entry& entry);
};

/// The items and packages whose rows come together, in this order: packages, then items.
struct Outermost {
  bool package = false;
  std::uint64_t number = 0;

  /// Of the key of a row: "12" and "p12", and whatever follows a slash.
  static std::optional<Outermost> of(std::string_view key);
  std::string group() const;
  static Outermost read(std::string_view group);
};

/// Reads tables and puts their rows into a Grouper, item by item.
class TableRows {
 public:
  /// Everything handed in must outlive it. Throws as TableSource::resources().
  TableRows(TableSource& source, io::Grouper& grouper, items::RunLog& log);

  const std::vector<ReadTable>& tables() const { return tables_; }
  /// The file of a table, as it is called in findings.
  std::string name(std::size_t table) const { return source_.name(resources_[table]); }
  /// Reads the rows of a table; what is wrong with it becomes a finding. `proceed` is asked now and
  /// then whether to go on. Throws as Grouper.
  void read(std::size_t table, const std::function<bool()>& proceed);

  /// A finding about a cell or, with ReadTable::none, a row.
  Finding finding(base::RuleId rule, std::string variant, const ReadTable& table, const RowAt& at,
                  std::size_t column, std::string_view cell) const;
  void add(Finding finding, const ReadTable& table) { log_.add(std::move(finding), table.file); }

 private:
  bool header(ReadTable& table, const Resource& resource, Records& records);
  void rows(std::uint32_t index, Records& records, const std::function<bool()>& proceed);
  void row(std::uint32_t index, const std::vector<std::string_view>& cells, const RowAt& at);

  TableSource& source_;
  std::vector<Resource> resources_;
  io::Grouper& grouper_;
  items::RunLog& log_;
  std::vector<ReadTable> tables_;
  std::string head_;
  std::string text_;
};

}  // namespace edca::tables
