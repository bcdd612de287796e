#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "io/output.hpp"
#include "tables/description.hpp"
#include "tables/table_view.hpp"

namespace edca::tables {

/// Tables as files of CSV in a folder; they get their names together.
class CsvFolder {
 public:
  /// Makes the folder where it is missing. Throws Error(input, "output.open").
  CsvFolder(const std::string& folder, bool overwrite);
  /// A folder that was made for nothing goes away.
  ~CsvFolder();
  CsvFolder(const CsvFolder&) = delete;
  CsvFolder& operator=(const CsvFolder&) = delete;

  /// Writes a table to a file of this name and answers what it is. Throws as io::Output.
  Resource write(TableView& table, const std::string& name);
  /// Writes a file as it is.
  void write(const std::string& name, std::string_view text);
  void commit();

 private:
  io::Output& open(const std::string& name);

  std::string folder_;  ///< with a slash behind it
  bool overwrite_;
  bool made_ = false;
  std::vector<std::unique_ptr<io::Output>> files_;
};

}  // namespace edca::tables
