#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tables/description.hpp"
#include "tables/table_view.hpp"

namespace edca::tables {

/// Where tables are written to. Nothing of it is there before commit().
class TableTarget {
 public:
  virtual ~TableTarget() = default;
  TableTarget(const TableTarget&) = delete;
  TableTarget& operator=(const TableTarget&) = delete;

  /// The name of the file of a table, or of the table in one file.
  virtual std::string name_of(const std::string& path) = 0;
  /// Writes a table. `resource` has its names and those of the table around it, and gets the rest.
  /// Tables come behind those around them. Throws as io::Output.
  virtual void write(TableView& table, Resource& resource) = 0;
  /// After the last table: what they are.
  virtual void describe(const std::vector<Resource>& resources, std::string_view profile) = 0;
  /// Throws as io::Output::commit().
  virtual void commit() = 0;

 protected:
  TableTarget() = default;
};

}  // namespace edca::tables
