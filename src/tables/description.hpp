#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edca/tables.hpp"
#include "json/value.hpp"
#include "tables/table_view.hpp"

namespace edca::tables {

/// A file of a data package.
struct Resource {
  std::string name;
  std::string file;   ///< its name in the folder
  std::string table;  ///< "releases/awards/items"
  std::string list;   ///< where it stands in the row around it: "items"; "" of an outermost table
  std::vector<Field> fields;
  std::string key;              ///< column; "" for none
  std::string parent;           ///< column; "" for none
  std::string parent_resource;  ///< that it leads to; "" where that is not among these
  char delimiter = ',';
  /// JSON text, where its Table Schema is not told by what stands above.
  std::string schema = {};
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// What the tables hold, beside them: the name of the file in a data package.
inline constexpr std::string_view description_file = "datapackage.json";

/// What a data package says of its tables. Only those of this layout can be read back.
/// https://datapackage.org/standard/data-package/
std::string write_description(const std::vector<Resource>& resources, std::string_view profile,
                              TableTitles titles);

/// The title of a column in a language; "" where it has none.
const std::string& title_of(const Field& field, TableTitles titles);

/// Whether a table has a place, at most as deep as JSON may be.
bool has_place(const Resource& resource);

/// Reads it back, as far as tables can be put together by it. Throws Error(input,
/// "tables.description") with argument path where it is not of this layout.
std::vector<Resource> read_description(std::string_view text, const std::string& path);

}  // namespace edca::tables
