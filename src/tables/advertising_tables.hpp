#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/keys.hpp"
#include "edca/session.hpp"
#include "items/run_log.hpp"
#include "tables/table_target.hpp"

namespace edca::tables {

/// The figures of a run.
struct AdvertisingFigures {
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;  ///< rows that do not fit their table
  bool cancelled = false;
};

/// Writes the files of archives of Publicidad Abierta as tables, each cell as it is. Each file is
/// read twice: types, keys and references are declared where all of its rows keep to them. Memory:
/// some sixteen bytes for each key and name, and Session::memory for rows, beyond that a temporary
/// file.
class AdvertisingTables {
 public:
  /// Everything handed in must outlive it.
  AdvertisingTables(const std::vector<advertising::Archive>& archives, items::RunLog& log,
                    const Session& session);

  /// Nothing is written where the session ended the run.
  AdvertisingFigures run(TableTarget& target);

 private:
  /// What is known of a column once all rows were seen.
  struct Facts {
    std::string name;
    const advertising::Field* field = nullptr;
    bool empty = false;  ///< in some row
    bool fits = true;    ///< the type of its field
    bool whole = true;   ///< a number that a database can have
  };
  struct File {
    const advertising::Archive* archive = nullptr;
    const advertising::TableFile* file = nullptr;
    Table table;
    std::vector<Facts> columns;
    bool keyed = false;  ///< by its primary key
    advertising::KeyRows keys;
    std::map<std::size_t, advertising::KeyRows> names;  ///< by field
    std::set<std::size_t> unresolved;                   ///< references
    std::string name;                                   ///< in the target
  };

  void add(const advertising::Archive& archive, const advertising::TableFile& file);
  void survey(File& file);
  void look(File& file, std::size_t column, std::string_view text);
  void set_types(File& file);
  void store(File& file, RowStore& store);
  static bool holds(const File& file, std::string_view field, std::string_view text);
  void resolve(File& file, const advertising::TableRows& rows);
  File* target_of(const File& file, const advertising::Reference& reference);
  std::string schema_of(const File& file);
  Resource resource_of(const File& file);
  bool cancelled();

  items::RunLog& log_;
  const Session& session_;
  std::deque<File> files_;
  AdvertisingFigures figures_;
};

}  // namespace edca::tables
