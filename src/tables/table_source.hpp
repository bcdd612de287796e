#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tables/csv_text.hpp"
#include "tables/description.hpp"

namespace edca::tables {

/// Where tables are read from.
class TableSource {
 public:
  virtual ~TableSource() = default;
  TableSource(const TableSource&) = delete;
  TableSource& operator=(const TableSource&) = delete;

  /// The tables, those around others in front of them.
  virtual std::vector<Resource> resources() = 0;
  /// What a table is called in findings.
  virtual std::string name(const Resource& resource) const = 0;
  /// Its rows. Throws io::InputFault.
  virtual std::unique_ptr<Records> open(const Resource& resource) = 0;

 protected:
  TableSource() = default;
};

/// A folder, a datapackage.json, a zip with one, a workbook, or a database, told by what is there.
/// Throws Error(input, "tables.description") with argument path where it is none of these.
std::unique_ptr<TableSource> table_source(const std::string& path);

/// The same for a workbook of Excel or OpenDocument. Throws likewise.
std::unique_ptr<TableSource> workbook_source(const std::string& path);

/// The same for a database.
std::unique_ptr<TableSource> sqlite_source(const std::string& path);

/// Whether a file is a database, or a workbook in which sheets of Flattener say what the others
/// hold.
bool is_described(const std::string& path);

}  // namespace edca::tables
